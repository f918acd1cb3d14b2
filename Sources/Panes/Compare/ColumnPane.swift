import Generation
import Playground
import TextUI

/// One column: its settings, its text with the place where it leaves the baseline's, and its figures.
struct ColumnPane {
    let scene: Scene
    let index: Int
    let frame: Rect
    let isFramed: Bool

    private var compare: CompareDisplay { scene.state.compare }
    private var column: CompareColumn { compare.columns[index] }
    private var isChosen: Bool { compare.chosen == index }
    private var isBaseline: Bool { compare.baseline?.id == column.id }

    // MARK: Places

    private var parts: (settings: Rect, text: Rect, figures: Rect) {
        let content = isFramed ? PaneFrame.content(of: frame) : frame.inset(left: 1, right: 1)
        let hasAir = content.rows >= 16
        let rows = ColumnFigures.rows(for: content.rows)
        let parts = content.split(rows: [
            .fixed(isFramed ? 1 : 2), .fixed(hasAir ? 1 : 0), .rest, .fixed(hasAir ? 1 : 0), .fixed(rows),
        ])
        return (parts[0], parts[2], parts[4])
    }

    /// The greatest first line that makes sense.
    var lastLine: Int { max(0, flow.lineCount - parts.text.rows) }

    /// The first visible line.
    var firstLine: Int { firstLine(of: flow) }

    private func firstLine(of flow: TokenFlow) -> Int {
        let rows = parts.text.rows
        let last = max(0, flow.lineCount - rows)
        if let line = compare.line { return min(last, line) }
        guard !compare.showsDifference else { return 0 }
        if compare.position == nil, column.run?.isActive == true { return last }
        guard let step = compare.shownStep(of: column) else { return 0 }
        return flow.firstLine(showing: flow.line(of: step), rows: rows)
    }

    /// The step at a place of the screen.
    func step(at point: Point) -> Int? {
        let text = parts.text
        guard text.contains(point), !compare.showsDifference, let run = column.run, !run.steps.isEmpty else {
            return nil
        }
        let piece = flow.token(line: firstLine + point.row - text.top, column: point.column - text.left)
        return piece.map { min($0, run.steps.count - 1) }
    }

    // MARK: Text

    private var flow: TokenFlow { TokenFlow(pieces, in: parts.text) }

    private var pieces: [(text: String, style: Style)] {
        guard let run = column.run else { return [] }
        if compare.showsDifference, !isBaseline, let base = compare.baseline?.run { return wordPieces(run, base) }
        let theme = scene.theme
        let parting = parting
        let outside = run.generatedOutside(
            contextLength: run.request.contextLength ?? run.model.description.contextLimit)
        let chosen = compare.position == nil ? nil : compare.shownStep(of: column)
        var pieces = run.steps.map { step in
            var style = scene.tint(step, on: parting.map { step.index < $0 } == true ? .dim : .text)
            if outside.contains(step.index) { style = theme[.disabled] }
            if step.index == parting { style = theme[.difference].adding([.bold, .underline]) }
            if step.index == chosen { style = theme[.cursor] }
            return (text: step.token.isSpecial ? step.token.text : step.text, style: style)
        }
        if run.isActive { pieces.append(("▌", theme[.accent])) }
        return pieces
    }

    /// The step with which the text leaves the baseline's; of the baseline itself, the first one that any leaves.
    private var parting: Int? {
        if isBaseline { return compare.firstParting.flatMap { column.run?.step(atOffset: $0) } }
        return compare.parting(of: column)?.step
    }

    /// What was taken out of the baseline's text and put into it, word by word.
    private func wordPieces(_ run: Run, _ base: Run) -> [(text: String, style: Style)] {
        let theme = scene.theme
        return TextDifference(base.text, run.text).parts.map { part in
            switch part.kind {
            case .same: (part.text, theme[.dim])
            case .added: (part.text, theme[.difference])
            case .removed: (" −" + part.text.drop { $0.isWhitespace }, theme[.faint].adding(.italic))
            }
        }
    }

    // MARK: Drawing

    /// Draws the column.
    func draw(on canvas: inout Canvas) {
        let parts = parts
        drawTitle(on: &canvas)
        drawSettings(in: parts.settings.row(parts.settings.rows - 1), on: &canvas)
        drawText(in: parts.text, on: &canvas)
        ColumnFigures(scene: scene, column: column, isBaseline: isBaseline).draw(in: parts.figures, on: &canvas)
    }

