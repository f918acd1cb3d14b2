/// A thin bar at the right edge that shows which part of something long is on the screen; nothing when all of it is.
public struct ScrollBar: Widget, Hashable, Sendable {
    /// How many lines there are.
    public var total: Int
    /// How many of them are shown.
    public var visible: Int
    /// The first one shown.
    public var first: Int

    /// Makes a scroll bar.
    public init(total: Int, visible: Int, first: Int) {
        self.total = total
        self.visible = visible
        self.first = first
    }

    /// The first line to show so that a line is in sight, changed as little as possible.
    public static func first(showing line: Int, of total: Int, visible: Int, from first: Int) -> Int {
        let last = max(0, total - visible)
        let lowest = line - max(0, visible - 1)
        return min(last, max(0, min(max(first, lowest), line)))
    }

    /// Draws the bar in the rightmost column of the rectangle.
    public func draw(in rect: Rect, on canvas: inout Canvas, theme: Theme) {
        guard !rect.isEmpty, visible > 0, total > visible else { return }
        let track = Rect(column: rect.right - 1, row: rect.top, columns: 1, rows: rect.rows)
        let length = min(track.rows, max(1, track.rows * visible / total))
        let way = track.rows - length
        let start = min(way, max(0, Int((Double(way) * Double(first) / Double(total - visible)).rounded())))
        canvas.verticalLine(at: track.origin, rows: track.rows, style: theme[.scrollTrack])
        for row in start..<start + length {
            canvas.put(Glyph("┃"), at: track.origin.moved(rows: row), style: theme[.scrollThumb])
        }
    }
}
