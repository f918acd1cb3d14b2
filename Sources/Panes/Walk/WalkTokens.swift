import Generation
import Playground
import TextUI

/// The most probable tokens with their figures from the unembedding to the draw, those of the chosen stop in front.
struct WalkTokens {
    let scene: Scene
    let walk: Walk
    let stop: Walk.Stop

    private static let figureColumns = 9

    /// Draws a heading and as many tokens as fit.
    func draw(in room: Rect, on canvas: inout Canvas) {
        guard room.rows > 1 else { return }
        let places = places(in: room)
        for (column, place) in places {
            canvas.write(
                scene.text(heading(column)), in: place.row(0),
                style: scene.theme[column == stop ? .accent : .dim], alignment: .right)
        }
        let figures = places.map { column, place in (column, place, walk.values(at: column)) }
        for (row, token) in walk.pass.topTokens.prefix(room.rows - 1).enumerated() {
            let line = room.row(row + 1)
            let isNext = token == scene.nextToken(of: walk)
            if isNext { canvas.put(Glyph("▸"), at: line.origin, style: scene.theme[.accent]) }
            let name = line.inset(left: 2, right: max(0, room.right - (places.first?.1.left ?? room.right)))
            canvas.write(TokenText.listed(token), in: name, style: scene.theme[isNext ? .strong : .text])
            for (column, place, values) in figures {
                draw(column, of: token, values, in: place.row(row + 1), on: &canvas)
            }
            let bar = line.inset(left: barStart(in: room))
            guard bar.columns > 3, let probability = probability(of: token) else { continue }
            Bar(probability, role: isNext ? .accent : .bar).draw(in: bar, on: &canvas, theme: scene.theme)
        }
    }

    private func draw(
        _ column: Walk.Stop, of token: Token, _ values: [Float], in place: Rect, on canvas: inout Canvas
    ) {
        var text = "–"
        switch column {
        case .draw:
            if let candidate = candidate(token) {
                text = candidate.cutBy.map { scene.text(.cut(by: $0)) } ?? Figure.percent(candidate.probability) + " %"
            }
        case .softmax: if token.id < values.count { text = Figure.percent(Double(values[token.id])) + " %" }
        default: if token.id < values.count { text = Figure.fixed(Double(values[token.id]), decimals: 2) }
        }
        canvas.write(
            text, in: place, style: scene.theme[column == stop ? .strong : .dim], alignment: .right)
    }

    private func candidate(_ token: Token) -> Candidate? {
        walk.inspection?.distribution.candidates.first { $0.token.id == token.id }
    }

    /// How probable a token is at the end: after all knobs, or inside a prompt by the softmax.
    private func probability(of token: Token) -> Double? {
        if stop == .draw, walk.inspection != nil { return candidate(token)?.probability ?? 0 }
        let values = walk.values(at: .softmax)
        return token.id < values.count ? Double(values[token.id]) : nil
    }

    // MARK: Columns

    private var columns: [Walk.Stop] {
        [.place(.logits), .temperature, .softmax] + (walk.inspection == nil ? [] : [.draw])
    }

    private func heading(_ column: Walk.Stop) -> Phrase {
        switch column {
        case .temperature: .divisor(walk.temperature)
        case .softmax: .name(.softmax)
        case .draw: .drawn
        default: .logit
        }
    }

    private func tokenColumns(in room: Rect) -> Int { min(20, max(10, room.columns / 4)) }

    private func width(_ column: Walk.Stop) -> Int {
        max(Self.figureColumns, scene.text(heading(column)).columnWidth + 1)
    }

    /// The columns that fit; the chosen one is always there.
    private func places(in room: Rect) -> [(Walk.Stop, Rect)] {
        var left = 2 + tokenColumns(in: room)
        var spare = room.columns - left
        let shown = columns.filter { column in
            let isNeeded = column == stop
            let others = columns.contains(stop) && !isNeeded ? width(stop) : 0
            guard width(column) + others <= spare || isNeeded else { return false }
            spare -= width(column)
            return true
        }
        return shown.map { column in
            defer { left += width(column) }
            return (
                column,
                Rect(column: room.left + left, row: room.top, columns: width(column), rows: room.rows)
                    .intersection(room)
            )
        }
    }

    private func barStart(in room: Rect) -> Int {
        places(in: room).last.map { $0.1.right - room.left + 2 } ?? room.columns
    }
}
