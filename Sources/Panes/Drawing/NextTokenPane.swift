import Generation
import Playground
import TextUI

/// What may come next: each candidate's probability after the sampling stages, and the untouched one as a mark and a figure.
struct NextTokenPane {
    let scene: Scene

    /// Draws the pane.
    func draw(on canvas: inout Canvas) {
        guard let room = scene.layout.content(.nextToken) else { return }
        let distribution = scene.state.shownDistribution
        PaneBorder(scene: scene, pane: .nextToken, facts: facts(distribution)).draw(on: &canvas)
        guard let distribution else {
            drawPlaceholder(in: room, on: &canvas)
            return
        }
        let columns = Columns(room: room, hasReference: distribution.isSampled)
        let hasHeading = room.rows >= 6
        let list = room.inset(top: hasHeading ? 1 : 0)
        let rows = rows(distribution, count: list.rows)
        let axis = Self.axis(rows)
        if hasHeading {
            drawHeading(columns, axis: axis, isSampled: distribution.isSampled, in: room.row(0), on: &canvas)
        }
        for (index, row) in rows.enumerated() {
            draw(row, columns: columns, axis: axis, in: list.row(index), on: &canvas)
        }
    }

    // MARK: What is listed

    private enum Row {
        case candidate(Candidate, isChosen: Bool)
        case tail(count: Int, probability: Double, unsampled: Double)
    }

    /// The candidates that fit, the one that was drawn among them, and all the others in one row.
    private func rows(_ distribution: Distribution, count: Int) -> [Row] {
        guard count > 0 else { return [] }
        let chosen = scene.state.explainedStep?.token
        func isChosen(_ candidate: Candidate) -> Bool { chosen?.isSamePiece(as: candidate.token) == true }
        let all = distribution.candidates
        let room = max(1, count - 1)
        let first = min(scene.state.scroll[.nextToken] ?? 0, max(0, all.count - room))
        var listed = Array(all[max(0, first)...].prefix(room))
        if !listed.isEmpty, !listed.contains(where: isChosen), let candidate = all.first(where: isChosen) {
            listed[listed.count - 1] = candidate
        }
        var rows = listed.map { Row.candidate($0, isChosen: isChosen($0)) }
        guard rows.count < count else { return rows }
        let shown = listed.reduce(into: (0.0, 0.0)) { $0 = ($0.0 + $1.probability, $0.1 + $1.unsampledProbability) }
        let total = all.reduce(into: (distribution.tail.probability, distribution.tail.unsampledProbability)) {
            $0 = ($0.0 + $1.probability, $0.1 + $1.unsampledProbability)
        }
        let rest = all.count - listed.count + distribution.tail.count
        if rest > 0 || !distribution.isComplete {
            rows.append(
                .tail(count: rest, probability: max(0, total.0 - shown.0), unsampled: max(0, total.1 - shown.1)))
        }
        return rows
    }

    /// The probability at the right end of the bars: the smallest round figure that nothing listed exceeds.
    private static func axis(_ rows: [Row]) -> Double {
        let highest = rows.reduce(0.0) { highest, row in
            guard case .candidate(let candidate, _) = row else { return highest }
            return max(highest, candidate.probability, candidate.unsampledProbability)
        }
        return [0.05, 0.1, 0.2, 0.5].first { highest <= $0 } ?? 1
    }

    // MARK: Drawing

    /// The parts of a row.
    private struct Columns {
        let token: Range<Int>
        let bar: Range<Int>
        let probability: Range<Int>
        let unsampled: Range<Int>

        init(room: Rect, hasReference: Bool) {
            let figures = 8
            let reference = hasReference && room.columns >= 30 ? 7 : 0
            let tokenColumns = min(22, max(8, room.columns * 30 / 100))
            let barStart = min(room.columns, 2 + tokenColumns + 1)
            let barEnd = max(barStart, room.columns - figures - reference)
            token = 2..<barStart
            bar = barStart..<barEnd
            probability = barEnd..<min(room.columns, barEnd + figures)
            unsampled = min(room.columns, barEnd + figures)..<room.columns
        }
    }

    private func part(_ columns: Range<Int>, of line: Rect) -> Rect {
        Rect(column: line.left + columns.lowerBound, row: line.top, columns: columns.count, rows: 1).intersection(line)
    }

    private func drawHeading(
        _ columns: Columns, axis: Double, isSampled: Bool, in line: Rect, on canvas: inout Canvas
    ) {
        let style = scene.theme[.faint]
        let bar = part(columns.bar, of: line)
        canvas.write("0", in: bar, style: style)
        canvas.write("\(Int(axis * 100)) %", in: bar, style: style, alignment: .right)
        canvas.write(
            isSampled ? scene.text(.now) : "T=1", in: part(columns.probability, of: line), style: style,
            alignment: .right)
        canvas.write(
            "│ T=1", in: part(columns.unsampled, of: line), style: scene.theme[.reference], alignment: .right)
    }

