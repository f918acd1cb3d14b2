/// A text with styled parts, wrapped: the output with its tokens tinted, one of them chosen.
///
/// Words wrap at word boundaries even when a word is several parts. Keep the wrapped text between frames and bring it up
/// to date with `rewrapped`; drawing costs only what is seen.
public struct StyledTextView: Widget, Hashable, Sendable {
    /// The text and its styles.
    public var content: StyledText
    /// The same text, wrapped to the view's columns.
    public var wrapped: WrappedText
    /// The first line shown.
    public var first: Int
    /// The chosen part.
    public var selectedPart: Int?
    /// Whether the end of the text shows a cursor, because more is to come.
    public var showsCursor: Bool

    /// Makes a view.
    public init(
        _ content: StyledText, wrapped: WrappedText, first: Int = 0, selectedPart: Int? = nil, showsCursor: Bool = false
    ) {
        self.content = content
        self.wrapped = wrapped
        self.first = first
        self.selectedPart = selectedPart
        self.showsCursor = showsCursor
    }

    /// The columns to wrap to in a room: one stays free for the cursor and the scroll bar.
    public static func wrapColumns(for rect: Rect) -> Int { max(1, rect.columns - 1) }

    /// The part at a cell.
    public func part(at point: Point, in rect: Rect) -> Int? {
        guard rect.contains(point), first + point.row - rect.top < wrapped.lines.count else { return nil }
        let place = Point(column: point.column - rect.left, row: first + point.row - rect.top)
        return content.part(at: wrapped.offset(at: place))
    }

    /// The line on which a part starts, to scroll to it.
    public func line(ofPart index: Int) -> Int? {
        content.parts.indices.contains(index) ? wrapped.line(at: content.parts[index].range.lowerBound) : nil
    }

    /// Draws the lines from the first one on.
    public func draw(in rect: Rect, on canvas: inout Canvas, theme: Theme) {
        guard !rect.isEmpty else { return }
        let parts = content.parts
        let base = theme[.text]
        // Offsets only grow within a frame: one search, then steps.
        var part =
            wrapped.lines.indices.contains(first) ? content.part(at: wrapped.lines[first].range.lowerBound) ?? 0 : 0
        wrapped.draw(in: rect, on: &canvas, first: first) { offset in
            while part < parts.count, parts[part].range.upperBound <= offset { part += 1 }
            guard part < parts.count else { return base }
            return part == selectedPart ? theme[.selection] : parts[part].style.over(base)
        }
        let end = wrapped.position(of: wrapped.text.utf8.count)
        if showsCursor, end.row >= first {
            let point = rect.origin.moved(columns: end.column, rows: end.row - first)
            if rect.contains(point) { canvas.put(Glyph("▌"), at: point, style: theme[.accent]) }
        }
        ScrollBar(total: wrapped.lines.count, visible: rect.rows, first: first)
            .draw(in: rect, on: &canvas, theme: theme)
    }
}
