import Generation
import Playground
import TextUI

/// Two runs side by side: both texts with what differs marked, and a table position by position.
struct ComparisonView {
    let scene: Scene
    let layout: TokensLayout

    private var room: Rect { TokensLayout.content(layout.table) }
    private var rows: Rect { room.inset(top: 1) }
    private var cursor: Int { scene.state.explainedIndex ?? 0 }

    private func first(_ count: Int) -> Int {
        TokensLayout.first(around: cursor, of: count, visible: rows.rows)
    }

    /// The step of the shown run at a place of the screen.
    func step(at point: Point) -> Int? {
        guard rows.contains(point), let (branch, other) = scene.state.compared else { return nil }
        let index = first(TokenAlignment(branch.run, other.run).count) + point.row - rows.top
        return branch.run.steps.indices.contains(index) ? index : nil
    }

    /// Draws both halves and the table.
    func draw(on canvas: inout Canvas) {
        guard let (branch, other) = scene.state.compared else {
            PaneFrame(scene.text(.comparison), isFocused: true).draw(in: layout.table, on: &canvas, theme: scene.theme)
            Paragraph(text: scene.text(.untouchedWaits), style: scene.theme[.placeholder]).draw(in: room, on: &canvas)
            return
        }
        let alignment = TokenAlignment(branch.run, other.run)
        let halves = layout.texts.split(columns: [.fixed(layout.texts.columns / 2), .rest])
        drawText(branch, alignment, alignment.differing, in: halves[0], on: &canvas)
        drawText(other, alignment, alignment.differingInOther, in: halves[1], on: &canvas)
        drawTable(branch, other, alignment, on: &canvas)
    }

    // MARK: Texts

    private func drawText(
        _ branch: Branch, _ alignment: TokenAlignment, _ differing: Set<Int>, in frame: Rect, on canvas: inout Canvas
    ) {
        var facts = [scene.text(.tokens(branch.run.steps.count))]
        if branch.run.isActive { facts.append(scene.text(.running)) }
        let off = branch.run.request.interventions
        if !off.isEmpty { facts.insert(scene.text(.switchedOff(off)), at: 0) }
        PaneFrame(scene.text(.branchName(branch, in: scene.state.runs)), facts: facts)
            .draw(in: frame, on: &canvas, theme: scene.theme)
        let room = TokensLayout.content(frame)
        let theme = scene.theme
        // What is far behind the room is not laid out: as many tokens as could be seen from a little before the cursor.
        let start = max(0, min(cursor, branch.run.steps.count) - room.columns * room.rows / 2)
        let pieces = branch.run.steps[start...].prefix(room.columns * room.rows).map { step in
            var style = theme[differing.contains(step.index) ? .difference : .text]
            if step.index == alignment.firstDifference { style = theme[.difference].adding([.bold, .underline]) }
            if step.index == cursor { style = theme[.cursor] }
            return (text: step.token.isSpecial ? step.token.text : step.text, style: style)
        }
        let flow = TokenFlow(pieces, in: room)
        let line = flow.line(of: min(cursor, max(0, branch.run.steps.count - 1)) - start)
        flow.draw(in: room, from: flow.firstLine(showing: line, rows: room.rows), on: &canvas, theme: theme)
    }

    // MARK: The table

