import Generation
import Playground
import TextUI

/// The embeddings screen: a form first, then a map with what there is to know about a text beside it.
struct EmbeddingsScreen {
    let scene: Scene

    private var display: EmbeddingsDisplay { scene.state.embeddings }
    private var layout: EmbeddingsLayout { EmbeddingsLayout(scene) }

    /// Draws the screen between the top and the bottom line.
    func draw(on canvas: inout Canvas) {
        let layout = layout
        guard !display.showsForm else {
            CorpusFormPane(scene: scene, layout: layout).draw(on: &canvas)
            return
        }
        MapPane(scene: scene, layout: layout).draw(on: &canvas)
        VectorPane(scene: scene, layout: layout).draw(on: &canvas)
    }

    /// What a press at a place means: a line of the form, a point, a tab, or one of the nearest.
    func actions(at point: Point) -> [Action] {
        let layout = layout
        guard !display.showsForm else {
            let pane = CorpusFormPane(scene: scene, layout: layout)
            if let collection = pane.collection(at: point) {
                return [
                    .embeddings(.selectRow(.collection)), .embeddings(.turn(collection - display.form.collection)),
                ]
            }
            guard let row = pane.row(at: point) else { return [] }
            if row == .origin, let origin = pane.origin(at: point) {
                let current = CorpusForm.Origin.allCases.firstIndex(of: display.form.origin) ?? 0
                return [.embeddings(.selectRow(.origin)), .embeddings(.turn(origin - current))]
            }
            return [.embeddings(.selectRow(row))] + (row == .start ? [.embeddings(.enter)] : [])
        }
        if let index = MapPane(scene: scene, layout: layout).text(at: point) { return [.embeddings(.pick(index))] }
        return VectorPane(scene: scene, layout: layout).actions(at: point)
    }

    /// What the wheel means: over the map it zooms at its place, elsewhere it chooses another of the nearest.
    func scroll(columns: Int, rows: Int, at point: Point) -> [Action] {
        guard !display.showsForm else { return [.embeddings(.moveRow(by: rows.signum()))] }
        if let place = MapPane(scene: scene, layout: layout).place(at: point) {
            return columns != 0
                ? [.embeddings(.pan(columns: columns.signum(), rows: 0))]
                : [.embeddings(.zoom(by: -rows.signum(), around: place))]
        }
        return [.embeddings(.moveChoice(by: rows.signum()))]
    }

    /// The facts of the top line.
    var status: (left: [StatusLine.Segment], right: [StatusLine.Segment]) {
        var left = [
            StatusLine.Segment([Span("mirilla  ", .accent), Span(scene.text(.embeddings), .strong)], priority: 9)
        ]
        var right: [StatusLine.Segment] = []
        if display.isWorking {
            let progress = display.progress
            let text = progress.map { scene.text(.embedded($0.doneCount, of: $0.totalCount)) }
            right.append(
                StatusLine.Segment(
                    [Span("● ", .accent), Span(text ?? scene.text(.readingCorpus), .text)], priority: 8,
                    gauge: progress.map { Gauge($0.fraction) }))
        }
        guard let mapped = display.mapped, !display.showsForm else { return (left, right) }
        left.append(
            StatusLine.Segment(
                (mapped.isLocal ? "" : "↗ ") + mapped.modelName, mapped.isLocal ? .dim : .warning, priority: 6))
        if let source = mapped.corpus.source {
            let name = source.split(separator: "/").last.map(String.init) ?? source
            left.append(
                StatusLine.Segment(
                    [name, mapped.corpus.column].compactMap(\.self).joined(separator: " · "), .dim, priority: 3))
        }
        right.append(StatusLine.Segment(scene.text(.textCount(mapped.corpus.texts.count)), .text, priority: 5))
        right.append(StatusLine.Segment(scene.text(.vectorLength(mapped.dimensions)), .dim, priority: 4))
        return (left, right)
    }
}
