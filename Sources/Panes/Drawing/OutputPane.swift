import Generation
import Playground
import TextUI

/// The generated text, every token tinted by how much it surprised the model, with a cursor on one of them.
struct OutputPane {
    let scene: Scene

    /// Draws the pane.
    func draw(on canvas: inout Canvas) {
        guard let room = scene.layout.content(.output) else { return }
        PaneBorder(scene: scene, pane: .output, facts: facts).draw(on: &canvas)
        guard let run = scene.state.run else {
            drawWelcome(in: room, on: &canvas)
            return
        }
        guard run.model.capabilities.output == .text else {
            MediaView(scene: scene, run: run).draw(in: room, on: &canvas)
            if case .failed(let failure) = run.status { drawFailure(failure, in: room, on: &canvas) }
            return
        }
        let flow = flow(run, in: room)
        flow.text.draw(in: room, from: firstLine(flow, in: room), on: &canvas, theme: scene.theme)
        switch run.status {
        case .failed(let failure): drawFailure(failure, in: room, on: &canvas)
        case .ended where run.model.isEmbedded: drawNanoNote(run, below: flow.text.lineCount, in: room, on: &canvas)
        case .waiting, .streaming, .ended: break
        }
    }

    /// The run's text, and how many pieces that are not the model's text stand before it.
    struct Flow {
        let text: TokenFlow
        let leadCount: Int
        let stepCount: Int

        /// The output token at a piece of the text.
        func step(ofPiece piece: Int) -> Int? {
            stepCount == 0 ? nil : min(max(0, piece - leadCount), stepCount - 1)
        }
    }

    /// The run as running text.
    func flow(_ run: Run, in room: Rect) -> Flow {
        var lead = thoughts(run)
        let written = writtenLine(run)
        if !written.isEmpty { lead.append((written, scene.theme[.faint])) }
        var pieces: [(text: String, style: Style)] = []
        let cursor = scene.state.tokenCursor
        let outside = run.generatedOutside(contextLength: scene.state.effectiveContextLength)
        for step in run.steps {
            var style = outside.contains(step.index) ? scene.theme[.disabled] : scene.tint(step)
            if step.index == cursor { style = scene.theme[.cursor] }
            pieces.append((step.token.isSpecial ? step.token.text : step.text, style))
        }
        if run.isActive { pieces.append(("▌", scene.theme[.accent])) }
        return Flow(
            text: TokenFlow(pieces, after: lead, in: room), leadCount: lead.count, stepCount: run.steps.count)
    }

    /// What the model thought: all of it until it writes, then folded into one line unless somebody wants to see it.
    private func thoughts(_ run: Run) -> [(text: String, style: Style)] {
        guard !run.reasoning.isEmpty else { return [] }
        let style = scene.theme[.placeholder]
        guard !run.steps.isEmpty else { return [(run.reasoning, style)] }
        let words = run.reasoning.split(whereSeparator: \.isWhitespace).count
        let heading = scene.text(.thought(words, isFolded: !scene.state.showsReasoning))
        let body = scene.state.showsReasoning ? [(String(run.reasoning.trimmingNewlines) + "\n\n", style)] : []
        return [(heading + "\n", scene.theme[.faint])] + body
    }

    /// The first visible line.
    func firstLine(_ flow: Flow, in room: Rect) -> Int {
        let last = max(0, flow.text.lineCount - room.rows)
        if let line = scene.state.scroll[.output] { return min(last, max(0, line)) }
        guard let cursor = scene.state.tokenCursor else { return last }
        return flow.text.firstLine(showing: flow.text.line(of: flow.leadCount + cursor), rows: room.rows)
    }

    /// The output token at a place of the screen.
    func step(at point: Point) -> Int? {
        guard let room = scene.layout.content(.output), let run = scene.state.run, !run.steps.isEmpty else {
            return nil
        }
        let flow = flow(run, in: room)
        let line = firstLine(flow, in: room) + point.row - room.top
        guard let piece = flow.text.token(line: line, column: point.column - room.left) else { return nil }
        return flow.step(ofPiece: piece)
    }

