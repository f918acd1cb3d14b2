import TextUI

/// A long vector as colours, line by line; where it does not fit, each cell is the largest of several neighbours.
///
/// Two values share a column, one in its upper and one in its lower half, where there are colours for it.
struct VectorStrip {
    private let values: [Float]
    private let isPacked: Bool

    init(_ values: [Float], isPacked: Bool = true) {
        self.values = values
        self.isPacked = isPacked
    }

    /// How many rows it takes at most in so many columns.
    func rows(columns: Int, theme: Theme) -> Int {
        let perRow = max(1, columns * (packs(theme) ? 2 : 1))
        return (values.count + perRow - 1) / perRow
    }

    /// How many neighbours share a cell in a room.
    func valuesPerCell(in room: Rect, theme: Theme) -> Int {
        let cells = max(1, room.columns * room.rows * (packs(theme) ? 2 : 1))
        return (values.count + cells - 1) / cells
    }

    /// Draws as many rows as there are.
    func draw(in room: Rect, on canvas: inout Canvas, theme: Theme) {
        guard !room.isEmpty, !values.isEmpty else { return }
        let cells = cells(valuesPerCell(in: room, theme: theme))
        let largest = Double(cells.reduce(0) { max($0, abs($1)) })
        guard packs(theme) else {
            for row in 0..<room.rows where row * room.columns < cells.count {
                let part = cells[(row * room.columns)...].prefix(room.columns)
                ColorStrip(part.map(Double.init), maximum: largest).draw(in: room.row(row), on: &canvas, theme: theme)
            }
            return
        }
        func color(_ index: Int) -> Color? {
            guard index < cells.count, largest > 0 else { return nil }
            return theme.diverging.color(at: (Double(cells[index]) / largest + 1) / 2)
        }
        for row in 0..<room.rows {
            let first = 2 * row * room.columns
            for column in 0..<room.columns where first + column < cells.count {
                let lower = first + room.columns + column
                let style = Style(
                    foreground: color(first + column) ?? theme[.background].background,
                    background: lower < cells.count ? color(lower) : nil)
                canvas.put(Glyph("▀"), at: room.row(row).origin.moved(columns: column), style: style)
            }
        }
    }

    private func packs(_ theme: Theme) -> Bool { isPacked && !theme.diverging.isMonochrome }

    /// Of so many neighbours the one farthest from zero.
    private func cells(_ perCell: Int) -> [Float] {
        guard perCell > 1 else { return values }
        return stride(from: 0, to: values.count, by: perCell).map { start in
            values[start..<min(values.count, start + perCell)].reduce(0) { abs($1) > abs($0) ? $1 : $0 }
        }
    }
}
