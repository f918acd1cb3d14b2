/// A piece of a line, drawn like its role.
public struct Span: Hashable, Sendable {
    /// What is written.
    public var text: String
    /// What it means.
    public var role: Role
    /// A style that data gave it, on top of the role's.
    public var style: Style?

    /// Makes a span.
    public init(_ text: String, _ role: Role = .text, style: Style? = nil) {
        self.text = text
        self.role = role
        self.style = style
    }

    /// How it looks in a theme.
    public func style(in theme: Theme) -> Style {
        guard let style else { return theme[role] }
        return style.over(theme[role]).adding(theme[role].attributes)
    }
}

/// One line of spans, cut with `…` where the room ends.
public struct Line: Widget, Hashable, Sendable {
    /// The pieces, left to right.
    public var spans: [Span]
    /// Where the line stands when there is more room.
    public var alignment: Alignment

    /// Makes a line of spans.
    public init(_ spans: [Span], alignment: Alignment = .left) {
        self.spans = spans
        self.alignment = alignment
    }

    /// Makes a line of one span.
    public init(_ text: String, _ role: Role = .text, alignment: Alignment = .left) {
        self.init([Span(text, role)], alignment: alignment)
    }

    /// Makes a line that shows which letters a search found.
    public init(_ text: String, matched positions: [Int], _ role: Role = .text) {
        let matched = Set(positions)
        var spans: [Span] = []
        for (index, character) in text.enumerated() {
            let role = matched.contains(index) ? Role.match : role
            if spans.last?.role == role {
                spans[spans.count - 1].text.append(character)
            } else {
                spans.append(Span(String(character), role))
            }
        }
        self.init(spans)
    }

    /// How many columns the whole line takes.
    public var columnWidth: Int { spans.reduce(0) { $0 + $1.text.columnWidth } }

    /// Draws the line in one row.
    public func draw(in rect: Rect, on canvas: inout Canvas, theme: Theme) {
        let row = rect.row(0)
        let spare = max(0, row.columns - columnWidth)
        var column =
            switch alignment {
            case .left: row.left
            case .center: row.left + spare / 2
            case .right: row.left + spare
            }
        for (index, span) in spans.enumerated() where column < row.right {
            let width = span.text.columnWidth
            let isLast = spans[(index + 1)...].allSatisfy(\.text.isEmpty)
            // A span that fits exactly must still show that others follow.
            let room = row.right - column
            let text =
                width < room || (width == room && isLast) ? span.text : (span.text + "…").truncated(toColumns: room)
            canvas.write(text, at: Point(column: column, row: row.top), style: span.style(in: theme), within: row)
            column += min(width, room)
        }
    }
}
