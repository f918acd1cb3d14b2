import Generation
import Playground
import TextUI

/// The history screen: every run that is remembered, the chosen one in full, or two side by side.
struct HistoryScreen {
    let scene: Scene

    private var display: HistoryDisplay { scene.state.history }
    private var layout: HistoryLayout { HistoryLayout(scene) }

    /// How many runs a page has.
    var pageRows: Int { max(1, layout.visibleRuns - 1) }

    /// From which line on the end of the shown text is in sight.
    private var lastDetailLine: Int {
        let layout = layout
        if let pair = display.pair {
            return zip([pair.older, pair.newer], layout.halves).map { run, frame in
                hiddenLines(text(of: run, in: pair), in: layout.content(of: frame))
            }.max() ?? 0
        }
        return display.detail.map { hiddenLines(PastRunText($0, scene), in: layout.content(of: layout.details)) } ?? 0
    }

    /// What the wheel means at a place: over a run's text it scrolls that, elsewhere it chooses another run.
    func scroll(by rows: Int, at point: Point) -> [Action] {
        guard display.pair != nil || layout.details.contains(point) else {
            return [.history(.choose(by: rows.signum()))]
        }
        return scrollText(by: rows)
    }

    /// Scrolls the text of the chosen run, or of both that are compared.
    func scrollText(by rows: Int) -> [Action] {
        let last = lastDetailLine
        return [.history(.scroll(to: min(last, max(0, min(last, display.detailLine) + rows))))]
    }

    /// What a click at a place means.
    func actions(at point: Point) -> [Action] {
        guard display.pair == nil else { return [] }
        let layout = layout
        return HistoryRows(scene, layout).run(at: point, in: layout.table).map { [.history(.select($0))] } ?? []
    }

    /// Draws the screen between the top and the bottom line.
    func draw(on canvas: inout Canvas) {
        let layout = layout
        if let pair = display.pair {
            draw(pair, layout, on: &canvas)
            return
        }
        if layout.isFramed {
            PaneFrame(scene.text(.history), facts: facts, isFocused: scene.state.overlay == nil)
                .draw(in: layout.list, on: &canvas, theme: scene.theme)
        }
        drawField(in: layout.field, on: &canvas)
        HistoryRows(scene, layout).draw(in: layout.table, on: &canvas, theme: scene.theme)
        if let failure = display.failure {
            let text = [scene.text(.failure(failure)), failure.hint].compactMap(\.self).joined(separator: " · ")
            let room = layout.table.inset(top: 1)
            canvas.fill(room, style: scene.theme[.background])
            Paragraph(text: text, style: scene.theme[.error]).draw(in: room, on: &canvas)
        }
        if !layout.details.isEmpty { drawDetails(layout, on: &canvas) }
    }

    private var facts: [String] {
        guard let page = display.page else { return [] }
        var facts = [scene.text(.runCount(page.matchCount, of: page.totalCount))]
        if let reference = display.query.modelReference { facts.append(reference) }
        if display.query.isStarredOnly { facts.append("*") }
        if !display.isRecording { facts.append(scene.text(.notRemembering)) }
        return facts
    }

    private func drawField(in line: Rect, on canvas: inout Canvas) {
        let theme = scene.theme
        let text = display.query.text
        switch display.field {
        case .note(let note):
            TextField(note, cursor: note.utf8.count, placeholder: scene.text(.notePlaceholder), prompt: "›")
                .draw(in: line, on: &canvas, theme: theme)
        case .search:
            TextField(text, cursor: text.utf8.count, placeholder: scene.text(.runSearchPlaceholder), prompt: "/")
                .draw(in: line, on: &canvas, theme: theme)
        case nil where !text.isEmpty:
            TextField(text, prompt: "/").draw(in: line, on: &canvas, theme: theme)
        case nil:
            canvas.write(scene.text(.historyHint), in: line, style: theme[.placeholder])
        }
    }

    private func drawDetails(_ layout: HistoryLayout, on canvas: inout Canvas) {
        let run = display.chosen == nil ? nil : display.detail
        PaneFrame(run?.summary.time ?? scene.text(.details), facts: run.map { [$0.summary.modelName] } ?? [])
            .draw(in: layout.details, on: &canvas, theme: scene.theme)
        guard let run else { return }
        let room = layout.content(of: layout.details)
        PastRunText(run, scene).view(in: room, from: display.detailLine).draw(in: room, on: &canvas, theme: scene.theme)
    }

    private func draw(_ pair: HistoryDisplay.Pair, _ layout: HistoryLayout, on canvas: inout Canvas) {
        for (run, frame) in zip([pair.older, pair.newer], layout.halves) {
            if layout.isFramed {
                PaneFrame(
                    run.summary.time, facts: [run.summary.modelName],
                    isFocused: scene.state.overlay == nil && run.summary.id == display.chosen?.id
                ).draw(in: frame, on: &canvas, theme: scene.theme)
            }
            let room = layout.content(of: frame)
            text(of: run, in: pair).view(in: room, from: display.detailLine)
                .draw(in: room, on: &canvas, theme: scene.theme)
        }
    }

    private func text(of run: PastRun, in pair: HistoryDisplay.Pair) -> PastRunText {
        let isOlder = run.summary.id == pair.older.summary.id
        return PastRunText(run, comparedWith: isOlder ? pair.newer : pair.older, isOlder: isOlder, scene)
    }

    private func hiddenLines(_ text: PastRunText, in room: Rect) -> Int {
        max(0, text.view(in: room, from: 0).wrapped.lines.count - room.rows)
    }
}
