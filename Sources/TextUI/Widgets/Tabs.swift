/// Names side by side, one of them chosen; when they do not fit, the chosen one with arrows to its neighbours.
public struct Tabs: Widget, Hashable, Sendable {
    /// The names.
    public var titles: [String]
    /// The chosen one.
    public var selected: Int

    /// Makes tabs.
    public init(_ titles: [String], selected: Int) {
        self.titles = titles
        self.selected = selected
    }

    private static let gap = 3

    /// The places of the names in the room; an arrow's place belongs to the neighbour.
    private func places(in rect: Rect) -> [(index: Int, text: String, place: Rect)] {
        let row = rect.row(0)
        guard !row.isEmpty, titles.indices.contains(selected) else { return [] }
        let total = titles.reduce(0) { $0 + $1.columnWidth } + Self.gap * (titles.count - 1)
        if total <= row.columns {
            var column = row.left
            return titles.enumerated().map { index, title in
                let place = Rect(column: column, row: row.top, columns: title.columnWidth, rows: 1)
                column += title.columnWidth + Self.gap
                return (index, title, place)
            }
        }
        var places = [(selected, titles[selected].truncated(toColumns: row.columns - 4), row.inset(left: 2, right: 2))]
        if selected > 0 { places.append((selected - 1, "◂", row.inset(right: row.columns - 1))) }
        if selected < titles.count - 1 { places.append((selected + 1, "▸", row.inset(left: row.columns - 1))) }
        return places
    }

    /// The tab at a cell.
    public func tab(at point: Point, in rect: Rect) -> Int? {
        places(in: rect).first { $0.place.contains(point) }?.index
    }

    /// Draws the names, or the chosen one with its arrows, in one row.
    public func draw(in rect: Rect, on canvas: inout Canvas, theme: Theme) {
        for (index, text, place) in places(in: rect) {
            canvas.write(text, in: place, style: theme[index == selected ? .tabSelected : .tab])
        }
    }
}
