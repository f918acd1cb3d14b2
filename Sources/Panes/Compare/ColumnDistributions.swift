import Generation
import Playground
import TextUI

/// What may come next at the same position of every column, each below its own.
struct ColumnDistributions {
    let scene: Scene
    let layout: CompareLayout

    private var compare: CompareDisplay { scene.state.compare }

    /// Draws the pane.
    func draw(on canvas: inout Canvas) {
        var facts: [String] = []
        if let position = compare.shownPosition {
            facts.append(scene.text(.atToken(position + 1)))
            if compare.position == nil, compare.firstParting != nil { facts.append(scene.text(.whereTextsPart)) }
        }
        PaneFrame(scene.text(.nextToken), facts: facts)
            .draw(in: layout.distributions, on: &canvas, theme: scene.theme)
        for (index, _) in layout.columns {
            draw(compare.columns[index], in: layout.distribution(of: index), on: &canvas)
        }
    }

    private func draw(_ column: CompareColumn, in room: Rect, on canvas: inout Canvas) {
        guard let run = column.run, let index = compare.shownStep(of: column), !room.isEmpty else { return }
        let step = run.steps[index]
        guard let distribution = step.distribution, !distribution.candidates.isEmpty else {
            Paragraph(text: scene.text(.noCandidates), style: scene.theme[.placeholder]).draw(in: room, on: &canvas)
            return
        }
        drawHeading(column, distribution, index, in: room.row(0), on: &canvas)
        let rows = room.rows - 1
        var listed = Array(distribution.candidates.prefix(rows))
        if let drawn = distribution.candidates.first(where: { $0.token.isSamePiece(as: step.token) }), !listed.isEmpty,
            !listed.contains(where: { $0.token.isSamePiece(as: drawn.token) })
        {
            listed[listed.count - 1] = drawn
        }
        for (row, candidate) in listed.enumerated() {
            draw(candidate, isDrawn: candidate.token.isSamePiece(as: step.token), in: room.row(row + 1), on: &canvas)
        }
    }

    private func drawHeading(
        _ column: CompareColumn, _ distribution: Distribution, _ index: Int, in line: Rect, on canvas: inout Canvas
    ) {
        canvas.write(
            scene.text(.entropyShort(distribution.entropyBits)), in: line, style: scene.theme[.dim])
        guard column.id != compare.baseline?.id, let divergences = compare.divergences(of: column),
            divergences.indices.contains(index)
        else { return }
        canvas.write(
            "KL \(Figure.fixed(divergences[index].bits, decimals: 2)) bits", in: line, style: scene.theme[.text],
            alignment: .right)
    }

    private func draw(_ candidate: Candidate, isDrawn: Bool, in line: Rect, on canvas: inout Canvas) {
        let theme = scene.theme
        let parts = line.split(columns: [.fixed(min(13, line.columns * 2 / 5)), .rest, .fixed(8)], spacing: 1)
        let role: TextUI.Role = isDrawn ? .strong : candidate.cutBy != nil ? .disabled : .text
        canvas.write((isDrawn ? "●" : " ") + TokenText.listed(candidate.token), in: parts[0], style: theme[role])
        if isDrawn { canvas.put(Glyph("●"), at: parts[0].origin, style: theme[.accent]) }
        Bar(candidate.probability, role: isDrawn ? .accent : .barMuted).draw(in: parts[1], on: &canvas, theme: theme)
        canvas.write(
            Figure.percent(candidate.probability) + " %", in: parts[2], style: theme[isDrawn ? .strong : .dim],
            alignment: .right)
    }
}
