extension WrappedText {
    /// Draws the lines from `first` on into a rectangle; every grapheme gets the style of its offset.
    ///
    /// Spaces at which a line was broken are drawn too, so that a token's tint has no gaps.
    func draw(
        in rect: Rect, on canvas: inout Canvas, first: Int, styleAt style: (_ offset: Int) -> Style
    ) {
        let area = rect.intersection(canvas.bounds)
        for row in 0..<rect.rows where lines.indices.contains(first + row) {
            forEachGrapheme(on: lines[first + row]) { range, column, columns in
                guard column < rect.columns else { return false }
                let point = rect.origin.moved(columns: column, rows: row)
                draw(range, columns: columns, at: point, on: &canvas, style: style(range.lowerBound), area: area)
                return true
            }
        }
    }

    private func draw(
        _ range: Range<Int>, columns: Int, at point: Point, on canvas: inout Canvas, style: Style, area: Rect
    ) {
        let index = text.utf8.index(text.startIndex, offsetBy: range.lowerBound)
        let byte = text.utf8[index]
        if range.count == 1, byte >= 0x20, byte < 0x7F {
            canvas.put(Glyph(Unicode.Scalar(byte)), columns: 1, at: point, style: style, within: area)
        } else if byte == UInt8(ascii: "\t") {
            for column in 0..<columns {
                canvas.put(.space, columns: 1, at: point.moved(columns: column), style: style, within: area)
            }
        } else {
            _ = canvas.write(text[index], at: point, style: style, area: area)
        }
    }
}
