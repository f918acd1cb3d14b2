import Generation
import Playground
import TextUI

/// The chosen text whole, its figures, and what its context left out of the prompt.
struct SweepTextPane {
    let scene: Scene
    let layout: SweepLayout

    private var display: SweepDisplay { scene.state.sweep }
    private var run: Run? { display.sweep?.run(display.selection) }

    /// The greatest first line that makes sense.
    var lastLine: Int { max(0, (flow?.lineCount ?? 0) - parts.text.rows) }

    private var flow: TokenFlow? {
        guard let run else { return nil }
        var pieces = run.steps.map { (text: $0.token.isSpecial ? $0.token.text : $0.text, style: scene.tint($0)) }
        if run.isActive { pieces.append(("▌", scene.theme[.accent])) }
        return TokenFlow(pieces, in: parts.text)
    }

    /// The lines for what was left out, and those for the text.
    private var parts: (dropped: Rect, text: Rect) {
        let content = layout.content(layout.text)
        let rows = dropped == nil ? 0 : min(2, content.rows / 3)
        let parts = content.split(rows: [.fixed(rows), .rest])
        return (parts[0], parts[1])
    }

    /// What the model did not see of the prompt.
    private var dropped: String? {
        guard let sweep = display.sweep, sweep.rows.indices.contains(display.selection.row) else { return nil }
        let tokens = sweep.rows[display.selection.row].droppedTokens
        return tokens.isEmpty ? nil : TokenText.visible(TokenText.pieces(Array(tokens)).joined())
    }

    /// Draws the pane.
    func draw(on canvas: inout Canvas) {
        PaneFrame(title, facts: facts).draw(in: layout.text, on: &canvas, theme: scene.theme)
        let parts = parts
        guard let run, let flow else {
            Paragraph(text: scene.text(.sweepTextPlaceholder), style: scene.theme[.placeholder])
                .draw(in: parts.text, on: &canvas)
            return
        }
        if let dropped {
            Paragraph(
                text: scene.text(.notSeen(dropped, columns: parts.dropped.columns * parts.dropped.rows)),
                style: scene.theme[.disabled]
            )
            .draw(in: parts.dropped, on: &canvas)
        }
        flow.draw(in: parts.text, from: min(lastLine, display.line), on: &canvas, theme: scene.theme)
        if case .failed(let failure) = run.status {
            Paragraph(text: scene.text(.failure(failure)), style: scene.theme[.error]).draw(in: parts.text, on: &canvas)
        }
    }

    private var title: String {
        guard let sweep = display.sweep else { return scene.text(.output) }
        let value = Parameter(sweep.knob, for: sweep.model).written(sweep.value(ofRow: display.selection.row))
        return "\(scene.text(.shortName(sweep.knob))) \(value) · \(scene.text(.sample(display.selection.sample + 1)))"
    }

    private var facts: [String] {
        guard let run, !run.steps.isEmpty else { return [] }
        let figures = RunFigures(run.steps)
        var facts = [scene.text(.tokens(run.steps.count))]
        if let perplexity = figures.perplexity { facts.append("ppl \(Figure.brief(perplexity))") }
        facts.append("\(scene.text(.seed)) \(run.request.sampling.seed)")
        return facts
    }
}
