import Foundation
import Generation
import Playground
import TextUI

/// The arithmetic of one weight, line by line, each as high as a row of cells.
struct ArithmeticRows {
    /// One row of cells.
    typealias Row = (Rect, inout Canvas) -> Void

    let scene: Scene
    let answer: AttentionArithmetic
    let columns: Int
    private(set) var rows: [Row] = []

    private static let labelColumns = 8

    /// How close the lines stand together.
    private struct Density {
        var hasSpacing = false
        /// Whether a strip that is too long goes on in the lower half of its row.
        var isPacked = false
        /// Whether the value's way to the head's output is shown.
        var hasOutput = true
    }

    /// The lines for a room: with air between them if there is room, otherwise without, and at worst without the last ones.
    init(scene: Scene, answer: AttentionArithmetic, room: Size) {
        (self.scene, self.answer, columns) = (scene, answer, room.columns)
        let densities = [
            Density(hasSpacing: true), Density(), Density(isPacked: true), Density(isPacked: true, hasOutput: false),
        ]
        for density in densities {
            rows = []
            build(density)
            if rows.count <= room.rows { return }
        }
    }

    private mutating func build(_ density: Density) {
        let before = scene.state.attention.showsUnrotated ? answer.unrotated : nil
        let query = before?.query ?? answer.queryVector
        let key = before?.key ?? answer.keyVector
        token(.query, at: answer.query, .queryMeaning)
        strip("q", query, density)
        token(.key, at: answer.key, .keyMeaning)
        strip("k", key, density)
        strip("q∘k", before == nil ? answer.products : zip(query, key).map { $0 * $1 }, density)
        if answer.unrotated != nil { rotation(before) }
        if density.hasSpacing { rows.append { _, _ in } }
        scores()
        if density.hasSpacing { rows.append { _, _ in } }
        token(.value, at: answer.key, .valueMeaning)
        strip("v", answer.valueVector, density)
        guard density.hasOutput else { return }
        strip("× \(Figure.fixed(Double(answer.weight), decimals: 2))", answer.contribution, density)
        strip(scene.text(.output).lowercased(), answer.output, density)
    }

    /// q·k, what it is multiplied by, the cap, the mask, the softmax.
    private mutating func scores() {
        guard answer.scores.indices.contains(answer.key) else { return }
        let score = Double(answer.scores[answer.key])
        let scaled = score * Double(answer.scale)
        let size = answer.queryVector.count
        sum("q·k", Figure.signed(score), scene.text(.sumOfStrip))
        let isUsual = abs(Double(answer.scale) * Double(size).squareRoot() - 1) < 1e-4
        sum(
            isUsual ? "÷ √\(size)" : "× \(Figure.fixed(Double(answer.scale), decimals: 3))", Figure.signed(scaled),
            isUsual ? scene.text(.headSize(size)) : scene.text(.scaleOfModel))
        if let cap = answer.scoreCap.map(Double.init), cap > 0 {
            sum(
                "cap \(Figure.fixed(cap, decimals: 0))", Figure.signed(AttentionArithmetic.capped(scaled, cap)),
                "c·tanh(x/c)")
        }
        let visible = answer.visibleKeys
        if answer.isVisible {
            sum(scene.text(.mask), "+0", scene.text(visible.lowerBound > 0 ? .insideWindow(visible.count) : .notFuture))
        } else {
            sum(scene.text(.mask), "-∞", scene.text(.outsideWindow(visible.count)))
        }
        sum(
            "softmax", "\(Figure.fixed(Double(answer.weight), decimals: 4))", scene.text(.overKeys(visible.count)),
            isResult: true)
    }

    private mutating func token(_ word: Phrase, at position: Int, _ meaning: Phrase) {
        let (scene, columns) = (scene, columns)
        rows.append { line, canvas in
            let theme = scene.theme
            var point = canvas.advance(scene.text(word), at: line.origin, style: theme[.strong], within: line)
            point.column = max(point.column + 1, line.left + Self.labelColumns)
            let name = CursorLine(scene: scene).token(position).truncated(toColumns: max(4, columns / 3))
            point = canvas.advance(name, at: point, style: theme[.accent], within: line)
            point = canvas.advance(" \(position + 1)", at: point, style: theme[.faint], within: line)
            let words = scene.text(meaning)
            guard line.right - point.column > words.columnWidth else { return }
            canvas.write(words, in: line, style: theme[.dim].adding(.italic), alignment: .right)
        }
    }

