/// An extent in columns and rows; never negative.
public struct Size: Hashable, Sendable {
    /// How many columns.
    public let columns: Int
    /// How many rows.
    public let rows: Int

    /// No extent at all.
    public static let zero = Size(columns: 0, rows: 0)

    /// Makes a size; a negative extent counts as zero.
    public init(columns: Int, rows: Int) {
        self.columns = max(0, columns)
        self.rows = max(0, rows)
    }

    /// Whether there is no cell in it.
    public var isEmpty: Bool { columns == 0 || rows == 0 }
}
