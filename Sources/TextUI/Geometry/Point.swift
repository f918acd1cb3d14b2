/// A cell's place: column and row, counted from the upper left corner.
public struct Point: Hashable, Sendable {
    /// The column, counted from the left.
    public var column: Int
    /// The row, counted from the top.
    public var row: Int

    /// The upper left corner.
    public static let zero = Point(column: 0, row: 0)

    /// Makes a point.
    public init(column: Int, row: Int) {
        self.column = column
        self.row = row
    }

    /// The point that lies so many columns to the right and rows below.
    public func moved(columns: Int = 0, rows: Int = 0) -> Point {
        Point(column: column + columns, row: row + rows)
    }
}
