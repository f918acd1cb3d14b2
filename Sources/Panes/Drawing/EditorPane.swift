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
        PaneBorder(scene: scene, pane: pane, facts: facts).draw(on: &canvas)
        let flow = EditorFlow(buffer, in: room)
        let first = firstLine(flow, in: room)
        // A cursor that was scrolled out of sight stays there.
        let row = flow.cell(of: buffer.cursor).row
        let isCursorSeen = scene.isFocused(pane) && (first..<first + room.rows).contains(row)
        EditorView(
            flow.wrapped, cursor: isCursorSeen ? flow.cursor : nil, selection: flow.selection,
            dimmed: pane == .user ? scene.state.promptSequence?.outside ?? scene.state.guessedOutside : nil,
            first: first
        ).draw(in: room, on: &canvas, theme: scene.theme)
        if buffer.isEmpty {
            drawPlaceholder(in: room.inset(left: scene.isFocused(pane) ? 1 : 0), on: &canvas)
        } else if pane == .system, !scene.state.isSystemTextSent {
            canvas.restyle(room, style: scene.theme[.disabled])
        }
    }

    /// The first visible line.
    func firstLine(_ flow: EditorFlow, in room: Rect) -> Int {
        let last = max(0, flow.lineCount - room.rows)
        if let line = scene.state.scroll[pane] { return min(last, max(0, line)) }
        // Instructions are read from their start, a prompt where it is continued.
        if pane == .system, scene.state.focus != .system { return 0 }
        return min(last, max(0, flow.cell(of: buffer.cursor).row - room.rows * 2 / 3))
    }

    private func drawPlaceholder(in room: Rect, on canvas: inout Canvas) {
        let phrase: Phrase =
            if pane == .system {
                scene.state.isSystemTextSent ? .systemPlaceholder : .systemNotTaken
            } else {
                scene.state.isLive ? .userPlaceholder : .userPlaceholderWithoutLive
            }
        Paragraph(text: scene.text(phrase), style: scene.theme[.placeholder]).draw(in: room, on: &canvas)
    }

    private var facts: [String] {
        var facts: [String] = []
        if pane == .user, let sequence = scene.state.promptSequence {
            facts.append(scene.text(.tokens(sequence.prompt.tokens.count)))
            let dropped = sequence.window.dropped.count
            if dropped > 0 { facts.append(scene.text(.outside(dropped))) }
        }
        if pane == .user, scene.state.promptSequence == nil, let length = scene.state.promptLength, !length.isCounted,
            scene.state.model.loaded?.canInspect == false
        {
            facts.append(scene.text(.guessedTokens(length.tokens)))
            if scene.state.guessedOutside != nil, let limit = scene.state.effectiveContextLength {
                facts.append(scene.text(.guessedOutside(length.tokens - limit)))
            }
        }
        if pane == .system, !scene.state.isSystemTextSent, !buffer.isEmpty { facts.append(scene.text(.notSent)) }
        return facts
    }
}

extension PlaygroundState {
    /// The prompt as it was encoded last: as it is typed if that is known, otherwise as it was run.
    var promptSequence: PromptSequence? {
        let limit = effectiveContextLength
        if let answer = inspection.answer, answer.question.runID == nil {
            return PromptSequence(answer.inspection.prompt, of: answer.question.request.prompt, contextLength: limit)
        }
        guard let run, let prompt = run.prompt else { return nil }
        return PromptSequence(prompt, of: run.request.prompt, contextLength: limit)
    }
}
