import TextUI

/// A horizontal bar, exact to an eighth of a cell, with an optional mark for a value to compare with.
struct Bar {
    /// How much of the room is filled, 0 to 1.
    var share: Double
    /// Where the mark stands, 0 to 1.
    var mark: Double?
    var role = Role.bar
    /// Whether the rest of the room is shown as a track.
    var hasTrack = true

    private static let eighths: [Glyph] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"].map { Glyph($0) }

    /// Draws into the first row of the rectangle.
    func draw(in rect: Rect, on canvas: inout Canvas, theme: Theme) {
        let line = rect.row(0)
        guard !line.isEmpty else { return }
        let units = Self.units(share, columns: line.columns)
        let bar = theme[role]
        let track = theme[.barTrack]
        for column in 0..<line.columns {
            let point = line.origin.moved(columns: column)
            let filled = min(8, max(0, units - column * 8))
            if filled == 8 {
                canvas.put(Glyph("█"), at: point, style: bar)
            } else if filled > 0 {
                canvas.put(Self.eighths[filled - 1], at: point, style: bar)
            } else if hasTrack {
                canvas.put(Glyph("─"), at: point, style: track)
            }
        }
        if let mark { drawMark(at: mark, units: units, in: line, on: &canvas, theme: theme) }
    }

    private func drawMark(at mark: Double, units: Int, in line: Rect, on canvas: inout Canvas, theme: Theme) {
        let column = min(line.columns - 1, Int(Double(line.columns) * min(1, max(0, mark))))
        // Inside the bar the mark keeps the bar's colour around it.
        let isCovered = units >= (column + 1) * 8
        let style = theme[.reference].background(isCovered ? theme[role].foreground : nil)
        canvas.put(Glyph("│"), at: line.origin.moved(columns: column), style: style)
    }

    /// Eighths of a cell; what is not nothing shows at least one.
    private static func units(_ share: Double, columns: Int) -> Int {
        guard share > 0, share.isFinite else { return 0 }
        return max(1, Int((min(1, share) * Double(columns * 8)).rounded()))
    }
}
