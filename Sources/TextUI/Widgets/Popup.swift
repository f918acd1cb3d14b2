/// A dialog or menu above the screen: its room is cleared and framed, its content is the caller's.
public struct Popup: Widget, Hashable, Sendable {
    /// What it is about.
    public var title: String
    /// What is worth knowing, as in a pane's frame.
    public var facts: [String]
    /// How much room the content wants.
    public var contentSize: Size

    /// Makes a popup.
    public init(_ title: String, facts: [String] = [], contentSize: Size) {
        self.title = title
        self.facts = facts
        self.contentSize = contentSize
    }

    /// Where the popup stands on a screen: in the middle, with a column of air at both sides where there is room.
    public func frame(in screen: Rect) -> Rect {
        screen.centered(Size(columns: contentSize.columns + 4, rows: contentSize.rows + 2))
    }

    /// Where its content stands on a screen.
    public func content(in screen: Rect) -> Rect { PaneFrame.content(of: frame(in: screen)) }

    /// Draws the frame in the middle of the screen `rect`.
    public func draw(in rect: Rect, on canvas: inout Canvas, theme: Theme) {
        let frame = frame(in: rect)
        canvas.fill(frame, style: theme[.popup].over(theme[.background]))
        PaneFrame(title, facts: facts, isFocused: true).draw(in: frame, on: &canvas, theme: theme)
    }
}
