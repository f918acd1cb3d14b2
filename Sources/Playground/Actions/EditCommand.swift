/// What the keys and the mouse do in an editor.
public enum EditCommand: Hashable, Sendable {
    /// Types text at the cursor; it replaces the selection.
    case insert(String)
    /// Pastes text: like typing, but undone on its own.
    case paste(String)
    /// Pastes what was cut or copied last.
    case pasteClipboard
    /// Deletes the selection, or from the cursor as far as the motion goes.
    case delete(TextMotion)
    /// Moves the cursor; `extending` selects on the way.
    case move(TextMotion, extending: Bool)
    /// Moves the cursor to a position that the layout found (up, down, page, mouse); `extending` selects on the way.
    case moveCursor(to: TextPosition, extending: Bool)
    /// Selects the word around a position.
    case selectWord(at: TextPosition)
    /// Selects everything.
    case selectAll
    /// Removes the selection and keeps it for pasting.
    case cut
    /// Keeps the selection for pasting.
    case copy
    /// Takes the last change back.
    case undo
    /// Does it again.
    case redo
}
