/// What the keys do here, in one line; when it gets narrow the least important hints go.
///
/// ```
///  ^R run   Esc stop   Tab pane   F1 help
/// ```
public struct KeyHints: Widget, Hashable, Sendable {
    /// One key and what it does.
    public struct Hint: Hashable, Sendable {
        /// The key as people write it: `^R`.
        public var key: String
        /// What it does, in a word or two.
        public var label: String
        /// Which goes first: the lowest.
        public var priority: Int

        /// Makes a hint.
        public init(_ key: String, _ label: String, priority: Int = 0) {
            self.key = key
            self.label = label
            self.priority = priority
        }
    }

    /// The hints, left to right.
    public var hints: [Hint]

    /// Makes a line of hints.
    public init(_ hints: [Hint]) {
        self.hints = hints
    }

    private var line: StatusLine {
        StatusLine(
            left: hints.map { hint in
                StatusLine.Segment(
                    [Span(hint.key, .key), Span(" \(hint.label)", .keyLabel)], priority: hint.priority)
            })
    }

    /// The hint at a cell, so that a click on it is the key.
    public func hint(at point: Point, in rect: Rect) -> Int? {
        let row = rect.row(0).inset(left: 1, right: 1)
        guard row.contains(point) else { return nil }
        var column = row.left
        for (index, segment) in StatusLine.fitting(line.left, columns: row.columns).enumerated() {
            guard let segment else { continue }
            let end = column + segment.columns
            if (column..<end).contains(point.column) { return index }
            column = end + StatusLine.gap
        }
        return nil
    }

    /// Draws as many hints as fit, in one row.
    public func draw(in rect: Rect, on canvas: inout Canvas, theme: Theme) {
        line.draw(in: rect, on: &canvas, theme: theme)
    }
}
