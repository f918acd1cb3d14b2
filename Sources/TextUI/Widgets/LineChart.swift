/// A line through evenly spaced values, in dots of braille, with both axes.
///
/// ```
/// 9.0│      ⣀⠤●
///    │  ⢀●⠔⠊
/// 0.0└●⠒⠁─────────
///     0   0.5   1
/// ```
/// A value that is missing is a gap in the line.
public struct LineChart: Widget, Hashable, Sendable {
    /// The values, left to right.
    public var values: [Double?]
    /// What stands below each value; those that would touch the one before are left out.
    public var labels: [String]
    /// The values at the lower and the upper end of the vertical axis.
    public var scale: ClosedRange<Double>
    /// What stands at these ends.
    public var scaleLabels: (low: String, high: String) {
        get { (lowLabel, highLabel) }
        set { (lowLabel, highLabel) = newValue }
    }
    /// The value that is marked as the chosen one.
    public var selected: Int?

    private var lowLabel: String
    private var highLabel: String

    /// Makes a chart.
    public init(
        _ values: [Double?], labels: [String], scale: ClosedRange<Double>, scaleLabels: (low: String, high: String),
        selected: Int? = nil
    ) {
        self.values = values
        self.labels = labels
        self.scale = scale
        (lowLabel, highLabel) = scaleLabels
        self.selected = selected
    }

    /// The value nearest to a column of the screen; nil beside the chart.
    public func value(at point: Point, in rect: Rect) -> Int? {
        let plot = plot(in: rect)
        guard rect.contains(point), !plot.isEmpty, !values.isEmpty else { return nil }
        return values.indices.min {
            abs(column(of: $0, in: plot) - point.column) < abs(column(of: $1, in: plot) - point.column)
        }
    }

    /// Draws axes, line, points and labels.
    public func draw(in rect: Rect, on canvas: inout Canvas, theme: Theme) {
        let plot = plot(in: rect)
        guard !plot.isEmpty else { return }
        drawAxes(plot, in: rect, on: &canvas, theme: theme)
        drawLine(in: plot, on: &canvas, theme: theme)
        for (index, value) in values.enumerated() {
            guard let value, value.isFinite else { continue }
            let isSelected = index == selected
            let point = Point(
                column: column(of: index, in: plot),
                row: plot.bottom - 1 - Int(height(of: value, rows: plot.rows * 4)) / 4)
            canvas.put(Glyph("●"), at: point, style: theme[isSelected ? .accent : .bar])
        }
        drawLabels(plot, in: rect, on: &canvas, theme: theme)
    }

    // MARK: Places

    private func plot(in rect: Rect) -> Rect {
        let axis = max(lowLabel.columnWidth, highLabel.columnWidth) + 1
        return rect.inset(left: axis, right: 1, bottom: labels.isEmpty ? 0 : 1)
    }

    private func column(of index: Int, in plot: Rect) -> Int { plot.left + dot(of: index, in: plot) / 2 }

    /// The column of dots at which a value stands, the first and last a little inside.
    private func dot(of index: Int, in plot: Rect) -> Int {
        let inner = max(0, plot.columns * 2 - 5)
        return values.count > 1 ? 2 + inner * index / (values.count - 1) : plot.columns
    }

    /// How many dots above the lower end a value stands.
    private func height(of value: Double, rows: Int) -> Double {
        let span = scale.upperBound - scale.lowerBound
        let share = span > 0 ? (value - scale.lowerBound) / span : 0
        return (min(1, max(0, share)) * Double(rows - 1)).rounded()
    }

    // MARK: Drawing

    private func drawAxes(_ plot: Rect, in rect: Rect, on canvas: inout Canvas, theme: Theme) {
        for row in plot.top..<plot.bottom {
            let glyph: Unicode.Scalar = row == plot.bottom - 1 ? "└" : "│"
            canvas.put(Glyph(glyph), at: Point(column: plot.left - 1, row: row), style: theme[.border])
        }
        canvas.repeatGlyph(
            Glyph("─"), at: Point(column: plot.left, row: plot.bottom - 1), columns: plot.columns, style: theme[.border]
        )
        let axis = rect.inset(right: rect.right - plot.left + 1)
        canvas.write(highLabel, in: axis.row(0), style: theme[.dim], alignment: .right)
        if plot.rows > 1 {
            canvas.write(lowLabel, in: axis.row(plot.rows - 1), style: theme[.dim], alignment: .right)
        }
    }

    private func drawLine(in plot: Rect, on canvas: inout Canvas, theme: Theme) {
        var dots: [Point: UInt32] = [:]
        for index in values.indices.dropFirst() {
            guard let from = values[index - 1], let to = values[index], from.isFinite, to.isFinite else { continue }
            let (start, end) = (dot(of: index - 1, in: plot), dot(of: index, in: plot))
            let (low, high) = (height(of: from, rows: plot.rows * 4), height(of: to, rows: plot.rows * 4))
            let steps = max(1, end - start, Int(abs(high - low)))
            for step in 0...steps {
                let share = Double(step) / Double(steps)
                let x = start + Int((Double(end - start) * share).rounded())
                let y = plot.rows * 4 - 1 - Int((low + (high - low) * share).rounded())
                dots[Point(column: plot.left + x / 2, row: plot.top + y / 4), default: 0] |= Braille.bit(x % 2, y % 4)
            }
        }
        for (point, bits) in dots {
            if plot.contains(point) { canvas.put(Braille.glyph(bits), at: point, style: theme[.bar]) }
        }
    }

    private func drawLabels(_ plot: Rect, in rect: Rect, on canvas: inout Canvas, theme: Theme) {
        guard !labels.isEmpty, rect.rows > plot.rows else { return }
        let line = rect.row(plot.rows)
        var free = line.left
        for (index, label) in labels.enumerated() {
            let width = label.columnWidth
            let start = min(line.right - width, max(line.left, column(of: index, in: plot) - width / 2))
            guard start >= free else { continue }
            canvas.write(
                label, at: Point(column: start, row: line.top), style: theme[index == selected ? .accent : .dim],
                within: line)
            free = start + width + 1
        }
    }
}
