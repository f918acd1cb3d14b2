import Generation
import Playground
import TextUI

/// A pattern as a matrix of colours: queries down, keys across, with the tokens at both edges and a cursor.
///
/// Two rows of weights share a row of cells; a short text has room for larger cells, a very short one for figures in them. Only what
/// is seen is read.
struct PatternMatrix {
    /// How large a weight is drawn.
    enum Zoom {
        /// A column wide, half a row high.
        case half
        /// Two columns wide, a row high.
        case whole
        /// Wide enough for two decimals.
        case figures

        var columns: Int {
            switch self {
            case .half: 1
            case .whole: 2
            case .figures: 5
            }
        }

        /// Weights below each other in a row of cells.
        var weightsPerRow: Int { self == .half ? 2 : 1 }
    }

    let scene: Scene
    let pattern: ShownPattern
    let sequence: ShownSequence
    let cursor: (query: Int, key: Int)
    let zoom: Zoom
    /// Where the weights are.
    let cells: Rect
    private let labels: Rect
    private let gutter: Rect
    /// The first query and key that are seen.
    private let first: (query: Int, key: Int)

    init?(scene: Scene, room: Rect) {
        guard let pattern = scene.state.shownPattern, let sequence = scene.state.shownSequence,
            let cursor = scene.state.attentionCursor, pattern.count > 0, !room.isEmpty
        else { return nil }
        (self.scene, self.pattern, self.sequence, self.cursor) = (scene, pattern, sequence, cursor)
        let gutterColumns = min(12, max(5, room.columns / 7))
        let area = room.inset(left: gutterColumns + 1)
        zoom = Self.zoom(count: pattern.count, area: area, isMonochrome: scene.theme.isMonochrome)
        let labelRows = zoom == .figures ? 1 : min(6, max(room.rows >= 14 ? 3 : 1, room.rows / 6))
        let visible = (
            queries: max(1, (area.rows - labelRows) * zoom.weightsPerRow), keys: max(1, area.columns / zoom.columns)
        )
        first = (
            Self.first(cursor.query, of: pattern.count, visible: visible.queries, unit: zoom.weightsPerRow),
            Self.first(cursor.key, of: pattern.count, visible: visible.keys, unit: 1)
        )
        cells = Rect(
            column: area.left, row: area.top + labelRows,
            columns: min(visible.keys, pattern.count - first.key) * zoom.columns,
            rows: min(
                area.rows - labelRows, (pattern.count - first.query + zoom.weightsPerRow - 1) / zoom.weightsPerRow)
        )
        labels = Rect(column: cells.left, row: room.top, columns: cells.columns, rows: labelRows)
        gutter = Rect(column: room.left, row: cells.top, columns: gutterColumns, rows: cells.rows)
    }

    /// The largest cells with which all of it can be seen; otherwise the smallest.
    private static func zoom(count: Int, area: Rect, isMonochrome: Bool) -> Zoom {
        for zoom in [Zoom.figures, .whole] {
            let labelRows = zoom == .figures ? 1 : 4
            if count * zoom.columns <= area.columns, count <= area.rows - labelRows { return zoom }
        }
        // Without colours half a cell cannot be told from the other half.
        return isMonochrome ? .whole : .half
    }

    /// The first of many so that one is in the middle, or as near to it as the ends allow.
    private static func first(_ chosen: Int, of count: Int, visible: Int, unit: Int) -> Int {
        let last = (max(0, count - visible) + unit - 1) / unit * unit
        return min(last, max(0, (chosen - visible / 2) / unit * unit))
    }

    /// The weight at a place of the screen; above the diagonal the last one of its row.
    func weight(at point: Point) -> (query: Int, key: Int)? {
        guard cells.contains(point) else { return nil }
        var query = first.query + (point.row - cells.top) * zoom.weightsPerRow
        let key = first.key + (point.column - cells.left) / zoom.columns
        guard query < pattern.count, key < pattern.count else { return nil }
        // The lower half of a cell is meant where the upper one is empty.
        if zoom == .half, key == query + 1, key > lastKey(of: query), query + 1 < pattern.count { query += 1 }
        return (query, min(key, lastKey(of: query)))
    }

    /// The column after the last weight in a row of cells, counted from the top one.
    func lastColumn(ofRow row: Int) -> Int {
        guard row < cells.rows else { return cells.left }
        let query = min(first.query + (row + 1) * zoom.weightsPerRow, pattern.count)
        return cells.left + min(cells.columns, max(0, lastKey(of: query - 1) + 1 - first.key) * zoom.columns)
    }

    /// How many queries are seen at once.
    var visibleQueries: Int { cells.rows * zoom.weightsPerRow }

    /// Draws labels, weights and cursor.
    func draw(on canvas: inout Canvas) {
        drawKeyLabels(on: &canvas)
        drawQueryLabels(on: &canvas)
        for line in 0..<cells.rows {
            let query = first.query + line * zoom.weightsPerRow
            let upper = row(query)
            let lower =
                zoom == .half && query + 1 < pattern.count
                ? row(query + 1) : nil
            for shown in 0..<cells.columns / zoom.columns {
                let key = first.key + shown
                // Nothing lies beyond the diagonal.
                if key > lastKey(of: query) + 1 { break }
                let point = Point(column: cells.left + shown * zoom.columns, row: cells.top + line)
                if zoom == .half {
                    drawHalves(upper, lower, key: key, at: point, on: &canvas)
                } else {
                    drawWhole(upper, key: key, at: point, on: &canvas)
                }
            }
        }
    }

    // MARK: Weights

    private func lastKey(of query: Int) -> Int { scene.state.lastKey(of: query, count: pattern.count) }