    private func draw(_ row: Row, columns: Columns, axis: Double, in line: Rect, on canvas: inout Canvas) {
        switch row {
        case .candidate(let candidate, let isChosen):
            draw(candidate, isChosen: isChosen, columns: columns, axis: axis, in: line, on: &canvas)
        case .tail(let count, let probability, let unsampled):
            let name = count > 0 ? scene.text(.more(count)) : scene.text(.notDisclosed)
            canvas.write(name, in: part(columns.token, of: line), style: scene.theme[.dim])
            Bar(probability / axis, reference: Self.mark(probability, unsampled, axis: axis), role: .barMuted)
                .draw(in: part(columns.bar, of: line).inset(right: 1), on: &canvas, theme: scene.theme)
            drawFigures(probability, unsampled, columns: columns, role: .dim, in: line, on: &canvas)
        }
    }

    private func draw(
        _ candidate: Candidate, isChosen: Bool, columns: Columns, axis: Double, in line: Rect,
        on canvas: inout Canvas
    ) {
        let theme = scene.theme
        let isCut = candidate.cutBy != nil
        if isChosen { canvas.put(Glyph("▸"), at: line.origin, style: theme[.accent]) }
        canvas.write(
            TokenText.listed(candidate.token), in: part(columns.token, of: line).inset(right: 1),
            style: theme[isChosen ? .strong : isCut ? .disabled : candidate.token.isSpecial ? .dim : .text])
        let bar = part(columns.bar, of: line).inset(right: 1)
        Bar(
            candidate.probability / axis,
            reference: Self.mark(candidate.probability, candidate.unsampledProbability, axis: axis),
            role: isChosen ? .accent : .bar
        ).draw(in: bar, on: &canvas, theme: theme)
        if let stage = candidate.cutBy {
            let after = min(bar.columns, Int(Double(bar.columns) * candidate.unsampledProbability / axis) + 2)
            canvas.write(scene.text(.cut(by: stage)), in: bar.inset(left: after), style: theme[.faint])
        }
        drawFigures(
            candidate.probability, candidate.unsampledProbability, columns: columns,
            role: isChosen ? .strong : isCut ? .disabled : .text, in: line, on: &canvas)
    }

    private func drawFigures(
        _ probability: Double, _ unsampled: Double, columns: Columns, role: TextUI.Role, in line: Rect,
        on canvas: inout Canvas
    ) {
        canvas.write(
            Figure.percent(probability) + " %", in: part(columns.probability, of: line), style: scene.theme[role],
            alignment: .right)
        canvas.write(
            Figure.percent(unsampled), in: part(columns.unsampled, of: line),
            style: scene.theme[Self.differs(probability, unsampled) ? .reference : .faint], alignment: .right)
    }

    /// Where the untouched probability is marked: only where the stages have changed it.
    private static func mark(_ probability: Double, _ unsampled: Double, axis: Double) -> Double? {
        differs(probability, unsampled) ? unsampled / axis : nil
    }

    private static func differs(_ probability: Double, _ unsampled: Double) -> Bool {
        abs(probability - unsampled) >= 0.0005
    }

    // MARK: Words

    private func facts(_ distribution: Distribution?) -> [String] {
        guard let distribution else { return [] }
        var facts = [scene.text(.entropy(distribution.entropyBits))]
        if !distribution.isSampled { facts.append(scene.text(.beforeSampling)) }
        if abs(distribution.entropyBits - distribution.unsampledEntropyBits) >= 0.005 {
            facts.append(scene.text(.entropyAtOne(distribution.unsampledEntropyBits)))
        }
        if !distribution.isComplete { facts.append(scene.text(.partialDistribution)) }
        facts += distribution.stages.filter { $0.removedCount > 0 }.map {
            scene.text(.stageRemoved($0.stage, count: $0.removedCount))
        }
        if let count = scene.state.shownInspection?.evaluatedCount { facts.append(scene.text(.evaluated(count))) }
        return facts
    }

    private func drawPlaceholder(in room: Rect, on canvas: inout Canvas) {
        let capabilities = scene.state.model.loaded?.capabilities
        let output = capabilities?.output ?? .text
        let phrase: Phrase =
            output != .text
            ? .noTokens(output) : capabilities?.candidateLimit != 0 ? .nextTokenPlaceholder : .noCandidates
        Paragraph(text: scene.text(phrase), style: scene.theme[.placeholder]).draw(in: room, on: &canvas)
    }
}
