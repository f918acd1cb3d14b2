import Generation
import Playground
import TextUI

/// Where the model looks: a map of all heads, the text shaded by the chosen one, and its greatest weights.
struct AttentionPane {
    let scene: Scene

    /// Draws the pane.
    func draw(on canvas: inout Canvas) {
        guard let room = scene.layout.content(.attention) else { return }
        PaneBorder(scene: scene, pane: .attention, facts: facts).draw(on: &canvas)
        guard let row = scene.state.shownAttention, let sequence = scene.state.shownSequence else {
            Paragraph(text: scene.text(placeholder), style: scene.theme[.placeholder]).draw(in: room, on: &canvas)
            return
        }
        let parts = Parts(room: room, row: row)
        let shade = AttentionShade(row, display: scene.state.attention, count: sequence.count)
        HeadMap(scene: scene, row: row, rect: parts.map).draw(on: &canvas)
        HeadLegend(scene: scene).draw(in: parts.legend, on: &canvas)
        drawText(sequence, shade: shade, row: row, in: parts.text, on: &canvas)
        WeightRanking(scene: scene, sequence: sequence, shade: shade).draw(
            in: parts.ranking, isColumn: scene.layout.arrangement == .wide, on: &canvas)
    }

    /// Why there is nothing to see.
    private var placeholder: Phrase {
        guard let model = scene.state.model.loaded?.capabilities, !model.disclosesAttention else {
            return .attentionPlaceholder
        }
        return .attentionUndisclosed(isLocal: model.isLocal)
    }

    /// The head at a place of the screen.
    func head(at point: Point) -> (layer: Int, head: Int)? {
        guard let room = scene.layout.content(.attention), let row = scene.state.shownAttention else { return nil }
        return HeadMap(scene: scene, row: row, rect: Parts(room: room, row: row).map).head(at: point)
    }

    /// Where the parts of the pane lie: side by side where there is room, otherwise below each other.
    private struct Parts {
        let map: Rect
        let legend: Rect
        let text: Rect
        let ranking: Rect

        init(room: Rect, row: AttentionRow) {
            if room.columns >= 84 {
                let mapColumns = HeadMap.columns(heads: row.headCount, limit: room.columns * 44 / 100)
                let parts = room.split(
                    columns: [.fixed(mapColumns), .rest, .fixed(room.columns >= 120 ? 36 : 28)], spacing: 3)
                let mapRows = min(row.layerCount + 1, parts[0].rows)
                map = Rect(origin: parts[0].origin, size: Size(columns: mapColumns, rows: mapRows))
                legend = parts[0].inset(top: mapRows + (parts[0].rows - mapRows > 3 ? 1 : 0))
                text = parts[1]
                ranking = parts[2]
                return
            }
            let mapRows = min(row.layerCount + 1, max(3, room.rows * 2 / 5))
            let rankingRows = room.rows >= 16 ? 4 : room.rows >= 8 ? 2 : 1
            let parts = room.split(rows: [.fixed(mapRows), .rest, .fixed(rankingRows)])
            map = parts[0]
            text = parts[1].inset(top: parts[1].rows >= 6 ? 1 : 0)
            ranking = parts[2]
            legend = .zero
        }
    }

    // MARK: The text

    /// From where the text is shown, and how far it can go.
    var textPlace: (first: Int, last: Int)? {
        guard let room = scene.layout.content(.attention), let row = scene.state.shownAttention,
            let sequence = scene.state.shownSequence
        else { return nil }
        let shade = AttentionShade(row, display: scene.state.attention, count: sequence.count)
        let body = body(of: Parts(room: room, row: row).text, window: row.window)
        let flow = flow(sequence, shade: shade, row: row, in: body)
        return place(flow, row: row, in: body)
    }

    /// The room of the text, without the line that tells how much is outside.
    private func body(of rect: Rect, window: ContextWindow) -> Rect {
        rect.inset(bottom: window.dropped.isEmpty || rect.rows < 3 ? 0 : 1)
    }

    private func place(_ flow: TokenFlow, row: AttentionRow, in body: Rect) -> (first: Int, last: Int) {
        let last = max(0, flow.lineCount - body.rows)
        if let line = scene.state.scroll[.attention] { return (min(last, line), last) }
        // The end of what the model saw is where the weights are.
        let newest = flow.line(of: row.window.count - Self.skipped(row.window).count)
        return (min(last, max(0, newest - body.rows + 2)), last)
    }

    private func drawText(
        _ sequence: ShownSequence, shade: AttentionShade, row: AttentionRow, in rect: Rect, on canvas: inout Canvas
    ) {
        let body = body(of: rect, window: row.window)
        guard !body.isEmpty else { return }
        let flow = flow(sequence, shade: shade, row: row, in: body)
        flow.draw(in: body, from: place(flow, row: row, in: body).first, on: &canvas, theme: scene.theme)
        if body.rows < rect.rows {
            let note = scene.text(.outside(row.window.dropped.count))
            canvas.write(note, in: rect.row(rect.rows - 1), style: scene.theme[.warning])
        }
    }

    private func flow(_ sequence: ShownSequence, shade: AttentionShade, row: AttentionRow, in room: Rect) -> TokenFlow {
        let skipped = Self.skipped(row.window)
        let indices =
            Array(0..<skipped.lowerBound) + Array(skipped.upperBound..<max(skipped.upperBound, sequence.count))
        let texts = TokenText.pieces(indices.map { sequence[$0] })
        var pieces: [(text: String, style: Style)] = []
        for (index, text) in zip(indices, texts) {
            let style = style(index, isSpecial: sequence[index].isSpecial, shade: shade, window: row.window)
            let shown = index == 0 ? String(text.drop { $0 == " " }) : text
            // A mark stands where the model's sight begins again.
            pieces.append(
                (
                    index + 1 == row.window.dropped.upperBound && index >= row.window.pinnedCount ? shown + "┊" : shown,
                    style
                ))
        }
        return TokenFlow(pieces, in: room)
    }

    /// What is so far outside the context that it is not laid out: a whole book would cost every frame its length.
    private static func skipped(_ window: ContextWindow) -> Range<Int> {
        let dropped = window.dropped
        return dropped.lowerBound..<max(dropped.lowerBound, dropped.upperBound - 2000)
    }

    private func style(_ index: Int, isSpecial: Bool, shade: AttentionShade, window: ContextWindow) -> Style {
        let theme = scene.theme
        if index == window.count, scene.state.explainedStep != nil { return theme[.cursor] }
        // Not there yet when the model looked.
        if index >= window.count { return theme[.faint] }
        if window.dropped.contains(index) { return theme[.disabled] }
        guard index < shade.weights.count, let weight = shade.weights[index] else { return theme[.dim] }
        return scene.tinted(theme[isSpecial ? .dim : .text], by: theme.attention, at: shade.strength(weight))
    }

    private var facts: [String] {
        guard let row = scene.state.shownAttention else { return [] }
        let display = scene.state.attention
        let isShort = scene.layout.arrangement == .single && !scene.layout.isFramed
        if isShort {
            return ["\(scene.text(.layerLetter))\(display.layer + 1)·\(display.head + 1)"]
        }
        let layer = scene.text(.layer(display.layer + 1, of: row.layerCount))
        var facts = ["\(layer) · \(scene.headName)"]
        if let label = scene.headLabel { facts[0] += " · \(label)" }
        facts.append(scene.text(.name(display.scale)))
        facts.append(scene.text(display.hidesFirstToken ? .firstHidden : .notExplanation))
        if display.hidesFirstToken { facts.append(scene.text(.notExplanation)) }
        return facts
    }
}
