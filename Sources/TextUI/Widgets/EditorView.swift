/// Several lines of text that someone edits: cursor, selection, soft wrap, scroll bar.
///
/// The text is wrapped by the caller to `wrapColumns(for:)`, and kept between frames (`rewrapped` after a change).
public struct EditorView: Widget, Hashable, Sendable {
    /// The text, wrapped.
    public var wrapped: WrappedText
    /// Where the cursor stands, as a UTF-8 offset; `nil` without the focus.
    public var cursor: Int?
    /// What is selected, in UTF-8 offsets.
    public var selection: Range<Int>?
    /// What is written faintly because it does not count, in UTF-8 offsets.
    public var dimmed: Range<Int>?
    /// The first line shown, as long as the cursor is in sight.
    public var first: Int
    /// What stands there while there is no text.
    public var placeholder: String

    /// Makes an editor's view.
    public init(
        _ wrapped: WrappedText, cursor: Int? = nil, selection: Range<Int>? = nil, dimmed: Range<Int>? = nil,
        first: Int = 0, placeholder: String = ""
    ) {
        self.wrapped = wrapped
        self.cursor = cursor
        self.selection = selection
        self.dimmed = dimmed
        self.first = first
        self.placeholder = placeholder
    }

    /// The columns to wrap to in a room: one stays free for the cursor behind a full line, and the scroll bar.
    public static func wrapColumns(for rect: Rect) -> Int { max(1, rect.columns - 1) }

    /// The first line that is really shown in so many rows.
    public func firstShown(rows: Int) -> Int {
        let last = max(0, wrapped.lines.count - rows)
        guard let cursor else { return min(last, max(0, first)) }
        return ScrollBar.first(showing: wrapped.line(at: cursor), of: wrapped.lines.count, visible: rows, from: first)
    }

    /// The offset at a cell, for a click; cells outside count as the nearest one.
    public func offset(at point: Point, in rect: Rect) -> Int {
        let row = firstShown(rows: rect.rows) + point.row - rect.top
        return wrapped.offset(at: Point(column: point.column - rect.left, row: row))
    }

    /// Draws the lines around the cursor, or the placeholder.
    public func draw(in rect: Rect, on canvas: inout Canvas, theme: Theme) {
        guard !rect.isEmpty else { return }
        let first = firstShown(rows: rect.rows)
        if wrapped.text.isEmpty {
            canvas.write(placeholder, in: rect, style: theme[.placeholder])
        }
        let (text, selected) = (theme[.text], theme[.selection].over(theme[.text]))
        wrapped.draw(in: rect, on: &canvas, first: first) { offset in
            if selection?.contains(offset) == true { return selected }
            return dimmed?.contains(offset) == true ? theme[.disabled] : text
        }
        ScrollBar(total: wrapped.lines.count, visible: rect.rows, first: first).draw(
            in: rect, on: &canvas, theme: theme)
        guard let cursor else { return }
        let position = wrapped.position(of: cursor)
        let point = rect.origin.moved(columns: min(position.column, rect.columns - 1), rows: position.row - first)
        guard rect.contains(point) else { return }
        // On the right half of a wide glyph, and past the end, the cursor is one cell.
        let width = max(1, Int(canvas[point].columns))
        canvas.restyle(
            Rect(origin: point, size: Size(columns: width, rows: 1)).intersection(rect), style: theme[.cursor])
    }
}
