extension Canvas {
    /// Writes text on one line, from a cell to the right, and returns the column after it.
    ///
    /// What does not fit into `clip` (the canvas, by default) is left out; a wide glyph that would be cut in half is not
    /// drawn. Tabs lead to their stops, other controls are not drawn. A background that the style leaves open stays as
    /// it is.
    @discardableResult
    public mutating func write(_ text: String, at point: Point, style: Style, within clip: Rect? = nil) -> Int {
        let area = clip.map { $0.intersection(bounds) } ?? bounds
        guard !area.isEmpty, point.row >= area.top, point.row < area.bottom else {
            return point.column + text.columnWidth
        }
        if let end = writeASCII(text, at: point, style: style, area: area) { return end }
        var column = point.column
        for character in text {
            if character == "\t" {
                for _ in 0..<TabStop.width(at: column - point.column) {
                    put(.space, columns: 1, at: Point(column: column, row: point.row), style: style, within: area)
                    column += 1
                }
            } else {
                column = write(character, at: Point(column: column, row: point.row), style: style, area: area)
            }
        }
        return column
    }

    /// Writes text cut with `…` to the rectangle's first row, aligned in it.
    public mutating func write(_ text: String, in rect: Rect, style: Style, alignment: Alignment = .left) {
        let shown = text.truncated(toColumns: rect.columns)
        let space = rect.columns - shown.columnWidth
        let indent =
            switch alignment {
            case .left: 0
            case .center: space / 2
            case .right: space
            }
        write(shown, at: rect.origin.moved(columns: indent), style: style, within: rect.row(0))
    }

    /// Writes one grapheme and returns the column after it.
    mutating func write(_ character: Character, at point: Point, style: Style, area: Rect) -> Int {
        let grapheme = Grapheme(character)
        guard let first = grapheme.first else { return point.column }
        put(first.glyph, columns: first.columns, at: point, style: style, within: area)
        var column = point.column + first.columns
        for (glyph, columns) in grapheme.rest {
            put(glyph, columns: columns, at: Point(column: column, row: point.row), style: style, within: area)
            column += columns
        }
        return column
    }

    /// Writes text if all of it is printable ASCII, where a byte is a column.
    private mutating func writeASCII(_ text: String, at point: Point, style: Style, area: Rect) -> Int? {
        let written: Int?? = text.utf8.withContiguousStorageIfAvailable { bytes in
            guard bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else { return nil }
            let first = max(0, area.left - point.column)
            let last = min(bytes.count, area.right - point.column)
            if first < last {
                putASCII(bytes[first..<last], at: point.moved(columns: first), style: style)
            }
            return point.column + bytes.count
        }
        return written ?? nil
    }
}
