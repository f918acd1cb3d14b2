import Generation
import Playground
import TextUI

/// The matrix with what belongs to it: the weight under the cursor, the scale, and the greatest weights of the row.
struct MatrixView {
    let scene: Scene
    private let matrix: PatternMatrix?
    private let status: Rect
    private let legend: Rect
    private let ranking: Rect

    private static let rankingColumns = 30

    init(scene: Scene, room: Rect) {
        self.scene = scene
        let hasLegend = room.rows >= 16
        let spacing = room.rows >= 20 ? 1 : 0
        let parts = room.split(rows: [.rest, .fixed(spacing), .fixed(1), .fixed(hasLegend ? 1 : 0)])
        (status, legend) = (parts[2], parts[3])
        matrix = PatternMatrix(scene: scene, room: parts[0])
        ranking = matrix.map { Self.ranking(beside: $0, in: parts[0]) } ?? .zero
    }

    /// Where the greatest weights stand: at the right, as far down as the diagonal leaves the room free.
    private static func ranking(beside matrix: PatternMatrix, in room: Rect) -> Rect {
        let columns = min(rankingColumns + 12, max(rankingColumns, room.right - matrix.cells.right - 3))
        let place = Rect(
            column: room.right - columns, row: matrix.cells.top, columns: columns, rows: room.bottom - matrix.cells.top)
        guard place.left > matrix.cells.left else { return .zero }
        let rows = (0..<place.rows).prefix { matrix.lastColumn(ofRow: $0) + 3 < place.left }.count
        return rows >= 5 ? place.inset(bottom: place.rows - rows) : .zero
    }

    /// The weight at a place of the screen.
    func weight(at point: Point) -> (query: Int, key: Int)? { matrix?.weight(at: point) }

    /// How many queries are seen at once.
    var visibleQueries: Int { matrix?.visibleQueries ?? 1 }

    /// Draws everything.
    func draw(on canvas: inout Canvas) {
        guard let matrix else { return }
        matrix.draw(on: &canvas)
        CursorLine(scene: scene).draw(in: status, on: &canvas)
        drawLegend(on: &canvas)
        guard !ranking.isEmpty, let shade = AttentionShade(matrix.pattern, scene: scene, from: .looksAt) else { return }
        CursorLine(scene: scene).drawHeading(.looksAt, in: ranking.row(0), on: &canvas)
        let rows = min(ranking.rows - 2, 24)
        WeightRanking(scene: scene, sequence: matrix.sequence, shade: shade).draw(
            in: ranking.inset(top: 2, bottom: ranking.rows - 2 - rows), isColumn: true, on: &canvas)
    }

    /// What is left out.
    private var hidden: [Phrase] {
        let display = scene.state.attention
        return (display.hidesFirstToken ? [.firstHidden] : []) + (display.hidesDiagonal ? [.diagonalHidden] : [])
    }

    private func drawLegend(on canvas: inout Canvas) {
        guard !legend.isEmpty else { return }
        let theme = scene.theme
        let display = scene.state.attention
        let low = display.scale == .logarithmic ? "0.001" : "0"
        let high = display.scale == .rowMaximum ? scene.text(.rowMaximum) : "1"
        var point = legend.origin
        point.column = canvas.write(low + " ", at: point, style: theme[.dim], within: legend)
        let ramp = Rect(column: point.column, row: point.row, columns: min(28, legend.columns / 2), rows: 1)
        RampLegend(theme.attention, low: "", high: "").draw(in: ramp, on: &canvas, theme: theme)
        let words = ([Phrase.name(display.scale)] + hidden).map { scene.text($0) }
        point.column = canvas.write(
            " \(high)  \(words.joined(separator: " · "))", at: Point(column: ramp.right, row: point.row),
            style: theme[.dim], within: legend)
        let axes = scene.text(.axes)
        guard legend.right - point.column >= axes.columnWidth + 3 else { return }
        canvas.write(axes, in: legend, style: theme[.faint], alignment: .right)
    }
}

