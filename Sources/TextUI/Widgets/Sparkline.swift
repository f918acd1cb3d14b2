/// A row of small columns: how a value went.
///
/// ```
/// ▁▂▂▅█▃▁
/// ```
public struct Sparkline: Widget, Hashable, Sendable {
    /// The values, oldest first; when there are more than columns the newest are shown.
    public var values: [Double]
    /// What a full column stands for; the largest value shown when `nil`.
    public var maximum: Double?
    /// How to draw it.
    public var role: Role

    /// Makes a sparkline.
    public init(_ values: [Double], maximum: Double? = nil, role: Role = .bar) {
        self.values = values
        self.maximum = maximum
        self.role = role
    }

    private static let levels: [Unicode.Scalar] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

    /// Draws the newest values in one row.
    public func draw(in rect: Rect, on canvas: inout Canvas, theme: Theme) {
        let row = rect.row(0)
        let shown = values.suffix(row.columns)
        let top = maximum ?? shown.filter(\.isFinite).max() ?? 0
        for (column, value) in shown.enumerated() where value.isFinite {
            let share = top > 0 ? min(1, max(0, value / top)) : 0
            let level = min(Self.levels.count - 1, Int(share * Double(Self.levels.count)))
            canvas.put(Glyph(Self.levels[level]), at: row.origin.moved(columns: column), style: theme[role])
        }
    }
}
