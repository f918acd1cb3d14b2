/// How full something is, small enough for a status line.
///
/// ```
/// ▇▇▇─────────
/// ```
public struct Gauge: Widget, Hashable, Sendable {
    /// How full, from 0 to 1.
    public var value: Double
    /// How to draw what is full: `.bar`, or `.warning` when it gets tight.
    public var role: Role

    /// Makes a gauge.
    public init(_ value: Double, role: Role = .bar) {
        self.value = value
        self.role = role
    }

    /// Draws the gauge in one row.
    public func draw(in rect: Rect, on canvas: inout Canvas, theme: Theme) {
        let row = rect.row(0)
        guard !row.isEmpty else { return }
        let clamped = value.isNaN ? 0 : min(1, max(0, value))
        let full = clamped > 0 ? max(1, Int((clamped * Double(row.columns)).rounded())) : 0
        canvas.repeatGlyph(Glyph("▇"), at: row.origin, columns: full, style: theme[role])
        canvas.horizontalLine(at: row.origin.moved(columns: full), columns: row.columns - full, style: theme[.barTrack])
    }
}
