/// Something the mouse did over a cell.
public struct Mouse: Hashable, Sendable {
    /// A mouse button.
    public enum Button: Hashable, Sendable {
        /// The left button.
        case left
        /// The middle button.
        case middle
        /// The right button.
        case right
    }

    /// What happened.
    public enum Action: Hashable, Sendable {
        /// A button went down.
        case press(Button)
        /// A button came up.
        case release(Button)
        /// The mouse moved with a button down.
        case drag(Button)
        /// The mouse moved with no button down.
        case move
        /// The wheel turned: positive rows scroll down, positive columns scroll right.
        case scroll(columns: Int, rows: Int)
    }

    /// What happened.
    public var action: Action
    /// Over which cell.
    public var position: Point
    /// The modifiers held.
    public var modifiers: Key.Modifiers

    /// Makes a mouse event.
    public init(_ action: Action, at position: Point, _ modifiers: Key.Modifiers = []) {
        self.action = action
        self.position = position
        self.modifiers = modifiers
    }
}