    private mutating func sum(_ label: String, _ figure: String, _ remark: String, isResult: Bool = false) {
        let scene = scene
        rows.append { line, canvas in
            let theme = scene.theme
            canvas.write(label, in: line, style: theme[isResult ? .strong : .text])
            let end = min(line.columns, Self.labelColumns + 10)
            canvas.write(
                figure, in: line.inset(left: Self.labelColumns, right: line.columns - end),
                style: theme[isResult ? .accent : .strong], alignment: .right)
            canvas.write(remark, in: line.inset(left: end + 2), style: theme[.dim])
        }
    }

    private mutating func rotation(_ before: AttentionArithmetic.Unrotated?) {
        let scene = scene
        let text: Phrase
        if let before {
            let product = zip(before.query, before.key).reduce(0) { $0 + Double($1.0 * $1.1) }
            text = .beforeRotation(Figure.signed(product))
        } else {
            text = .afterRotation
        }
        rows.append { line, canvas in
            canvas.write(scene.text(text), in: line.inset(left: Self.labelColumns), style: scene.theme[.dim])
        }
    }

    /// A vector as colours; figures stand in the cells where they are wide enough.
    private mutating func strip(_ label: String, _ vector: [Float], _ density: Density) {
        let scene = scene
        let values = vector.map(Double.init)
        let largest = values.lazy.map(abs).max() ?? 0
        let room = max(1, columns - Self.labelColumns)
        let cell = min(7, max(1, room / max(1, values.count)))
        let perRow = room / cell
        let isPacked = density.isPacked && values.count > perRow && !scene.theme.isMonochrome
        let perStep = isPacked ? 2 * perRow : perRow
        for start in stride(from: 0, to: values.count, by: perStep) {
            let part = Array(values[start..<min(values.count, start + perStep)])
            rows.append { line, canvas in
                if start == 0 { canvas.write(label, in: line, style: scene.theme[.dim]) }
                let place = line.inset(left: Self.labelColumns)
                if isPacked {
                    Self.drawPacked(part, perRow: perRow, largest: largest, in: place, on: &canvas, theme: scene.theme)
                } else {
                    let hasFigures = cell >= 4
                    // Without colours the figures alone say it.
                    if !hasFigures || !scene.theme.isMonochrome {
                        ColorStrip(part, maximum: largest, cellColumns: cell)
                            .draw(in: place, on: &canvas, theme: scene.theme)
                    }
                    guard hasFigures else { return }
                    for (index, value) in part.enumerated() {
                        let style = scene.theme.diverging.style(at: largest > 0 ? (value / largest + 1) / 2 : 0.5)
                        let place = Rect(column: place.left + index * cell, row: place.top, columns: cell, rows: 1)
                        let figure = cell >= 6 ? Figure.signed(value) : Figure.signedShort(value)
                        canvas.write(figure, in: place, style: style.over(scene.theme[.text]), alignment: .center)
                    }
                }
            }
        }
    }

    /// Twice as many values in a row: the first half above, the second half below.
    private static func drawPacked(
        _ values: [Double], perRow: Int, largest: Double, in line: Rect, on canvas: inout Canvas, theme: Theme
    ) {
        func color(_ index: Int) -> Color? {
            guard index < values.count, largest > 0 else { return nil }
            return theme.diverging.color(at: (values[index] / largest + 1) / 2)
        }
        for index in 0..<min(perRow, values.count) {
            let style = Style(
                foreground: color(index) ?? theme[.background].background, background: color(index + perRow))
            canvas.put(Glyph("▀"), at: line.origin.moved(columns: index), style: style)
        }
    }
}

extension AttentionArithmetic {
    /// A scaled score as the family's soft cap lets it through.
    static func capped(_ scaled: Double, _ cap: Double) -> Double { cap * tanh(scaled / cap) }
}
