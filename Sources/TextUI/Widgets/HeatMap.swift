/// A matrix of values as colours, two rows of values in one row of cells (`▀`): exact, and nearly square.
///
/// Without colours a cell shows the larger of its two values as density.
public struct HeatMap: Widget {
    /// How many rows of values.
    public var rows: Int
    /// How many columns of values.
    public var columns: Int
    /// The first row and column of values shown; the row is even.
    public var first: (row: Int, column: Int)
    /// How many columns of cells a value takes.
    public var cellColumns: Int
    /// The colours.
    public var ramp: Ramp
    /// The value from 0 to 1 at a row and column; `nil` shows the ground, such as what is masked.
    public var value: (_ row: Int, _ column: Int) -> Double?

    /// Makes a heat map.
    public init(
        rows: Int, columns: Int, first: (row: Int, column: Int) = (0, 0), cellColumns: Int = 1, ramp: Ramp,
        value: @escaping (_ row: Int, _ column: Int) -> Double?
    ) {
        self.rows = rows
        self.columns = columns
        self.first = (max(0, first.row) / 2 * 2, max(0, first.column))
        self.cellColumns = max(1, cellColumns)
        self.ramp = ramp
        self.value = value
    }

    /// The room that the whole matrix takes.
    public var size: Size { Size(columns: columns * cellColumns, rows: (rows + 1) / 2) }

    /// The values at a cell: the upper row and the column; `nil` outside the matrix.
    public func position(at point: Point, in rect: Rect) -> (row: Int, column: Int)? {
        guard rect.contains(point) else { return nil }
        let row = first.row + (point.row - rect.top) * 2
        let column = first.column + (point.column - rect.left) / cellColumns
        return row < rows && column < columns ? (row, column) : nil
    }

    /// The cell in which a value is drawn; `nil` when it is out of sight.
    public func cell(row: Int, column: Int, in rect: Rect) -> Rect? {
        guard row >= first.row, column >= first.column, row < rows, column < columns else { return nil }
        let cell = Rect(
            column: rect.left + (column - first.column) * cellColumns, row: rect.top + (row - first.row) / 2,
            columns: cellColumns, rows: 1)
        let visible = cell.intersection(rect)
        return visible.isEmpty ? nil : visible
    }

    /// Draws the values that fit, from the first row and column on.
    public func draw(in rect: Rect, on canvas: inout Canvas, theme: Theme) {
        let area = rect.intersection(canvas.bounds)
        let shownColumns = min(columns - first.column, (rect.columns + cellColumns - 1) / cellColumns)
        for cellRow in 0..<min(rect.rows, max(0, rows - first.row + 1) / 2) {
            let row = first.row + cellRow * 2
            for shown in 0..<max(0, shownColumns) {
                let column = first.column + shown
                let upper = value(row, column)
                let lower = row + 1 < rows ? value(row + 1, column) : nil
                guard upper != nil || lower != nil else { continue }
                let (glyph, style) = look(upper: upper, lower: lower)
                for part in 0..<cellColumns {
                    let point = rect.origin.moved(columns: shown * cellColumns + part, rows: cellRow)
                    if area.contains(point) { canvas.put(glyph, at: point, style: style) }
                }
            }
        }
    }

    private func look(upper: Double?, lower: Double?) -> (Glyph, Style) {
        guard !ramp.isMonochrome else { return (Ramp.shade(at: max(upper ?? 0, lower ?? 0)), .plain) }
        let (top, bottom) = (upper.flatMap(ramp.color), lower.flatMap(ramp.color))
        guard let top else { return bottom == nil ? (.space, .plain) : (Glyph("▄"), Style(foreground: bottom)) }
        return (Glyph("▀"), Style(foreground: top, background: bottom))
    }
}
