import Generation
import Playground
import TextUI

/// Why the chosen head bears its label: every kind's score, threshold, formula and source.
struct HeadLabelsOverlay {
    let scene: Scene

    /// Draws the overlay.
    func draw(on canvas: inout Canvas) {
        let theme = scene.theme
        let display = scene.state.attention
        let size = scene.layout.size
        let screen = Rect(origin: .zero, size: size)
        let columns = min(88, size.columns - 6)
        let kinds = HeadScores.Kind.allCases
        let note = Paragraph(text: scene.text(.headLabelsNote), style: theme[.dim])
        // Formula and source stand below the score where there is room.
        let details = size.rows >= 30 ? 2 : size.rows >= 20 ? 1 : 0
        let noteRows = min(note.rows(columns: columns), max(0, size.rows - 6 - kinds.count * (1 + details)))
        let head = "\(scene.text(.layerLetter))\(display.layer + 1) · \(scene.text(.headLabel)) \(display.head + 1)"
        let popup = Popup(
            scene.text(.headLabels), facts: [head],
            contentSize: Size(columns: columns, rows: kinds.count * (1 + details) + 1 + noteRows))
        popup.draw(in: screen, on: &canvas, theme: theme)
        let content = popup.content(in: screen)
        for (index, kind) in kinds.enumerated() {
            draw(kind, details: details, in: content.inset(top: index * (1 + details)), on: &canvas)
        }
        note.draw(in: content.inset(top: kinds.count * (1 + details) + 1), on: &canvas)
    }

    private func draw(_ kind: HeadScores.Kind, details: Int, in room: Rect, on canvas: inout Canvas) {
        let theme = scene.theme
        let display = scene.state.attention
        let scores = scene.state.headScores
        let isLabel = scores?.label(layer: display.layer, head: display.head) == kind
        let line = room.row(0)
        let name = "\(kind.letter) \(scene.text(.name(kind)))"
        canvas.write(name, in: line, style: theme[kind.role].adding(isLabel ? .bold : []))
        if isLabel {
            canvas.put(Glyph("◂"), at: line.origin.moved(columns: name.columnWidth + 1), style: theme[.accent])
        }
        if let score = scores?.score(kind, layer: display.layer, head: display.head) {
            let threshold = scores?.thresholds[kind]
            let limit = threshold.map { " ≥ \(Figure.fixed(Double($0), decimals: 2))" } ?? ""
            let isReached = threshold.map { score >= $0 } ?? false
            let figure = Figure.fixed(Double(score), decimals: 3)
            canvas.write(limit, in: line, style: theme[.faint], alignment: .right)
            canvas.write(
                figure, in: line.inset(right: limit.columnWidth), style: theme[isReached ? .strong : .dim],
                alignment: .right)
            let bar = line.inset(left: 20, right: limit.columnWidth + 8)
            Bar(
                Double(score), reference: threshold.map(Double.init), role: .barMuted,
                color: isReached ? theme[kind.role].foreground : nil
            ).draw(in: bar, on: &canvas, theme: theme)
        } else {
            canvas.write(scene.text(.notMeasured), in: line, style: theme[.faint], alignment: .right)
        }
        if details > 0 { canvas.write(scene.text(.formula(kind)), in: room.row(1).inset(left: 2), style: theme[.text]) }
        if details > 1 { canvas.write(scene.text(.source(kind)), in: room.row(2).inset(left: 2), style: theme[.faint]) }
    }
}

/// What query, key and value are, in the words of a search.
struct QueryKeyValueOverlay {
    let scene: Scene

    /// Draws the overlay.
    func draw(on canvas: inout Canvas) {
        Dialog(
            scene: scene, title: scene.text(.queryKeyValue),
            paragraphs: [
                (scene.text(.queryExplanation), .text), (scene.text(.keyExplanation), .text),
                (scene.text(.valueExplanation), .text), (scene.text(.weightExplanation), .dim),
            ],
            answers: [("Esc", scene.text(.close))]
        ).draw(on: &canvas)
    }
}
