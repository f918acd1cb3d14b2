import Generation
import Playground
import TextUI

/// An editor: the text wrapped in its room, cursor, selection, and what the prompt costs in tokens.
struct EditorPane {
    let scene: Scene
    let pane: Pane

    private var buffer: TextBuffer { pane == .system ? scene.state.system : scene.state.user }

    /// Draws the editor.
    func draw(on canvas: inout Canvas) {
        guard let room = scene.layout.content(pane) else { return }
        PaneFrame(scene: scene, pane: pane, facts: facts).draw(on: &canvas)
        let flow = EditorFlow(buffer, columns: room.columns)
        if buffer.isEmpty {
            drawPlaceholder(in: room, on: &canvas)
        } else {
            drawText(flow, in: room, on: &canvas)
        }
        guard scene.isFocused(pane) else { return }
        let cursor = flow.cell(of: buffer.cursor)
        let cell = Point(column: room.left + cursor.column, row: room.top + cursor.row - firstLine(flow, in: room))
        let rect = Rect(origin: cell, size: Size(columns: 1, rows: 1)).intersection(room)
        canvas.restyle(rect, style: scene.theme[.cursor])
    }

    /// The first visible line.
    func firstLine(_ flow: EditorFlow, in room: Rect) -> Int {
        let last = max(0, flow.lineCount - room.rows)
        if let line = scene.state.scroll[pane] { return min(last, max(0, line)) }
        // Instructions are read from their start, a prompt where it is continued.
        if pane == .system, scene.state.focus != .system { return 0 }
        return min(last, max(0, flow.cell(of: buffer.cursor).row - room.rows * 2 / 3))
    }

    private func drawText(_ flow: EditorFlow, in room: Rect, on canvas: inout Canvas) {
        let isSent = pane == .user || scene.state.isSystemTextSent
        let style = scene.theme[isSent ? .text : .disabled]
        let first = firstLine(flow, in: room)
        let selection = flow.selection
        for row in 0..<room.rows where first + row < flow.lineCount {
            let line = room.row(row)
            canvas.write(flow.text(ofLine: first + row), at: line.origin, style: style, within: line)
            if let columns = flow.columns(of: selection, onLine: first + row) {
                let marked = Rect(
                    column: line.left + columns.lowerBound, row: line.top, columns: columns.count, rows: 1)
                canvas.restyle(marked.intersection(line), style: scene.theme[.selection])
            }
        }
    }

    private func drawPlaceholder(in room: Rect, on canvas: inout Canvas) {
        let phrase: Phrase =
            if pane == .system {
                scene.state.isSystemTextSent ? .systemPlaceholder : .systemNotTaken
            } else {
                scene.state.isLive ? .userPlaceholder : .userPlaceholderWithoutLive
            }
        // The cursor stands before the words, not on them.
        let text = scene.isFocused(pane) ? " " + scene.text(phrase) : scene.text(phrase)
        Paragraph(text: text, style: scene.theme[.placeholder]).draw(in: room, on: &canvas)
    }

    private var facts: [String] {
        var facts: [String] = []
        if pane == .user, let sequence = scene.state.promptSequence {
            facts.append(scene.text(.tokens(sequence.prompt.tokens.count)))
            let dropped = sequence.window(generatedCount: 0).dropped.count
            if dropped > 0 { facts.append(scene.text(.outside(dropped))) }
        }
        if pane == .system, !scene.state.isSystemTextSent, !buffer.isEmpty { facts.append(scene.text(.notSent)) }
        return facts
    }
}

extension PlaygroundState {
    /// The prompt as it was encoded last: as it is typed if that is known, otherwise as it was run.
    var promptSequence: ShownSequence? {
        let live = inspection.answer.flatMap { $0.question.runID == nil ? $0.inspection.prompt : nil }
        guard let prompt = live ?? run?.prompt else { return nil }
        return ShownSequence(prompt: prompt, generated: [], contextLength: effectiveContextLength)
    }
}
