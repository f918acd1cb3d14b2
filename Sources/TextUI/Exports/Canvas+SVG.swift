extension Canvas {
    /// The picture as an SVG image that needs nothing else.
    ///
    /// Every run of text stands exactly on its columns, whatever font shows it, so wide glyphs take two. Blocks, shades and borders
    /// are drawn as shapes: a font's own would leave gaps between the rows.
    ///
    /// - Parameters:
    ///   - foreground: the colour of what has none of its own.
    ///   - background: the colour behind what has none of its own.
    ///   - title: what the image is called by readers that cannot see it.
    public func svg(foreground: Color, background: Color, title: String) -> String {
        let drawing = SVGDrawing(canvas: self, foreground: foreground, background: background)
        let width = SVGDrawing.length(Double(size.columns) * SVGDrawing.cellWidth)
        let height = SVGDrawing.length(Double(size.rows) * SVGDrawing.cellHeight)
        return """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" viewBox="0 0 \(width) \(height)" \
            role="img">
            <title>\(SVGDrawing.escaped(title))</title>
            <rect width="\(width)" height="\(height)" fill="\(SVGDrawing.hexadecimal(background))"/>
            <g font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" \
            font-size="\(SVGDrawing.length(SVGDrawing.fontSize))" xml:space="preserve">
            \(drawing.backgrounds.joined(separator: "\n"))
            \(drawing.glyphs.joined(separator: "\n"))
            </g>
            </svg>

            """
    }
}

/// A canvas as the elements of an SVG image.
struct SVGDrawing {
    static let cellWidth = 8.4
    static let cellHeight = 17.0
    static let fontSize = 14.0
    /// Where the letters stand, from the top of a cell.
    private static let baseline = 13.0

    let canvas: Canvas
    let foreground: Color
    let background: Color

    /// One rectangle for each run of cells with the same background.
    var backgrounds: [String] {
        runs { ink(of: $0).behind }.compactMap { run in
            guard run.value != background else { return nil }
            return rect(run.column, run.row, columns: run.columns, rows: 1, color: run.value)
        }
    }

    /// Text, shapes and underlines.
    var glyphs: [String] {
        var elements: [String] = []
        let runs = runs {
            Look(cell: $0, color: ink(of: $0).glyph)
        } apart: {
            $0.kind == Look.placedAlone
        }
        for run in runs { draw(run, to: &elements) }
        return elements
    }

    // MARK: Runs

    private struct Run<Value: Equatable> {
        let value: Value
        let column: Int
        let row: Int
        var columns: Int
        var text: String

        /// The columns of the run, one by one.
        var eachColumn: [(Int, Int)] { (column..<column + columns).map { ($0, 1) } }
    }

    /// How a cell's glyph looks.
    private struct Look: Equatable {
        let color: Color
        let attributes: Style.Attributes
        /// A shape's scalar, 0 for letters that share a text element, or `placedAlone`.
        let kind: Int

        /// A wide glyph or one with marks: a font may give it any width.
        static let placedAlone = -1

        init(cell: Cell, color: Color) {
            self.color = color
            attributes = cell.style.attributes.subtracting(.reverse)
            let scalar = cell.glyph.base
            kind =
                scalar == " " || BlockShape(scalar) != nil
                ? Int(scalar.value)
                : cell.columns == 1 && scalar.value < 0x2000 && cell.glyph.marks.isEmpty ? 0 : Self.placedAlone
        }
    }

    /// The cells of the canvas as runs of what is equal, row by row; some cells never join a run.
    private func runs<Value: Equatable>(
        _ value: (Cell) -> Value, apart: (Value) -> Bool = { _ in false }
    ) -> [Run<Value>] {
        var runs: [Run<Value>] = []
        for row in 0..<canvas.size.rows {
            var open: Run<Value>?
            for (column, cell) in canvas.row(row).enumerated() where !cell.isContinuation {
                let own = value(cell)
                if let run = open, run.value == own, !apart(own) {
                    open?.columns += Int(cell.columns)
                    open?.text += cell.glyph.string
                } else {
                    if let open { runs.append(open) }
                    open = Run(
                        value: own, column: column, row: row, columns: Int(cell.columns), text: cell.glyph.string)
                }
            }
            if let open { runs.append(open) }
        }
        return runs
    }

    /// The colours of a cell as they are seen.
    private func ink(of cell: Cell) -> (glyph: Color, behind: Color) {
        let glyph = cell.style.foreground ?? foreground
        let behind = cell.style.background ?? background
        return cell.style.attributes.contains(.reverse) ? (behind, glyph) : (glyph, behind)
    }

