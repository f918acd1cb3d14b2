import Generation
import Playground
import TextUI

/// The greatest weights of a row, greatest first.
struct WeightRanking {
    let scene: Scene
    let sequence: ShownSequence
    let shade: AttentionShade

    /// Draws one weight in a row with its bar, or as many side by side as fit.
    func draw(in rect: Rect, isColumn: Bool, on canvas: inout Canvas) {
        guard !rect.isEmpty else { return }
        // Of weights that read as nothing only a few are worth a line.
        let ranked = shade.ranked(isColumn ? rect.rows : 24).enumerated()
            .filter { $0.element.index < sequence.count && ($0.offset < 3 || $0.element.weight >= 0.005) }
            .map(\.element)
        guard isColumn else {
            drawInLines(ranked.map { ($0.weight, sequence[$0.index]) }, in: rect, on: &canvas)
            return
        }
        for (row, entry) in ranked.enumerated() {
            let line = rect.row(row)
            let position = String(entry.index + 1)
            canvas.write(Figure.fixed(entry.weight, decimals: 2), in: line, style: scene.theme[.text])
            let bar = line.inset(left: 5, right: line.columns - 5 - max(4, line.columns / 3))
            let strength = shade.strength(entry.weight)
            Bar(strength, color: scene.theme.attention.color(at: max(0.25, strength)))
                .draw(in: bar, on: &canvas, theme: scene.theme)
            canvas.write(
                TokenText.listed(sequence[entry.index]), in: line.inset(left: bar.right - line.left + 1, right: 6),
                style: scene.theme[row == 0 ? .strong : .text])
            canvas.write(position, in: line, style: scene.theme[.faint], alignment: .right)
        }
    }

    private func drawInLines(_ ranked: [(Double, Token)], in rect: Rect, on canvas: inout Canvas) {
        var row = 0
        var column = 0
        for (weight, token) in ranked {
            let figure = Figure.fixed(weight, decimals: 2)
            let name = TokenText.listed(token).truncated(toColumns: 14)
            let width = figure.columnWidth + 1 + name.columnWidth
            if column > 0, column + width > rect.columns { (row, column) = (row + 1, 0) }
            guard row < rect.rows else { return }
            let point = rect.row(row).origin.moved(columns: column)
            let end = canvas.write(figure, at: point, style: scene.theme[.dim], within: rect)
            canvas.write(name, at: Point(column: end + 1, row: point.row), style: scene.theme[.text], within: rect)
            column += width + 3
        }
    }
}
