/// Facts in one line, some at the left and some at the right edge; when it gets narrow the least important ones go.
public struct StatusLine: Widget, Hashable, Sendable {
    /// One fact.
    public struct Segment: Hashable, Sendable {
        /// What is written.
        public var spans: [Span]
        /// Which goes first: the lowest.
        public var priority: Int
        /// How full something is, drawn behind the text.
        public var gauge: Double?

        /// Makes a segment of spans.
        public init(_ spans: [Span], priority: Int = 0, gauge: Double? = nil) {
            self.spans = spans
            self.priority = priority
            self.gauge = gauge
        }

        /// Makes a segment of one span.
        public init(_ text: String, _ role: Role = .text, priority: Int = 0, gauge: Double? = nil) {
            self.init([Span(text, role)], priority: priority, gauge: gauge)
        }

        var columns: Int { Line(spans).columnWidth + (gauge == nil ? 0 : StatusLine.gaugeColumns + 1) }
    }

    /// The facts at the left.
    public var left: [Segment]
    /// The facts at the right.
    public var right: [Segment]

    static let gaugeColumns = 12
    static let gap = 3

    /// Makes a status line.
    public init(left: [Segment], right: [Segment] = []) {
        self.left = left
        self.right = right
    }

    /// Draws as many facts as fit, in one row.
    public func draw(in rect: Rect, on canvas: inout Canvas, theme: Theme) {
        // A column of air at both edges, like the panes below.
        let row = rect.row(0).inset(left: 1, right: 1)
        guard !row.isEmpty else { return }
        let kept = Self.fitting(left + right, columns: row.columns)
        let leftShown = left.indices.filter { kept.contains($0) }.map { left[$0] }
        let rightShown = right.indices.filter { kept.contains(left.count + $0) }.map { right[$0] }
        draw(leftShown, from: row.left, within: row, on: &canvas, theme: theme)
        let columns = Self.columns(of: rightShown)
        draw(rightShown, from: row.right - columns, within: row, on: &canvas, theme: theme)
    }

    private func draw(
        _ segments: [Segment], from start: Int, within row: Rect, on canvas: inout Canvas, theme: Theme
    ) {
        var column = start
        for segment in segments {
            let width = Line(segment.spans).columnWidth
            let room = row.inset(left: max(0, column - row.left))
            Line(segment.spans).draw(in: room, on: &canvas, theme: theme)
            if let gauge = segment.gauge {
                let place = Rect(column: column + width + 1, row: row.top, columns: Self.gaugeColumns, rows: 1)
                Gauge(gauge, role: gauge > 0.9 ? .warning : .bar)
                    .draw(in: place.intersection(row), on: &canvas, theme: theme)
            }
            column += segment.columns + Self.gap
        }
    }

    private static func columns(of segments: [Segment]) -> Int {
        segments.reduce(0) { $0 + $1.columns } + gap * max(0, segments.count - 1)
    }

    /// The numbers of the segments that stay: drops the least important, the last among equals, until the rest fits.
    static func fitting(_ segments: [Segment], columns: Int) -> Set<Int> {
        var kept = Array(segments.indices)
        while kept.count > 1, Self.columns(of: kept.map { segments[$0] }) > columns {
            guard let lowest = kept.map({ segments[$0].priority }).min(),
                let victim = kept.lastIndex(where: { segments[$0].priority == lowest })
            else { break }
            kept.remove(at: victim)
        }
        return Set(kept)
    }
}