    private func row(_ query: Int) -> Row {
        Row(pattern.row(query), query: query, lastKey: lastKey(of: query), display: scene.state.attention)
    }

    /// A row with what is needed to shade its weights.
    private struct Row {
        let query: Int
        let lastKey: Int
        let weights: ArraySlice<Float>?
        private let display: AttentionDisplay
        private let highest: Double

        init(_ weights: ArraySlice<Float>?, query: Int, lastKey: Int, display: AttentionDisplay) {
            (self.weights, self.query, self.lastKey, self.display) = (weights, query, lastKey, display)
            var highest: Float = 0
            if display.scale == .rowMaximum, let weights {
                for key in weights.indices where !display.hides(query: query, key: key) {
                    highest = max(highest, weights[key])
                }
            }
            self.highest = Double(highest)
        }

        /// How strong a weight appears; nil for one that is masked, hidden or not here.
        func strength(_ key: Int) -> Double? {
            guard let weight = weight(key), weight > 0 else { return nil }
            return display.scale.strength(weight, highest: highest)
        }

        /// The weight; nil for one that is masked by the future, hidden or not here.
        func weight(_ key: Int) -> Double? {
            guard let weights, key <= lastKey, key < weights.endIndex, !display.hides(query: query, key: key) else {
                return nil
            }
            return Double(weights[key])
        }

        /// Whether the query could look there, but for a sliding window: such a weight is exactly nothing.
        func isOutside(_ key: Int) -> Bool { weight(key) == 0 }
    }

    private func isCursor(_ query: Int, _ key: Int) -> Bool { query == cursor.query && key == cursor.key }

    private func drawHalves(_ upper: Row, _ lower: Row?, key: Int, at point: Point, on canvas: inout Canvas) {
        let ramp = scene.theme.attention
        var top = upper.strength(key).flatMap(ramp.color)
        var bottom = lower?.strength(key).flatMap(ramp.color)
        let cursorColor = scene.theme[.cursor].background ?? scene.theme[.accent].foreground
        if isCursor(upper.query, key) { top = cursorColor }
        if let lower, isCursor(lower.query, key) { bottom = cursorColor }
        if let top {
            canvas.put(Glyph("▀"), at: point, style: Style(foreground: top, background: bottom))
        } else if let bottom {
            canvas.put(Glyph("▄"), at: point, style: Style(foreground: bottom))
        } else if upper.isOutside(key) {
            canvas.put(Glyph("·"), at: point, style: scene.theme[.faint])
        }
    }

    private func drawWhole(_ row: Row, key: Int, at point: Point, on canvas: inout Canvas) {
        let rect = Rect(origin: point, size: Size(columns: zoom.columns, rows: 1))
        guard key <= row.lastKey else { return }
        let isCursor = isCursor(row.query, key)
        guard let weight = row.weight(key), let strength = row.strength(key) else {
            let style = isCursor ? scene.theme[.cursor] : scene.theme[.faint]
            canvas.write("·", in: rect, style: style, alignment: .center)
            return
        }
        let ramp = scene.theme.attention
        let style = isCursor ? scene.theme[.cursor] : scene.tinted(scene.theme[.dim], by: ramp, at: strength)
        canvas.fill(rect, style: style)
        if zoom == .figures {
            let figure = Figure.fixed(weight, decimals: 2)
            canvas.write(
                weight < 0.995 ? String(figure.dropFirst()) : figure, in: rect, style: style, alignment: .center)
        } else if isCursor {
            canvas.write("[]", in: rect, style: style)
        } else if ramp.isMonochrome {
            canvas.repeatGlyph(Ramp.shade(at: strength), at: point, columns: zoom.columns, style: style)
        }
    }

    // MARK: Labels

    private func token(_ position: Int) -> String {
        let index = pattern.window.sequenceIndex(ofKey: position)
        return index < sequence.count ? TokenText.listed(sequence[index]) : ""
    }

    private func drawQueryLabels(on canvas: inout Canvas) {
        for line in 0..<cells.rows {
            let upper = first.query + line * zoom.weightsPerRow
            let isChosen = (upper..<upper + zoom.weightsPerRow).contains(cursor.query)
            let query = isChosen ? cursor.query : upper
            guard query < pattern.count else { return }
            let style = scene.theme[isChosen ? .accent : .dim]
            canvas.write(
                TokenText.listedWithoutSpace(token(query)), in: gutter.row(line), style: style, alignment: .right)
            if isChosen {
                canvas.put(Glyph("▸"), at: Point(column: gutter.right, row: gutter.top + line), style: style)
            }
        }
    }

    /// Tokens from top to bottom, letter by letter; across where cells are wide.
    private func drawKeyLabels(on canvas: inout Canvas) {
        for shown in 0..<cells.columns / zoom.columns {
            let key = first.key + shown
            let isChosen = key == cursor.key
            let style = scene.theme[isChosen ? .accent : .dim]
            let column = labels.left + shown * zoom.columns
            let text = TokenText.listedWithoutSpace(token(key))
            if zoom == .figures {
                let place = Rect(column: column, row: labels.top, columns: zoom.columns - 1, rows: 1)
                canvas.write(text, in: place, style: style, alignment: .center)
                continue
            }
            let letters = Array(text.prefix(labels.rows))
            for (index, letter) in letters.enumerated() {
                let row = labels.bottom - letters.count + index
                let narrow = String(letter).columnWidth <= zoom.columns ? String(letter) : "·"
                canvas.write(narrow, at: Point(column: column, row: row), style: style, within: labels)
            }
        }
    }
}

extension AttentionDisplay {
    /// Whether a weight is left out.
    func hides(query: Int, key: Int) -> Bool { hidesFirstToken && key == 0 || hidesDiagonal && key == query }
}
