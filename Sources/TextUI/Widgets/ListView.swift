/// Lines below each other, one of them selected, with a scroll bar when they do not all fit.
public struct ListView: Widget, Hashable, Sendable {
    /// The lines.
    public var items: [Line]
    /// The selected line.
    public var selected: Int?
    /// The first line shown, as long as the selected one is in sight.
    public var first: Int
    /// What stands there when there are no lines.
    public var placeholder: String

    /// Makes a list.
    public init(_ items: [Line], selected: Int? = nil, first: Int = 0, placeholder: String = "") {
        self.items = items
        self.selected = selected
        self.first = first
        self.placeholder = placeholder
    }

    /// The first line that is really shown in so many rows.
    public func firstShown(rows: Int) -> Int {
        let last = max(0, items.count - rows)
        guard let selected else { return min(last, max(0, first)) }
        return ScrollBar.first(showing: selected, of: items.count, visible: rows, from: first)
    }

    /// The line at a cell.
    public func item(at point: Point, in rect: Rect) -> Int? {
        guard rect.contains(point) else { return nil }
        let index = firstShown(rows: rect.rows) + point.row - rect.top
        return items.indices.contains(index) ? index : nil
    }

    /// Draws the lines around the selected one.
    public func draw(in rect: Rect, on canvas: inout Canvas, theme: Theme) {
        guard !rect.isEmpty else { return }
        guard !items.isEmpty else {
            canvas.write(placeholder, in: rect.inset(left: 2), style: theme[.placeholder])
            return
        }
        let first = firstShown(rows: rect.rows)
        let overflows = items.count > rect.rows
        for row in 0..<min(rect.rows, items.count - first) {
            let line = rect.row(row)
            let content = line.inset(left: 2, right: overflows ? 2 : 0)
            items[first + row].draw(in: content, on: &canvas, theme: theme)
            guard first + row == selected else { continue }
            let marked = line.inset(right: overflows ? 1 : 0)
            canvas.write("▸", at: line.origin, style: theme[.accent], within: line)
            canvas.restyle(marked, style: theme[.selection])
        }
        ScrollBar(total: items.count, visible: rect.rows, first: first).draw(in: rect, on: &canvas, theme: theme)
    }
}
