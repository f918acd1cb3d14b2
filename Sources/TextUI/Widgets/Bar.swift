/// A horizontal bar in eighths of a column, with a tick where a value to compare with is.
///
/// ```
/// ▇▇▇▇▇▇▍  │
/// ```
public struct Bar: Widget, Hashable, Sendable {
    /// The length, from 0 to 1 of the room.
    public var value: Double
    /// The value before or to compare with; `nil` for none.
    public var reference: Double?
    /// What the bar means: `.bar`, or `.barMuted` for one among others.
    public var role: Role
    /// A colour that data gave the bar.
    public var color: Color?

    /// Makes a bar.
    public init(_ value: Double, reference: Double? = nil, role: Role = .bar, color: Color? = nil) {
        self.value = value
        self.reference = reference
        self.role = role
        self.color = color
    }

    /// Glyphs that are full from the left, by eighths; none is a space.
    ///
    /// The full one is lower than its room, so that bars below each other stay apart.
    private static let eighths: [Unicode.Scalar] = [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "▇"]

    /// Draws the bar and its tick in one row.
    public func draw(in rect: Rect, on canvas: inout Canvas, theme: Theme) {
        let row = rect.row(0)
        guard !row.isEmpty else { return }
        var style = theme[role]
        if let color { style.foreground = color }
        let length = Self.clamped(value) * Double(row.columns) * 8
        // Something that is there is seen, however small.
        let eighths = value > 0 ? max(1, Int(length.rounded())) : 0
        for column in 0..<(eighths + 7) / 8 {
            let full = min(8, eighths - column * 8)
            canvas.put(Glyph(Self.eighths[full]), at: row.origin.moved(columns: column), style: style)
        }
        guard let reference else { return }
        let tick = min(row.columns - 1, Int(Self.clamped(reference) * Double(row.columns)))
        canvas.put(Glyph("│"), at: row.origin.moved(columns: tick), style: theme[.reference])
    }

    private static func clamped(_ value: Double) -> Double {
        value.isNaN ? 0 : min(1, max(0, value))
    }
}
