import Generation
import Playground
import TextUI

/// How the weight under the cursor came about, as much of it as fits.
struct ArithmeticPane {
    let scene: Scene

    /// Draws the lines, or says why there are none.
    func draw(in room: Rect, on canvas: inout Canvas) {
        guard let answer = scene.state.shownArithmetic else {
            Paragraph(text: scene.text(reason), style: scene.theme[.placeholder]).draw(in: room, on: &canvas)
            return
        }
        let lines = ArithmeticRows(scene: scene, answer: answer, room: room.size)
        for (index, row) in lines.rows.prefix(room.rows).enumerated() { row(room.row(index), &canvas) }
    }

    /// Why there is no arithmetic to show.
    var reason: Phrase {
        if scene.state.attention.combination != .single { return .arithmeticOfOneHead }
        if let failure = scene.state.inquiries[.arithmetic]?.failure { return .failure(failure) }
        return scene.state.shownPattern == nil ? .attentionScreenPlaceholder : .looking
    }
}

/// The arithmetic in figures: every dimension of the head, and every key that the query can see.
struct ArithmeticTable {
    let scene: Scene
    /// Whether the lines of the arithmetic stand above the figures, because they have no place of their own.
    let hasSummary: Bool

    private static let figureColumns = 8
    private static let dimensionColumns = 4 + 6 * figureColumns

    /// Draws as much as fits, from the chosen line on.
    func draw(in room: Rect, on canvas: inout Canvas) {
        guard let answer = scene.state.shownArithmetic else {
            let reason = scene.text(ArithmeticPane(scene: scene).reason)
            Paragraph(text: reason, style: scene.theme[.placeholder]).draw(in: room, on: &canvas)
            return
        }
        let hasKeys = room.columns >= Self.dimensionColumns + 40
        let parts = room.split(
            columns: [hasKeys ? .fixed(Self.dimensionColumns) : .rest, hasKeys ? .rest : .fixed(0)], spacing: 3)
        draw(rows(answer, room: parts[0]), in: parts[0], on: &canvas)
        if hasKeys { draw(keyRows(answer), in: parts[1], on: &canvas) }
    }

    /// The greatest line to begin with.
    func lastFirstLine(in room: Rect) -> Int {
        guard let answer = scene.state.shownArithmetic else { return 0 }
        let lines = max(rows(answer, room: room).count, hasSummary ? 0 : answer.visibleKeys.count + 1)
        return max(0, lines - room.rows)
    }

    private func draw(_ rows: [ArithmeticRows.Row], in room: Rect, on canvas: inout Canvas) {
        let first = min(scene.state.attention.arithmeticLine, max(0, rows.count - room.rows))
        for line in 0..<room.rows where first + line < rows.count {
            // The heading of a table stays in sight.
            let index = line == 0 && !hasSummary ? 0 : first + line
            rows[index](room.row(line).inset(right: 1), &canvas)
        }
        ScrollBar(total: rows.count, visible: room.rows, first: first).draw(in: room, on: &canvas, theme: scene.theme)
    }

    private func rows(_ answer: AttentionArithmetic, room: Rect) -> [ArithmeticRows.Row] {
        let table = dimensionRows(answer)
        guard hasSummary else { return table }
        return ArithmeticRows(scene: scene, answer: answer, room: room.size).rows + [{ _, _ in }] + table
    }

    // MARK: Dimensions

    private func dimensionRows(_ answer: AttentionArithmetic) -> [ArithmeticRows.Row] {
        let scene = scene
        let before = scene.state.attention.showsUnrotated ? answer.unrotated : nil
        let query = before?.query ?? answer.queryVector
        let key = before?.key ?? answer.keyVector
        let vectors = [
            query, key, zip(query, key).map { $0 * $1 }, answer.valueVector, answer.contribution, answer.output,
        ]
        let largest = vectors.map { $0.lazy.map(abs).max() ?? 0 }
        let names = ["q", "k", "q∘k", "v", "w·v", scene.text(.output).lowercased()]
        let heading: ArithmeticRows.Row = { line, canvas in
            for (index, name) in names.enumerated() {
                canvas.write(name, in: Self.figure(index, in: line), style: scene.theme[.dim], alignment: .right)
            }
        }
        let dimensions: [ArithmeticRows.Row] = query.indices.map { dimension in
            { line, canvas in
                canvas.write(
                    String(dimension), in: line.inset(right: line.columns - 3), style: scene.theme[.faint],
                    alignment: .right)
                for (index, vector) in vectors.enumerated() where dimension < vector.count {
                    let share = largest[index] > 0 ? Double(vector[dimension] / largest[index]) : 0
                    let style =
                        scene.theme.isMonochrome
                        ? scene.theme[.text] : scene.theme.diverging.style(at: (share + 1) / 2).over(scene.theme[.text])
                    let place = Self.figure(index, in: line)
                    canvas.fill(place, style: style)
                    canvas.write(Figure.signed(Double(vector[dimension])), in: place, style: style, alignment: .right)
                }
            }
        }
        let sum = vectors[2].reduce(0) { $0 + Double($1) }
        let sums: ArithmeticRows.Row = { line, canvas in
            canvas.write("Σ", in: line.inset(right: line.columns - 3), style: scene.theme[.dim], alignment: .right)
            canvas.write(
                Figure.signed(sum), in: Self.figure(2, in: line), style: scene.theme[.accent], alignment: .right)
        }
        return [heading] + dimensions + [sums]
    }

    private static func figure(_ index: Int, in line: Rect) -> Rect {
        // Six of them, closer together where the line is short.
        let columns = min(figureColumns, max(6, (line.columns - 3) / 6))
        return Rect(column: line.left + 4 + index * columns, row: line.top, columns: columns - 1, rows: 1)
            .intersection(line)
    }

    // MARK: Keys

    /// The softmax over the row: every key that the query sees, the greatest weight first.
    private func keyRows(_ answer: AttentionArithmetic) -> [ArithmeticRows.Row] {
        let scene = scene
        let keys = answer.visibleKeys.filter(answer.weights.indices.contains)
            .sorted { (answer.weights[$0], $0) > (answer.weights[$1], $1) }
        let heading: ArithmeticRows.Row = { line, canvas in
            canvas.write(scene.text(.keysByWeight), in: line, style: scene.theme[.dim])
            canvas.write("q·k", in: Self.score(line), style: scene.theme[.dim], alignment: .right)
        }
        return [heading]
            + keys.map { key in
                { line, canvas in
                    let isChosen = key == answer.key
                    let weight = Double(answer.weights[key])
                    canvas.write(
                        Figure.fixed(weight, decimals: 4), in: line, style: scene.theme[isChosen ? .accent : .text])
                    let strength = scene.state.attention.scale.strength(
                        weight, highest: Double(answer.weights.max() ?? 0))
                    Bar(strength, color: scene.theme.attention.color(at: max(0.25, strength)))
                        .draw(
                            in: line.inset(left: 7, right: max(0, line.columns - 17)), on: &canvas, theme: scene.theme)
                    canvas.write(
                        CursorLine(scene: scene).token(key), in: line.inset(left: 18, right: 14),
                        style: scene.theme[isChosen ? .accent : .text])
                    canvas.write(
                        Figure.signed(Double(answer.scores[key])), in: Self.score(line),
                        style: scene.theme[isChosen ? .accent : .dim], alignment: .right)
                    canvas.write(String(key + 1), in: line, style: scene.theme[.faint], alignment: .right)
                }
            }
    }

    private static func score(_ line: Rect) -> Rect { line.inset(left: max(0, line.columns - 13), right: 5) }
}
