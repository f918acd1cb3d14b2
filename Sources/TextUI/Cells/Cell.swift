/// One cell of the grid.
///
/// A wide glyph takes two cells: its own, with two columns, and a continuation to its right.
public struct Cell: Hashable, Sendable {
    /// What is shown.
    public let glyph: Glyph
    /// How it looks.
    public var style: Style
    /// How many columns the glyph takes: 1 or 2, and 0 for the right half of a wide glyph.
    public let columns: UInt8

    /// An empty cell in the terminal's own colours.
    public static let empty = Cell(.space)

    /// Makes a cell that takes one column.
    public init(_ glyph: Glyph, style: Style = .plain) {
        self.init(glyph, style: style, columns: 1)
    }

    init(_ glyph: Glyph, style: Style, columns: UInt8) {
        self.glyph = glyph
        self.style = style
        self.columns = columns
    }

    /// Whether this is the right half of the wide glyph in the cell to the left; it is not written by itself.
    public var isContinuation: Bool { columns == 0 }
}
