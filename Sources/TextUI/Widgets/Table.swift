/// Rows of aligned columns below a header, one row selected.
public struct Table: Widget, Hashable, Sendable {
    /// One column.
    public struct Column: Hashable, Sendable {
        /// The header.
        public var title: String
        /// How much room it wants.
        public var extent: Extent
        /// Where its text stands; numbers at the right.
        public var alignment: Alignment

        /// Makes a column.
        public init(_ title: String, _ extent: Extent = .rest, alignment: Alignment = .left) {
            self.title = title
            self.extent = extent
            self.alignment = alignment
        }
    }

    /// The columns, left to right.
    public var columns: [Column]
    /// The rows, one line of spans per column.
    public var rows: [[Line]]
    /// The selected row.
    public var selected: Int?
    /// The first row shown, as long as the selected one is in sight.
    public var first: Int
    /// What stands there when there are no rows.
    public var placeholder: String

    /// Makes a table.
    public init(
        _ columns: [Column], rows: [[Line]], selected: Int? = nil, first: Int = 0, placeholder: String = ""
    ) {
        self.columns = columns
        self.rows = rows
        self.selected = selected
        self.first = first
        self.placeholder = placeholder
    }

    /// The first row that is really shown in a room.
    public func firstShown(in rect: Rect) -> Int {
        let visible = max(0, rect.rows - 1)
        guard let selected else { return min(max(0, rows.count - visible), max(0, first)) }
        return ScrollBar.first(showing: selected, of: rows.count, visible: visible, from: first)
    }

    /// The row at a cell.
    public func row(at point: Point, in rect: Rect) -> Int? {
        guard rect.contains(point), point.row > rect.top else { return nil }
        let index = firstShown(in: rect) + point.row - rect.top - 1
        return rows.indices.contains(index) ? index : nil
    }

    /// Draws the header and the rows around the selected one.
    public func draw(in rect: Rect, on canvas: inout Canvas, theme: Theme) {
        guard !rect.isEmpty else { return }
        let visible = rect.rows - 1
        let overflows = rows.count > visible
        let content = rect.inset(left: 2, right: overflows ? 2 : 0)
        let places = content.split(columns: columns.map(\.extent), spacing: 2)
        for (column, place) in zip(columns, places) {
            canvas.write(column.title, in: place.row(0), style: theme[.dim], alignment: column.alignment)
        }
        let body = rect.inset(top: 1)
        guard !rows.isEmpty else {
            canvas.write(placeholder, in: body.inset(left: 2), style: theme[.placeholder])
            return
        }
        let first = firstShown(in: rect)
        for row in 0..<max(0, min(visible, rows.count - first)) {
            for (index, (column, place)) in zip(columns, places).enumerated() where index < rows[first + row].count {
                var line = rows[first + row][index]
                line.alignment = column.alignment
                line.draw(in: place.row(row + 1), on: &canvas, theme: theme)
            }
            guard first + row == selected else { continue }
            canvas.write("▸", at: body.row(row).origin, style: theme[.accent], within: body)
            canvas.restyle(body.row(row).inset(right: overflows ? 1 : 0), style: theme[.selection])
        }
        ScrollBar(total: rows.count, visible: visible, first: first).draw(in: body, on: &canvas, theme: theme)
    }
}
