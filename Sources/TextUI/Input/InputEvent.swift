/// Something a person did at the terminal.
public enum InputEvent: Hashable, Sendable {
    /// A key was pressed.
    case key(Key)
    /// The mouse did something.
    case mouse(Mouse)
    /// Text was pasted; its line ends are `\n`.
    case paste(String)
    /// The terminal has another size now.
    case resize(Size)
    /// The terminal's window has (or has lost) the focus.
    case focus(Bool)
}
