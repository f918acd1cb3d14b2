import Generation
import Playground
import TextUI

/// The compare screen: the prompt, the columns, and what may come next in each of them.
struct CompareScreen {
    let scene: Scene

    private var compare: CompareDisplay { scene.state.compare }
    private var layout: CompareLayout { CompareLayout(scene) }

    /// The prompt of the chosen column.
    var promptPane: PromptPane {
        let own = compare.chosenColumn?.ownPrompt != nil
        var facts = [scene.text(own ? .ownPrompt(compare.chosen + 1) : .sharedPrompt)]
        if !scene.state.system.isEmpty { facts.append(scene.text(.withSystemText)) }
        let tokens = compare.chosenColumn?.run?.prompt?.tokens.count
        if let tokens { facts.append(scene.text(.tokens(tokens))) }
        let leaves = compare.columns.contains { column in
            compare.model(of: column)?.loaded?.capabilities.isLocal == false
        }
        return PromptPane(
            scene: scene, frame: layout.prompt, title: scene.text(.user) + (leaves ? " ↗" : ""),
            buffer: scene.state.columnPrompt, facts: facts, outside: outside)
    }

    /// What the chosen column's context leaves out of the prompt.
    private var outside: Range<Int>? {
        guard let column = compare.chosenColumn, let run = column.run, let prompt = run.prompt,
            run.request.prompt.writtenText == scene.state.columnPrompt.text
        else { return nil }
        let limit = column.settings.contextLength(for: run.model)
        return PromptSequence(prompt, of: run.request.prompt, contextLength: limit).outside
    }

    /// Draws the screen between the top and the bottom line.
    func draw(on canvas: inout Canvas) {
        let layout = layout
        promptPane.draw(on: &canvas)
        for (index, frame) in layout.columns {
            ColumnPane(scene: scene, index: index, frame: frame, isFramed: layout.isFramed).draw(on: &canvas)
        }
        if !layout.distributions.isEmpty { ColumnDistributions(scene: scene, layout: layout).draw(on: &canvas) }
    }

    /// What a press at a place means: a column, a token in it, or the prompt.
    func actions(at point: Point) -> [Action] {
        let layout = layout
        if layout.prompt.contains(point) {
            let focus: [Action] = scene.state.isPromptFocused ? [] : [.focus(.prompt)]
            return focus + [.edit(.moveCursor(to: promptPane.position(at: point), extending: false))]
        }
        let leave: [Action] = scene.state.isPromptFocused ? [.focus(.next)] : []
        for (index, frame) in layout.columns {
            if frame.contains(point) {
                let pane = ColumnPane(scene: scene, index: index, frame: frame, isFramed: layout.isFramed)
                let look = pane.step(at: point).map { [Action.compare(.selectPosition($0))] } ?? []
                return leave + [.compare(.select(index))] + look
            }
            if layout.distribution(of: index).contains(point) { return leave + [.compare(.select(index))] }
        }
        return leave
    }

    /// What the wheel means.
    func scroll(by rows: Int) -> [Action] {
        guard let (index, frame) = layout.columns.first(where: { $0.index == compare.chosen }) else { return [] }
        let pane = ColumnPane(scene: scene, index: index, frame: frame, isFramed: layout.isFramed)
        return [.compare(.scroll(to: max(0, min(pane.lastLine, pane.firstLine + rows))))]
    }

    /// The facts of the top line.
    var status: (left: [StatusLine.Segment], right: [StatusLine.Segment]) {
        let columns = compare.columns
        var right: [StatusLine.Segment] = []
        let active = columns.count(where: \.isActive)
        if active > 0 {
            right.append(
                StatusLine.Segment(
                    [Span("● ", .accent), Span(scene.text(.columnsRunning(active, of: columns.count)), .text)],
                    priority: 8))
        }
        let hosted = columns.contains { compare.model(of: $0)?.loaded?.capabilities.isLocal == false }
        if hosted { right.append(StatusLine.Segment(scene.text(.leavesMachine), .warning, priority: 7)) }
        if let offset = compare.firstParting, let step = compare.baseline?.run?.step(atOffset: offset) {
            right.append(StatusLine.Segment(scene.text(.partsAt(step + 1)), .warning, priority: 6))
        } else if active == 0, columns.count(where: { $0.run?.steps.isEmpty == false }) > 1 {
            right.append(StatusLine.Segment(scene.text(.sameTexts), .success, priority: 6))
        }
        let seen = layout.columns
        if seen.count < columns.count, let first = seen.first, let last = seen.last {
            right.append(
                StatusLine.Segment(
                    scene.text(.columnsSeen(first.index + 1, last.index + 1, of: columns.count)), .text, priority: 5))
        } else {
            right.append(StatusLine.Segment(scene.text(.columnCount(columns.count)), .dim, priority: 3))
        }
        let left = StatusLine.Segment(
            [Span("mirilla  ", .accent), Span(scene.text(.compareTitle), .strong)], priority: 9)
        return ([left], right)
    }
}
