/// Facts in one line, some at the left and some at the right edge; when it gets narrow they are said in fewer words, then the least
/// important ones go.
public struct StatusLine: Widget, Hashable, Sendable {
    /// One fact.
    public struct Segment: Hashable, Sendable {
        /// What is written.
        public var spans: [Span]
        /// What is written where there is little room, without the gauge; nil if there are no fewer words for it.
        public var short: [Span]?
        /// Which goes first: the lowest.
        public var priority: Int
        /// How full something is, drawn behind the text.
        public var gauge: Gauge?

        /// Makes a segment of spans.
        public init(_ spans: [Span], short: [Span]? = nil, priority: Int = 0, gauge: Gauge? = nil) {
            self.spans = spans
            self.short = short
            self.priority = priority
            self.gauge = gauge
        }

        /// Makes a segment of one span.
        public init(_ text: String, _ role: Role = .text, priority: Int = 0, gauge: Gauge? = nil) {
            self.init([Span(text, role)], priority: priority, gauge: gauge)
        }

        /// The segment in fewer words.
        var shortened: Segment { short.map { Segment($0, priority: priority) } ?? self }

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
        let shown = Self.fitting(left + right, columns: row.columns)
        let leftShown = shown.prefix(left.count).compactMap(\.self)
        let rightShown = shown.dropFirst(left.count).compactMap(\.self)
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
                gauge.draw(in: place.intersection(row), on: &canvas, theme: theme)
            }
            column += segment.columns + Self.gap
        }
    }

    private static func columns(of segments: [Segment]) -> Int {
        segments.reduce(0) { $0 + $1.columns } + gap * max(0, segments.count - 1)
    }

    /// What is shown of each segment: nothing of the least important ones, the last among equals first, until the others fit in
    /// their fewest words; then all of those for which there is room, the most important first.
    static func fitting(_ segments: [Segment], columns: Int) -> [Segment?] {
        var shown: [Segment?] = segments.map(\.shortened)
        let order = segments.indices.sorted { (segments[$0].priority, -$0) < (segments[$1].priority, -$1) }
        func isTooWide() -> Bool { Self.columns(of: shown.compactMap(\.self)) > columns }
        for index in order.dropLast() where isTooWide() { shown[index] = nil }
        for index in order.reversed() {
            guard let short = shown[index] else { continue }
            shown[index] = segments[index]
            if isTooWide() { shown[index] = short }
        }
        return shown
    }
}
