/// A vector as a row of coloured cells: two hues around zero.
///
/// Without colours a cell shows the size as density, underlined where the value is negative.
public struct ColorStrip: Widget, Hashable, Sendable {
    /// The values.
    public var values: [Double]
    /// The size that gets the full colour; the largest one of the values when `nil`.
    public var maximum: Double?
    /// How many columns a value takes.
    public var cellColumns: Int
    /// How many columns stay free between values.
    public var gap: Int

    /// Makes a strip.
    public init(_ values: [Double], maximum: Double? = nil, cellColumns: Int = 1, gap: Int = 0) {
        self.values = values
        self.maximum = maximum
        self.cellColumns = max(1, cellColumns)
        self.gap = max(0, gap)
    }

    /// The value at a cell.
    public func value(at point: Point, in rect: Rect) -> Int? {
        guard rect.row(0).contains(point) else { return nil }
        let (index, rest) = (point.column - rect.left).quotientAndRemainder(dividingBy: cellColumns + gap)
        return rest < cellColumns && index < values.count ? index : nil
    }

    /// Draws as many values as fit, in one row.
    public func draw(in rect: Rect, on canvas: inout Canvas, theme: Theme) {
        let row = rect.row(0)
        let largest = maximum ?? values.lazy.filter(\.isFinite).map(abs).max() ?? 0
        for (index, value) in values.enumerated() {
            let place = Rect(
                column: row.left + index * (cellColumns + gap), row: row.top, columns: cellColumns, rows: 1)
            guard place.left < row.right else { return }
            let share = largest > 0 ? value / largest : 0
            let visible = place.intersection(row)
            if !theme.diverging.isMonochrome {
                let style = Style(background: theme.diverging.color(at: (share + 1) / 2))
                canvas.repeatGlyph(.space, at: visible.origin, columns: visible.columns, style: style)
            } else {
                let style = Style(attributes: share < 0 ? .underline : [])
                canvas.repeatGlyph(
                    Ramp.shade(at: abs(share)), at: visible.origin, columns: visible.columns, style: style)
            }
        }
    }
}