    private func drawTable(_ branch: Branch, _ other: Branch, _ alignment: TokenAlignment, on canvas: inout Canvas) {
        PaneFrame(scene.text(.comparison), facts: facts(alignment), isFocused: scene.state.overlay == nil)
            .draw(in: layout.table, on: &canvas, theme: scene.theme)
        let places = places
        let names = [branch, other].map { scene.text(.branchName($0, in: scene.state.runs)) }
        let style = scene.theme[.faint]
        canvas.write("#", in: places.index.row(0), style: style, alignment: .right)
        canvas.write(names[0], in: places.token.row(0), style: style)
        canvas.write(names[1], in: places.other.row(0), style: style)
        for place in [places.probability, places.otherProbability] {
            canvas.write("p", in: place.row(0), style: style, alignment: .right)
        }
        canvas.write(scene.text(.sameToken), in: places.same.row(0), style: style, alignment: .right)
        canvas.write(scene.text(.divergence), in: places.bits.row(0), style: style)
        let first = first(alignment.count)
        let divergences = scene.state.divergences
        let scale = max(0.5, divergences?.map(\.bits).filter(\.isFinite).max() ?? 0)
        for row in 0..<max(0, min(rows.rows, alignment.count - first)) {
            draw(
                first + row, branch.run, other.run, divergences, scale: scale, places, row: row + 1, on: &canvas)
        }
        ScrollBar(total: alignment.count, visible: rows.rows, first: first)
            .draw(in: layout.table.inset(top: 2, bottom: 1), on: &canvas, theme: scene.theme)
    }

    /// Where the columns of a row stand.
    private struct Places {
        let index, token, probability, other, otherProbability, same, bits: Rect
    }

    private var places: Places {
        let line = room.inset(left: 2)
        let token = min(24, max(6, (line.columns - 46) / 2))
        let parts = line.split(
            columns: [
                .fixed(4), .fixed(token), .fixed(7), .fixed(1), .fixed(token), .fixed(7), .fixed(11), .rest,
            ], spacing: 1)
        return Places(
            index: parts[0], token: parts[1], probability: parts[2], other: parts[4], otherProbability: parts[5],
            same: parts[6], bits: parts[7])
    }

    private func draw(
        _ index: Int, _ run: Run, _ other: Run, _ divergences: [Divergence]?, scale: Double, _ places: Places, row: Int,
        on canvas: inout Canvas
    ) {
        let theme = scene.theme
        let steps = [run, other].map { index < $0.steps.count ? $0.steps[index] : nil }
        let isDifferent = steps[0]?.token.id != steps[1]?.token.id
        let line = room.row(row)
        canvas.write(String(index + 1), in: places.index.row(row), style: theme[.dim], alignment: .right)
        for (step, place, figure) in [
            (steps[0], places.token, places.probability), (steps[1], places.other, places.otherProbability),
        ] {
            guard let step else { continue }
            canvas.write(
                TokenText.listed(step.token), in: place.row(row), style: theme[isDifferent ? .strong : .dim])
            canvas.write(
                step.unsampledProbability.map { Figure.percent($0) + " %" } ?? "–", in: figure.row(row),
                style: theme[.dim], alignment: .right)
        }
        let divergence = divergences.flatMap { $0.indices.contains(index) ? $0[index] : nil }
        if let divergence {
            canvas.write(
                Figure.percent(divergence.otherProbability) + " %", in: places.same.row(row), style: theme[.text],
                alignment: .right)
            canvas.write(
                Figure.fixed(divergence.bits, decimals: 2), in: places.bits.row(row), style: theme[.dim])
        }
        if index == cursor {
            canvas.restyle(line, style: theme[.selection])
            canvas.put(Glyph("▸"), at: line.origin, style: theme[.accent].background(theme[.selection].background))
        }
        guard let divergence else { return }
        let place = places.bits.row(row)
        Bar(divergence.bits / scale)
            .draw(in: place.inset(left: 6, right: max(0, place.columns - 36)), on: &canvas, theme: theme)
    }

    private func facts(_ alignment: TokenAlignment) -> [String] {
        var facts = [scene.text(alignment.firstDifference.map { .firstDifference($0 + 1) } ?? .noDifference)]
        if let divergences = scene.state.divergences, !divergences.isEmpty {
            let mean = divergences.reduce(0) { $0 + $1.bits } / Double(divergences.count)
            facts.append(scene.text(.meanDivergence(mean)))
        } else if let failure = scene.state.inquiries[.divergences]?.failure {
            facts.append(scene.text(.failure(failure)))
        } else {
            facts.append(scene.text(.divergencesAsked))
        }
        return facts
    }
}
