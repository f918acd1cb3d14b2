/// A grid of cells to draw on: one frame of the screen, as a value.
///
/// Nothing drawn outside has an effect, and a wide glyph is never cut in half: overwriting one half blanks the other.
public struct Canvas: Hashable, Sendable {
    /// The extent.
    public let size: Size
    /// All cells, row by row.
    public private(set) var cells: [Cell]

    /// Makes an empty canvas in one style.
    public init(size: Size, style: Style = .plain) {
        self.size = size
        cells = Array(repeating: Cell(.space, style: style), count: size.columns * size.rows)
    }

    /// The whole canvas.
    public var bounds: Rect { Rect(origin: .zero, size: size) }

    /// The cell at a place, an empty one outside.
    public subscript(_ point: Point) -> Cell {
        guard bounds.contains(point) else { return .empty }
        return cells[point.row * size.columns + point.column]
    }

    /// The cells of one row; none outside.
    public func row(_ index: Int) -> ArraySlice<Cell> {
        guard index >= 0, index < size.rows else { return [] }
        return cells[index * size.columns..<(index + 1) * size.columns]
    }

    /// Makes every cell of the rectangle empty, in exactly this style.
    public mutating func fill(_ rect: Rect, style: Style) {
        let area = rect.intersection(bounds)
        for row in area.top..<area.bottom {
            for column in area.left..<area.right {
                put(Cell(.space, style: style), column: column, row: row)
            }
        }
    }

    /// Puts a style on top of what is drawn in the rectangle; glyphs and the colours it leaves open stay.
    public mutating func restyle(_ rect: Rect, style: Style) {
        let area = rect.intersection(bounds)
        for row in area.top..<area.bottom {
            for index in row * size.columns + area.left..<row * size.columns + area.right {
                let below = cells[index].style
                cells[index].style = style.over(below).adding(below.attributes)
            }
        }
    }

    /// Draws one glyph of one column; a background that the style leaves open stays as it is.
    public mutating func put(_ glyph: Glyph, at point: Point, style: Style) {
        put(glyph, columns: 1, at: point, style: style, within: bounds)
    }

    /// Draws a glyph of one or two columns if all of it fits into the rectangle.
    mutating func put(_ glyph: Glyph, columns: Int, at point: Point, style: Style, within clip: Rect) {
        let area = clip.intersection(bounds)
        guard area.contains(point), point.column + columns <= area.right else { return }
        let below = cells[point.row * size.columns + point.column].style
        let style = style.standing(on: below)
        put(Cell(glyph, style: style, columns: UInt8(columns)), column: point.column, row: point.row)
        if columns == 2 {
            put(Cell(.space, style: style, columns: 0), column: point.column + 1, row: point.row, keepingLeft: true)
        }
    }

    /// Stores a cell that lies inside; the other half of a wide glyph that it hits becomes a space.
    private mutating func put(_ cell: Cell, column: Int, row: Int, keepingLeft: Bool = false) {
        let index = row * size.columns + column
        let old = cells[index]
        if old.columns == 2, column + 1 < size.columns, cells[index + 1].isContinuation {
            cells[index + 1] = Cell(.space, style: cells[index + 1].style)
        } else if old.isContinuation, !keepingLeft, column > 0 {
            cells[index - 1] = Cell(.space, style: cells[index - 1].style)
        }
        cells[index] = cell
    }

    /// Stores a run of one-column cells that lies inside; the fast path of writing ASCII.
    mutating func putASCII(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, at point: Point, style: Style) {
        var column = point.column
        for byte in bytes {
            let below = cells[point.row * size.columns + column].style
            put(
                Cell(Glyph(Unicode.Scalar(byte)), style: style.standing(on: below)), column: column, row: point.row)
            column += 1
        }
    }
}
