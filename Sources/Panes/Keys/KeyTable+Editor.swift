import Playground
import TextUI

// The keys of the editors: those of readline, with Shift to select.

extension KeyTable {
    static let editor: [KeyBinding] =
        moves.flatMap { move in
            [
                KeyBinding(.editor, move.keys, move.summary) { move.actions($0, false) },
                KeyBinding(.editor, move.keys.filter(\.isNamed).map(\.shifted), move.selecting) {
                    move.actions($0, true)
                },
            ]
        } + changes

    /// A way to move the cursor, which becomes a way to select with Shift.
    private struct Move: Sendable {
        let keys: [Key]
        let summary: Phrase
        let selecting: Phrase
        let actions: @Sendable (Situation, _ extending: Bool) -> [Action]

        init(_ keys: [Key], _ summary: Phrase, _ selecting: Phrase, _ motion: TextMotion) {
            self.init(keys, summary, selecting) { _, extending in [.edit(.move(motion, extending: extending))] }
        }

        init(
            _ keys: [Key], _ summary: Phrase, _ selecting: Phrase,
            actions: @escaping @Sendable (Situation, _ extending: Bool) -> [Action]
        ) {
            self.keys = keys
            self.summary = summary
            self.selecting = selecting
            self.actions = actions
        }
    }

    private static let moves: [Move] = [
        Move([Key(.left), .control("b")], .keyLeft, .keySelectCharacter, .backward),
        Move([Key(.right), .control("f")], .keyRight, .keySelectCharacter, .forward),
        Move([Key(.up)], .keyUp, .keySelectLine) { $0.moveCursor(lines: -1, extending: $1) },
        Move([Key(.down), .control("n")], .keyDown, .keySelectLine) { $0.moveCursor(lines: 1, extending: $1) },
        Move([Key(.left, .control), .alt("b"), Key(.left, .alt)], .keyWordLeft, .keySelectWord, .wordBackward),
        Move([Key(.right, .control), .alt("f"), Key(.right, .alt)], .keyWordRight, .keySelectWord, .wordForward),
        Move([Key(.home), .control("a")], .keyLineStart, .keySelectLineStart, .lineStart),
        Move([Key(.end), .control("e")], .keyLineEnd, .keySelectLineEnd, .lineEnd),
        Move([Key(.home, .control), .alt("<")], .keyTextStart, .keySelectTextStart, .documentStart),
        Move([Key(.end, .control), .alt(">")], .keyTextEnd, .keySelectTextEnd, .documentEnd),
        Move([Key(.pageUp)], .keyPage, .keySelectPage) { $0.moveCursor(pages: -1, extending: $1) },
        Move([Key(.pageDown)], .keyPage, .keySelectPage) { $0.moveCursor(pages: 1, extending: $1) },
    ]

    private static let changes: [KeyBinding] = [
        KeyBinding(.editor, [Key(.enter)], .keyNewLine, does: .edit(.insert("\n"))),
        KeyBinding(.editor, [Key(.backspace), .control("h")], .keyDeleteLeft, does: .edit(.delete(.backward))),
        KeyBinding(.editor, [Key(.delete), .control("d")], .keyDeleteRight, does: .edit(.delete(.forward))),
        KeyBinding(
            .editor, [.control("w"), Key(.backspace, .alt), Key(.backspace, .control)], .keyDeleteWordLeft,
            does: .edit(.delete(.wordBackward))),
        KeyBinding(
            .editor, [.alt("d"), Key(.delete, .control)], .keyDeleteWordRight, does: .edit(.delete(.wordForward))),
        KeyBinding(.editor, [.control("u")], .keyDeleteToStart, does: .edit(.delete(.lineStart))),
        KeyBinding(.editor, [.control("k")], .keyDeleteToEnd, does: .edit(.delete(.lineEnd))),
        KeyBinding(.editor, [.alt("a")], .keySelectAll, does: .edit(.selectAll)),
        KeyBinding(.editor, [.control("x")], .keyCut, does: .edit(.cut)),
        KeyBinding(.editor, [.alt("c"), .alt("w")], .keyCopy, does: .edit(.copy)),
        KeyBinding(.editor, [.control("y"), .control("v")], .keyPaste, does: .edit(.pasteClipboard)),
        KeyBinding(.editor, [.alt("u"), .control("_")], .keyUndo, does: .edit(.undo)),
        KeyBinding(.editor, [.alt("r")], .keyRedo, does: .edit(.redo)),
    ]
}

extension Key {
    /// Whether Shift can be told apart with this key: with letters it is part of the letter.
    fileprivate var isNamed: Bool {
        if case .character = code { return false }
        return !modifiers.contains(.alt)
    }

    fileprivate var shifted: Key { Key(code, modifiers.union(.shift)) }
}
