/// A rectangle of cells.
///
/// Every operation stays inside: insets and cuts of a rectangle that is too small give an empty one.
public struct Rect: Hashable, Sendable {
    /// The upper left cell.
    public var origin: Point
    /// The extent.
    public var size: Size

    /// A rectangle without cells.
    public static let zero = Rect(origin: .zero, size: .zero)

    /// Makes a rectangle from its corner and extent.
    public init(origin: Point, size: Size) {
        self.origin = origin
        self.size = size
    }

    /// Makes a rectangle from its corner's coordinates and extent; a negative extent counts as zero.
    public init(column: Int, row: Int, columns: Int, rows: Int) {
        self.init(origin: Point(column: column, row: row), size: Size(columns: columns, rows: rows))
    }

    /// The leftmost column.
    public var left: Int { origin.column }
    /// The topmost row.
    public var top: Int { origin.row }
    /// The column after the rightmost one.
    public var right: Int { origin.column + size.columns }
    /// The row after the lowest one.
    public var bottom: Int { origin.row + size.rows }
    /// How many columns.
    public var columns: Int { size.columns }
    /// How many rows.
    public var rows: Int { size.rows }
    /// Whether there is no cell in it.
    public var isEmpty: Bool { size.isEmpty }

    /// Whether the cell lies inside.
    public func contains(_ point: Point) -> Bool {
        point.column >= left && point.column < right && point.row >= top && point.row < bottom
    }

    /// The cells that both rectangles have; empty when they do not meet.
    public func intersection(_ other: Rect) -> Rect {
        let column = max(left, other.left)
        let row = max(top, other.top)
        return Rect(
            column: column, row: row, columns: min(right, other.right) - column, rows: min(bottom, other.bottom) - row)
    }

    /// The rectangle without so many cells at its edges.
    public func inset(left: Int = 0, top: Int = 0, right: Int = 0, bottom: Int = 0) -> Rect {
        Rect(
            column: origin.column + min(left, columns), row: origin.row + min(top, rows),
            columns: columns - left - right, rows: rows - top - bottom)
    }

    /// The rectangle without so many cells at all four edges.
    public func inset(by cells: Int) -> Rect {
        inset(left: cells, top: cells, right: cells, bottom: cells)
    }

    /// One row of the rectangle, counted from its top; empty when there is no such row.
    public func row(_ index: Int) -> Rect {
        guard index >= 0, index < rows else { return Rect(origin: origin, size: .zero) }
        return Rect(column: left, row: top + index, columns: columns, rows: 1)
    }

    /// A rectangle of at most the given size in the middle of this one.
    public func centered(_ wanted: Size) -> Rect {
        let inner = Size(columns: min(wanted.columns, columns), rows: min(wanted.rows, rows))
        return Rect(
            column: left + (columns - inner.columns) / 2, row: top + (rows - inner.rows) / 2,
            columns: inner.columns, rows: inner.rows)
    }
}
