/// A ramp from end to end with what its ends stand for below it.
public struct RampLegend: Widget, Hashable, Sendable {
    /// The colours.
    public var ramp: Ramp
    /// What the lowest value is.
    public var low: String
    /// What the highest value is.
    public var high: String

    /// Makes a legend.
    public init(_ ramp: Ramp, low: String, high: String) {
        self.ramp = ramp
        self.low = low
        self.high = high
    }

    /// Draws the ramp in one row and its ends in the next.
    public func draw(in rect: Rect, on canvas: inout Canvas, theme: Theme) {
        let row = rect.row(0)
        for column in 0..<row.columns {
            let value = Double(column) / Double(max(1, row.columns - 1))
            let style = Style(background: ramp.color(at: value))
            let glyph = ramp.isMonochrome ? Ramp.shade(at: value) : .space
            canvas.put(glyph, at: row.origin.moved(columns: column), style: style)
        }
        guard rect.rows > 1 else { return }
        canvas.write(low, in: rect.row(1), style: theme[.dim])
        guard low.columnWidth + high.columnWidth < rect.columns else { return }
        canvas.write(high, in: rect.row(1), style: theme[.dim], alignment: .right)
    }
}