extension AttentionShade {
    /// The weights that the cursor's query gives, or those that its position gets from later ones.
    init?(_ pattern: ShownPattern, scene: Scene, from direction: AttentionDirection) {
        guard let cursor = scene.state.attentionCursor, let sequence = scene.state.shownSequence else { return nil }
        let display = scene.state.attention
        var weights = [Double?](repeating: nil, count: max(sequence.count, pattern.window.count))
        switch direction {
        case .looksAt:
            guard let row = pattern.row(cursor.query) else { return nil }
            for key in 0...cursor.query where key < row.endIndex && !display.hides(query: cursor.query, key: key) {
                weights[pattern.window.sequenceIndex(ofKey: key)] = Double(row[key])
            }
        case .isLookedAtBy:
            for query in cursor.query..<pattern.count where !display.hides(query: query, key: cursor.query) {
                weights[pattern.window.sequenceIndex(ofKey: query)] = pattern[query, cursor.query].map(Double.init)
            }
        }
        self.init(weights, scale: display.scale)
    }
}

/// The cursor in words: which token looks at which, and the exact weight.
struct CursorLine {
    let scene: Scene

    /// A position's token as it is listed.
    func token(_ position: Int) -> String {
        guard let pattern = scene.state.shownPattern, let sequence = scene.state.shownSequence else { return "" }
        let index = pattern.window.sequenceIndex(ofKey: position)
        return index < sequence.count ? TokenText.listed(sequence[index]) : ""
    }

    /// Writes `▸ ·do 47 looks at ·and 44   0.4238`.
    func draw(in line: Rect, on canvas: inout Canvas) {
        guard let cursor = scene.state.attentionCursor, let pattern = scene.state.shownPattern else { return }
        let theme = scene.theme
        let limit = max(4, (line.columns - 30) / 2)
        var point = canvas.advance("▸ ", at: line.origin, style: theme[.accent], within: line)
        func name(_ position: Int) {
            point = canvas.advance(
                token(position).truncated(toColumns: limit), at: point, style: theme[.strong], within: line)
            point = canvas.advance(" \(position + 1)", at: point, style: theme[.faint], within: line)
        }
        name(cursor.query)
        point = canvas.advance(" \(scene.text(.looksAt)) ", at: point, style: theme[.dim], within: line)
        name(cursor.key)
        let weight = pattern.isStale ? nil : pattern[cursor.query, cursor.key]
        let figure = weight.map { Figure.fixed(Double($0), decimals: 4) } ?? "…"
        point = canvas.advance("   \(figure)", at: point, style: theme[.accent], within: line)
        let hint = scene.text(.enterShowsArithmetic)
        guard scene.state.attention.combination == .single, line.right - point.column > hint.columnWidth + 3 else {
            return
        }
        canvas.write(hint, in: line, style: theme[.faint], alignment: .right)
    }

    /// Writes `·do looks at` or `·do is looked at by`.
    func drawHeading(_ direction: AttentionDirection, in line: Rect, on canvas: inout Canvas) {
        guard let cursor = scene.state.attentionCursor else { return }
        let words = scene.text(direction == .looksAt ? .looksAt : .isLookedAtBy)
        let name = token(cursor.query).truncated(toColumns: max(4, line.columns - words.columnWidth - 8))
        var point = canvas.advance(name, at: line.origin, style: scene.theme[.strong], within: line)
        point = canvas.advance(" \(cursor.query + 1) ", at: point, style: scene.theme[.faint], within: line)
        canvas.write(words, at: point, style: scene.theme[.dim], within: line)
    }
}

extension Canvas {
    /// Writes text and returns the place after it.
    mutating func advance(_ text: String, at point: Point, style: Style, within clip: Rect) -> Point {
        Point(column: write(text, at: point, style: style, within: clip), row: point.row)
    }
}
