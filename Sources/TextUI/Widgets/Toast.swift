/// A short word to the person at the keyboard: done, careful, failed.
public struct Toast: Widget, Hashable, Sendable {
    /// What is said.
    public var text: String
    /// How it is meant: `.success`, `.warning`, `.error`, or `.text`.
    public var role: Role

    /// Makes a toast.
    public init(_ text: String, role: Role = .text) {
        self.text = text
        self.role = role
    }

    /// Draws the word in one row, over whatever is there.
    public func draw(in rect: Rect, on canvas: inout Canvas, theme: Theme) {
        let row = rect.row(0)
        canvas.fill(row, style: theme[.background])
        Line([Span(" ● ", role), Span(text, role)]).draw(in: row, on: &canvas, theme: theme)
    }
}