    // MARK: Elements

    private func draw(_ run: Run<Look>, to elements: inout [String]) {
        let look = run.value
        let isDim = look.attributes.contains(.dim)
        if look.attributes.contains(.underline) {
            let place = Double(run.row) + 0.92
            elements.append(
                rect(
                    Double(run.column), place, columns: Double(run.columns), rows: 0.06, color: look.color, isDim: isDim
                ))
        }
        guard look.kind != Int(UnicodeScalar(" ").value) else { return }
        if look.kind > 0, let scalar = UnicodeScalar(UInt32(look.kind)), let shape = BlockShape(scalar) {
            return draw(shape, run, isDim: isDim, to: &elements)
        }
        var attributes = ""
        if look.attributes.contains(.bold) { attributes += " font-weight=\"bold\"" }
        if look.attributes.contains(.italic) { attributes += " font-style=\"italic\"" }
        if isDim { attributes += " opacity=\"0.6\"" }
        elements.append(
            """
            <text x="\(Self.length(Double(run.column) * Self.cellWidth))" \
            y="\(Self.length(Double(run.row) * Self.cellHeight + Self.baseline))" fill="\(Self.hexadecimal(look.color))" \
            textLength="\(Self.length(Double(run.columns) * Self.cellWidth))" lengthAdjust="spacingAndGlyphs"\
            \(attributes)>\(Self.escaped(run.text))</text>
            """)
    }

    private func draw(_ shape: BlockShape, _ run: Run<Look>, isDim: Bool, to elements: inout [String]) {
        let color = run.value.color
        switch shape {
        case .block(let left, let top, let right, let bottom, let opacity):
            // What fills its cells from side to side is one piece.
            let pieces = left == 0 && right == 1 ? [(run.column, run.columns)] : run.eachColumn
            for (column, columns) in pieces {
                let width = right == 1 && left == 0 ? Double(columns) : right - left
                elements.append(
                    rect(
                        Double(column) + left, Double(run.row) + top, columns: width, rows: bottom - top, color: color,
                        opacity: opacity * (isDim ? 0.6 : 1)))
            }
        case .line(let path, let weight):
            for (column, _) in run.eachColumn {
                let (x, y) = (Double(column) * Self.cellWidth, Double(run.row) * Self.cellHeight)
                let dimmed = isDim ? " opacity=\"0.6\"" : ""
                elements.append(
                    """
                    <path transform="translate(\(Self.length(x)) \(Self.length(y)))" d="\(path)" fill="none" \
                    stroke="\(Self.hexadecimal(color))" stroke-width="\(Self.length(weight))"\(dimmed)/>
                    """)
            }
        }
    }

    private func rect(_ column: Int, _ row: Int, columns: Int, rows: Int, color: Color) -> String {
        rect(Double(column), Double(row), columns: Double(columns), rows: Double(rows), color: color)
    }

    /// A rectangle given in cells.
    private func rect(
        _ column: Double, _ row: Double, columns: Double, rows: Double, color: Color, opacity: Double = 1,
        isDim: Bool = false
    ) -> String {
        let opacity = isDim ? opacity * 0.6 : opacity
        let faded = opacity < 1 ? " opacity=\"\(Self.length(opacity))\"" : ""
        return """
            <rect x="\(Self.length(column * Self.cellWidth))" y="\(Self.length(row * Self.cellHeight))" \
            width="\(Self.length(columns * Self.cellWidth))" height="\(Self.length(rows * Self.cellHeight))" \
            fill="\(Self.hexadecimal(color))"\(faded)/>
            """
    }

    // MARK: Text

    /// A number with at most two decimals, none where it has none.
    static func length(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
        guard rest != 0 else { return String(whole) }
        let digits = String(rest.magnitude)
        return (value < 0 && whole == 0 ? "-" : "") + "\(whole)." + (rest.magnitude < 10 ? "0" : "")
            + (digits.hasSuffix("0") ? String(digits.dropLast()) : digits)
    }

    /// `#rrggbb`.
    static func hexadecimal(_ color: Color) -> String {
        let (red, green, blue) = color.components
        return Color(red: red, green: green, blue: blue).description
    }

    /// Text as XML takes it: markup escaped, scalars that XML does not allow left out.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\t", "\n", "\r", " "..."\u{D7FF}", "\u{E000}"..."\u{FFFD}", "\u{10000}"..."\u{10FFFF}":
                result.unicodeScalars.append(scalar)
            default: break
            }
        }
        return result
    }
}