    private func drawTitle(on canvas: inout Canvas) {
        let model = compare.model(of: column)?.loaded
        let hosted = model?.capabilities.isLocal == false
        let title = "\(index + 1) \(model?.description.name ?? column.reference)" + (hosted ? " ↗" : "")
        var facts: [String] = []
        if isBaseline, compare.columns.count > 1 { facts.append(scene.text(.baseline)) }
        if column.ownPrompt != nil { facts.append(scene.text(.ownPromptShort)) }
        if let model, !model.isEmbedded { facts.append(scene.text(hosted ? .hosted : .local)) }
        let isFocused = isChosen && !scene.state.isPromptFocused && scene.state.overlay == nil
        guard isFramed else {
            let line = frame.row(0).inset(left: 1, right: 1)
            canvas.write(title, in: line, style: scene.theme[isFocused ? .titleFocused : .title])
            canvas.write(facts.joined(separator: " · "), in: line, style: scene.theme[.facts], alignment: .right)
            return
        }
        PaneFrame(title, facts: facts, isFocused: isFocused).draw(in: frame, on: &canvas, theme: scene.theme)
    }

    /// The knobs that do something, the one in hand first in the chosen column.
    private func drawSettings(in line: Rect, on canvas: inout Canvas) {
        let model = compare.model(of: column)?.loaded
        var spans: [Span] = []
        for knob in knobs(model) {
            let parameter = Parameter(knob, for: model)
            let isInHand = isChosen && knob == compare.knob
            if !spans.isEmpty { spans.append(Span("  ", .faint)) }
            spans.append(Span((isInHand ? "▸" : "") + scene.text(.shortName(knob)) + " ", isInHand ? .accent : .dim))
            if parameter.rejection != nil {
                spans.append(Span("×", .disabled))
            } else if isInHand, let typed = compare.typedValue {
                spans.append(Span(typed + "▏", .accent))
            } else {
                let value =
                    knob == .seed
                    ? String(column.settings.sampling.seed)
                    : parameter.written(column.settings.value(of: knob, for: model))
                spans.append(Span(value, isInHand ? .accent : .strong))
            }
        }
        Line(spans).draw(in: line, on: &canvas, theme: scene.theme)
    }

    private func knobs(_ model: LoadedModel?) -> [Knob] {
        let inHand = isChosen ? compare.knob : nil
        let always: [Knob] = [.temperature, .maxNewTokens, .seed]
        let turned = Knob.allCases.filter { knob in
            guard !always.contains(knob), knob != inHand else { return false }
            if knob == .context { return column.settings.contextLength != nil }
            return column.settings.value(of: knob, for: model) != Parameter(knob, for: model).neutral
        }
        let listed = [.temperature] + turned + [.maxNewTokens, .seed]
        guard let inHand else { return listed }
        return [inHand] + listed.filter { $0 != inHand }
    }

    private func drawText(in room: Rect, on canvas: inout Canvas) {
        let theme = scene.theme
        if case .failed(let failure) = compare.model(of: column) {
            drawFailure(failure, in: room, on: &canvas)
            return
        }
        guard let run = column.run else {
            drawPlaceholder(in: room, on: &canvas)
            return
        }
        let flow = flow
        flow.draw(in: room, from: firstLine(of: flow), on: &canvas, theme: theme)
        if run.steps.isEmpty, run.isActive {
            canvas.write(
                scene.text(run.isReasoning ? .thinking : .waiting), in: room.inset(left: 2), style: theme[.dim])
        }
        if case .failed(let failure) = run.status { drawFailure(failure, in: room, on: &canvas) }
    }

    /// What there is to know before the column has run: that its model is on its way, or how to ask it.
    private func drawPlaceholder(in room: Rect, on canvas: inout Canvas) {
        let style = scene.theme[.placeholder]
        guard case .opening(_, let progress?) = compare.model(of: column) else {
            let phrase: Phrase = compare.model(of: column)?.loaded == nil ? .opening : .columnPlaceholder
            return Paragraph(text: scene.text(phrase), style: style).draw(in: room, on: &canvas)
        }
        var words = [scene.text(.converting), "\(Int(progress.fraction * 100)) %"]
        if let remaining = progress.remaining, progress.fraction < 1 { words.append(scene.text(.left(remaining))) }
        canvas.write(words.joined(separator: "  "), in: room.row(0), style: style)
        Gauge(progress.fraction).draw(in: room.row(1), on: &canvas, theme: scene.theme)
    }

    private func drawFailure(_ failure: Failure, in room: Rect, on canvas: inout Canvas) {
        let text = [scene.text(.failure(failure)), failure.hint].compactMap { $0 }.joined(separator: "\n")
        let paragraph = Paragraph(text: text, style: scene.theme[.error])
        let rows = min(paragraph.rows(columns: room.columns), max(1, room.rows / 2))
        let place = room.inset(top: room.rows - rows)
        canvas.fill(place, style: scene.theme[.background])
        paragraph.draw(in: place, on: &canvas)
    }
}
