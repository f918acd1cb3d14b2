import Generation
import Playground
import TextUI

/// The text, each token shaded by how much the chosen one looks at it, or by how much it looks at the chosen one.
struct PatternText {
    let scene: Scene
    private let heading: Rect
    private let body: Rect
    private let ranking: Rect

    init(scene: Scene, room: Rect) {
        self.scene = scene
        let hasColumn = room.columns >= 76
        let rankingRows = hasColumn ? 0 : room.rows >= 12 ? 3 : room.rows >= 6 ? 1 : 0
        let parts = room.split(rows: [
            .fixed(1), .fixed(room.rows >= 12 ? 1 : 0), .rest, .fixed(rankingRows > 1 ? 1 : 0), .fixed(rankingRows),
        ])
        heading = parts[0]
        let columns = parts[2].split(columns: [.rest, .fixed(hasColumn ? 34 : 0)], spacing: hasColumn ? 3 : 0)
        body = columns[0]
        ranking = hasColumn ? columns[1] : parts[4]
    }

    /// Draws heading, text and the greatest weights.
    func draw(on canvas: inout Canvas) {
        let direction = scene.state.attention.direction
        guard let pattern = scene.state.shownPattern, let sequence = scene.state.shownSequence,
            let shade = AttentionShade(pattern, scene: scene, from: direction)
        else { return }
        CursorLine(scene: scene).drawHeading(direction, in: heading, on: &canvas)
        canvas.write(
            scene.text(direction == .looksAt ? .directionHint : .otherDirectionHint), in: heading,
            style: scene.theme[.faint], alignment: .right)
        if let (flow, first) = flow(shade) { flow.draw(in: body, from: first, on: &canvas, theme: scene.theme) }
        WeightRanking(scene: scene, sequence: sequence, shade: shade)
            .draw(in: ranking, isColumn: ranking.left > body.left, on: &canvas)
    }

    /// The position of the token at a place of the screen.
    func position(at point: Point) -> Int? {
        guard body.contains(point), let pattern = scene.state.shownPattern, let (flow, first) = flow(nil) else {
            return nil
        }
        return flow.token(line: first + point.row - body.top, column: point.column - body.left)
            .flatMap { $0 < pattern.count ? $0 : nil }
    }

    /// The tokens that the model sees as running text, and the line to begin with.
    private func flow(_ shade: AttentionShade?) -> (flow: TokenFlow, first: Int)? {
        guard let pattern = scene.state.shownPattern, let sequence = scene.state.shownSequence,
            let cursor = scene.state.attentionCursor
        else { return nil }
        let theme = scene.theme
        let indices = (0..<pattern.count).map(pattern.window.sequenceIndex(ofKey:)).filter { $0 < sequence.count }
        let texts = TokenText.pieces(indices.map { sequence[$0] })
        var pieces: [(text: String, style: Style)] = []
        for (position, index) in indices.enumerated() {
            let text = index == 0 ? String(texts[position].drop { $0 == " " }) : texts[position]
            var style = theme[.faint]
            if position == cursor.query {
                style = theme[.cursor]
            } else if let shade, index < shade.weights.count, let weight = shade.weights[index] {
                style = scene.tinted(
                    theme[sequence[index].isSpecial ? .dim : .text], by: theme.attention, at: shade.strength(weight))
            }
            pieces.append((text, style))
        }
        let flow = TokenFlow(pieces, in: body)
        return (flow, flow.firstLine(showing: flow.line(of: cursor.query), rows: body.rows))
    }
}
