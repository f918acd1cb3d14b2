extension Canvas {
    /// Draws a thin rounded border along the rectangle's edge; what is inside stays.
    ///
    /// A rectangle of a single row or column gets a plain line, an empty one nothing.
    public mutating func border(_ rect: Rect, style: Style) {
        guard !rect.isEmpty else { return }
        let last = Point(column: rect.right - 1, row: rect.bottom - 1)
        if rect.rows == 1 || rect.columns == 1 {
            horizontalLine(at: rect.origin, columns: rect.rows == 1 ? rect.columns : 0, style: style)
            verticalLine(at: rect.origin, rows: rect.columns == 1 ? rect.rows : 0, style: style)
            return
        }
        for row in [rect.top, last.row] {
            horizontalLine(at: Point(column: rect.left + 1, row: row), columns: rect.columns - 2, style: style)
        }
        for column in [rect.left, last.column] {
            verticalLine(at: Point(column: column, row: rect.top + 1), rows: rect.rows - 2, style: style)
        }
        put(Glyph("╭"), at: rect.origin, style: style)
        put(Glyph("╮"), at: Point(column: last.column, row: rect.top), style: style)
        put(Glyph("╰"), at: Point(column: rect.left, row: last.row), style: style)
        put(Glyph("╯"), at: last, style: style)
    }

    /// Draws a thin line to the right.
    public mutating func horizontalLine(at point: Point, columns: Int, style: Style) {
        repeatGlyph(Glyph("─"), at: point, columns: columns, style: style)
    }

    /// Draws a thin line downwards.
    public mutating func verticalLine(at point: Point, rows: Int, style: Style) {
        for row in 0..<max(0, rows) { put(Glyph("│"), at: point.moved(rows: row), style: style) }
    }

    /// Draws the same glyph of one column several times side by side.
    public mutating func repeatGlyph(_ glyph: Glyph, at point: Point, columns: Int, style: Style) {
        for column in 0..<max(0, columns) { put(glyph, at: point.moved(columns: column), style: style) }
    }
}
