import Generation
import Playground
import TextUI

/// The prompt on the compare and sweep screens: the same editor as the playground's, in a smaller place.
struct PromptPane {
    let scene: Scene
    let frame: Rect
    let title: String
    let buffer: TextBuffer
    /// What is worth knowing about it.
    var facts: [String] = []
    /// What does not go to the model, in bytes of the text.
    var outside: Range<Int>?

    private var isFocused: Bool { scene.state.isPromptFocused && scene.state.overlay == nil }

    /// Whether there is room for a border.
    private var isFramed: Bool { frame.rows >= 3 }

    /// Where the text stands.
    var room: Rect { isFramed ? PaneFrame.content(of: frame) : frame.inset(left: 1, right: 1) }

    /// The first visible line: the one with the cursor stays in sight.
    var firstLine: Int {
        let flow = EditorFlow(buffer, in: room)
        guard scene.state.isPromptFocused else { return 0 }
        return max(0, flow.cell(of: buffer.cursor).row - room.rows + 1)
    }

    /// The place of the text at a cell of the screen.
    func position(at point: Point) -> TextPosition {
        EditorFlow(buffer, in: room).position(
            at: Point(column: point.column - room.left, row: point.row - room.top + firstLine))
    }

    /// Draws the pane.
    func draw(on canvas: inout Canvas) {
        if isFramed {
            PaneFrame(title, facts: facts, isFocused: isFocused).draw(in: frame, on: &canvas, theme: scene.theme)
        }
        let flow = EditorFlow(buffer, in: room)
        EditorView(
            flow.wrapped, cursor: isFocused ? flow.cursor : nil, selection: flow.selection, dimmed: outside,
            first: firstLine, placeholder: scene.text(.sharedPromptPlaceholder)
        ).draw(in: room, on: &canvas, theme: scene.theme)
    }
}

extension Scene {
    /// The prompt pane of the shown screen, if it has one.
    var promptPane: PromptPane? {
        switch state.screen {
        case .compare: CompareScreen(scene: self).promptPane
        case .sweep: SweepScreen(scene: self).promptPane
        case .playground, .attention, .tokens, .walk, .lens, .models, .history, .embeddings: nil
        }
    }

    /// Where the editor with the focus has its text.
    var editorRoom: Rect? {
        guard state.focusedBuffer != nil else { return nil }
        return promptPane?.room ?? layout.content(state.focus)
    }
}
