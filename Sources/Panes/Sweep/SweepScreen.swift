import Generation
import Playground
import TextUI

/// The sweep screen: the prompt, a grid of texts, the figures as curves, and one text whole.
struct SweepScreen {
    let scene: Scene

    private var display: SweepDisplay { scene.state.sweep }
    private var layout: SweepLayout { SweepLayout(scene) }

    /// The prompt, with what the chosen setting leaves out of it.
    var promptPane: PromptPane {
        var facts: [String] = []
        var outside: Range<Int>?
        if let sequence {
            facts.append(scene.text(.tokens(sequence.prompt.tokens.count)))
            let dropped = sequence.window.dropped.count
            if dropped > 0 { facts.append(scene.text(.outside(dropped))) }
            outside = sequence.outside
        }
        if !scene.state.system.isEmpty { facts.append(scene.text(.withSystemText)) }
        let leaves = scene.state.model.loaded?.capabilities.isLocal == false
        return PromptPane(
            scene: scene, frame: layout.prompt, title: scene.text(.user) + (leaves ? " ↗" : ""),
            buffer: scene.state.user, facts: facts, outside: outside)
    }

    /// The prompt as the chosen row's model saw it, if it is still the one that is shown.
    private var sequence: PromptSequence? {
        guard let sweep = display.sweep, sweep.request.prompt == scene.state.prompt,
            sweep.rows.indices.contains(display.selection.row),
            let run = sweep.run(SweepDisplay.Cell(row: display.selection.row, sample: 0)), let prompt = run.prompt
        else { return scene.state.promptSequence }
        return PromptSequence(prompt, of: run.request.prompt, contextLength: run.request.contextLength)
    }

    /// Draws the screen between the top and the bottom line.
    func draw(on canvas: inout Canvas) {
        let layout = layout
        promptPane.draw(on: &canvas)
        if !layout.grid.isEmpty { SweepGridPane(scene: scene, layout: layout).draw(on: &canvas) }
        if !layout.curves.isEmpty { SweepCurves(scene: scene, layout: layout).draw(on: &canvas) }
        if !layout.text.isEmpty { SweepTextPane(scene: scene, layout: layout).draw(on: &canvas) }
    }

    /// What a press at a place means: a cell (once more: its run), a setting in the curves, or the prompt.
    func actions(at point: Point) -> [Action] {
        let layout = layout
        if layout.prompt.contains(point) {
            let focus: [Action] = scene.state.isPromptFocused ? [] : [.focus(.prompt)]
            return focus + [.edit(.moveCursor(to: promptPane.position(at: point), extending: false))]
        }
        let leave: [Action] = scene.state.isPromptFocused ? [.focus(.next)] : []
        if let cell = SweepGridPane(scene: scene, layout: layout).cell(at: point) {
            return leave + [.sweep(cell == display.selection ? .open : .select(cell))]
        }
        if let row = SweepCurves(scene: scene, layout: layout).row(at: point) {
            return leave + [.sweep(.select(SweepDisplay.Cell(row: row, sample: display.selection.sample)))]
        }
        return leave
    }

    /// Shows the chosen text so many lines further.
    func scrollText(by rows: Int) -> [Action] {
        let pane = SweepTextPane(scene: scene, layout: layout)
        return [.sweep(.scrollText(to: min(pane.lastLine, max(0, min(pane.lastLine, display.line) + rows))))]
    }

    /// The facts of the top line.
    var status: (left: [StatusLine.Segment], right: [StatusLine.Segment]) {
        var left = [
            StatusLine.Segment([Span("mirilla  ", .accent), Span(scene.text(.sweepTitle), .strong)], priority: 9)
        ]
        let model = display.sweep?.model ?? scene.state.model.loaded
        if let model {
            let leaves = !model.capabilities.isLocal
            left.append(
                StatusLine.Segment((leaves ? "↗ " : "") + model.description.name, leaves ? .warning : .dim, priority: 4)
            )
        }
        guard let sweep = display.sweep else { return (left, []) }
        var right: [StatusLine.Segment] = []
        let count = sweep.runs.count
        let done = sweep.rows.reduce(0) { $0 + $1.samples.count }
        if sweep.isActive {
            right.append(
                StatusLine.Segment(
                    [Span("● ", .accent), Span(scene.text(.samplesDone(done, of: count)), .text)], priority: 8,
                    gauge: Gauge(Double(done) / Double(max(1, count)))))
        } else {
            right.append(StatusLine.Segment(scene.text(.samplesDone(done, of: count)), .text, priority: 8))
        }
        right.append(StatusLine.Segment(scene.text(.distinctTexts(sweep.distinctCount)), .text, priority: 6))
        if sweep.model.capabilities.isLocal {
            right.append(StatusLine.Segment(scene.text(.prefillCost(sweep.prefillTokens)), .dim, priority: 5))
        }
        let seed = sweep.request.sampling.seed
        let last = seed &+ UInt64(sweep.grid.sampleCount - 1)
        right.append(
            StatusLine.Segment(
                [Span("\(scene.text(.seed)) ", .dim), Span(last == seed ? "\(seed)" : "\(seed)–\(last)", .text)],
                priority: 3))
        return (left, right)
    }
}