    /// The output token so many lines below the token cursor.
    func step(linesBelowCursor count: Int) -> Int? {
        guard let room = scene.layout.content(.output), let run = scene.state.run, !run.steps.isEmpty else {
            return nil
        }
        let flow = flow(run, in: room)
        let piece = flow.leadCount + (scene.state.tokenCursor ?? run.steps.count - 1)
        let line = flow.text.line(of: piece) + count
        if line < 0 { return 0 }
        if line >= flow.text.lineCount { return run.steps.count - 1 }
        return flow.text.token(line: line, column: flow.text.column(of: piece)).flatMap(flow.step)
    }

    /// The last line of the prompt, if the model writes on from the user's own words.
    private func writtenLine(_ run: Run) -> String {
        guard let prompt = run.prompt else { return "" }
        let typed: String
        switch run.request.prompt {
        case .raw(let text): typed = text
        case .chat(let messages): typed = messages.last?.content ?? ""
        }
        guard !typed.isEmpty, prompt.text.hasSuffix(typed) else { return "" }
        let line = typed.split(whereSeparator: \.isNewline).last.map(String.init) ?? ""
        guard line.count > 48 else { return line }
        // From a word's start, so that the lead reads as one.
        let tail = line.suffix(44)
        return "…" + (tail.firstIndex(of: " ").map { tail[$0...] } ?? tail)
    }

    private var facts: [String] {
        guard let run = scene.state.run else { return [] }
        var facts: [String] = []
        if let cursor = scene.state.tokenCursor {
            facts.append(scene.text(.position(cursor + 1, of: run.steps.count)))
        } else if !run.steps.isEmpty {
            facts.append(scene.text(.tokens(run.steps.count)))
        }
        if case .ended(let reason) = run.status, run.model.capabilities.output == .text || reason == .cancelled {
            facts.append(scene.text(.finished(reason)))
        }
        if case .failed(let failure) = run.status { facts.append(scene.text(.title(failure.kind))) }
        if scene.state.isPromptEditedSinceRun { facts.append(scene.text(.promptEdited)) }
        return facts
    }

    /// Tells at the bottom why there is no more text.
    private func drawFailure(_ failure: Failure, in room: Rect, on canvas: inout Canvas) {
        let text = [.failure(failure), Phrase.hint(failure)].compactMap { $0.map(scene.text) }.joined(separator: "\n")
        let paragraph = Paragraph(text: text, style: scene.theme[.error])
        let rows = min(paragraph.rows(columns: room.columns), max(1, room.rows / 2))
        let place = room.inset(top: room.rows - rows)
        canvas.fill(place, style: scene.theme[.background])
        paragraph.draw(in: place, on: &canvas)
    }

    /// Tells at the bottom what nano is for, where the text leaves room: whoever asked for something else should know.
    private func drawNanoNote(_ run: Run, below lineCount: Int, in room: Rect, on canvas: inout Canvas) {
        let unknown = run.wordsInPieces
        let phrases = (unknown.isEmpty ? [] : [Phrase.unknownWords(unknown)]) + [.nanoAfterRun]
        let paragraph = Paragraph(
            text: phrases.map(scene.text).joined(separator: " "), style: scene.theme[.placeholder])
        let rows = paragraph.rows(columns: room.columns)
        guard lineCount + 1 + rows <= room.rows else { return }
        paragraph.draw(in: room.inset(top: room.rows - rows), on: &canvas)
    }

    private func drawWelcome(in room: Rect, on canvas: inout Canvas) {
        let style = scene.theme[.placeholder]
        let output = scene.state.model.loaded?.capabilities.output ?? .text
        let first = Paragraph(text: scene.text(.placeholder(for: output)), style: style)
        first.draw(in: room, on: &canvas)
        guard scene.state.model.loaded?.isEmbedded == true else { return }
        let below = room.inset(top: first.rows(columns: room.columns) + 1)
        Paragraph(text: scene.text(.nanoNote), style: style).draw(in: below, on: &canvas)
    }
}

extension String {
    /// Without the line ends around it.
    fileprivate var trimmingNewlines: Substring {
        let start = drop { $0.isNewline }
        return start[..<(start.lastIndex { !$0.isNewline }.map(start.index(after:)) ?? start.startIndex)]
    }
}
