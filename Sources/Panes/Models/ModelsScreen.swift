import Generation
import Playground
import TextUI

/// The models screen: everything that can be opened, what is known about the chosen one, and what is being fetched.
struct ModelsScreen {
    let scene: Scene

    private var display: ModelsDisplay { scene.state.models }
    private var layout: ModelsLayout { ModelsLayout(scene) }

    /// How many models a page has.
    var pageRows: Int { max(1, layout.table.rows - 2) }

    /// The model at a place of the screen.
    func model(at point: Point) -> String? {
        let rows = ModelRows(scene, columns: layout.table.columns)
        return rows.table.row(at: point, in: layout.table).flatMap { rows.references[$0] }
    }

    /// Draws the screen between the top and the bottom line.
    func draw(on canvas: inout Canvas) {
        let layout = layout
        if layout.isFramed {
            PaneFrame(scene.text(.models), facts: facts, isFocused: scene.state.overlay == nil)
                .draw(in: layout.list, on: &canvas, theme: scene.theme)
        }
        drawField(in: layout.field, on: &canvas)
        ModelRows(scene, columns: layout.table.columns).table.draw(in: layout.table, on: &canvas, theme: scene.theme)
        if let pull = display.pull { PullPane(scene: scene, pull: pull).draw(in: layout.pull, on: &canvas) }
        if !layout.details.isEmpty { ModelDetails(scene: scene).draw(in: layout.details, on: &canvas) }
    }

    private var facts: [String] {
        var facts = [
            scene.text(
                .modelCount(display.shown.count { !$0.isUnreachable }, of: display.listings.count { !$0.isUnreachable })
            )
        ]
        if display.isListing { facts.append(scene.text(.looking)) }
        return facts
    }

    private func drawField(in line: Rect, on canvas: inout Canvas) {
        let theme = scene.theme
        switch display.field {
        case .pull(let name):
            TextField(name, cursor: name.utf8.count, placeholder: scene.text(.pullPlaceholder), prompt: "↓")
                .draw(in: line, on: &canvas, theme: theme)
        case .search:
            TextField(
                display.query, cursor: display.query.utf8.count, placeholder: scene.text(.searchPlaceholder),
                prompt: "/"
            ).draw(in: line, on: &canvas, theme: theme)
        case nil where !display.query.isEmpty:
            TextField(display.query, prompt: "/").draw(in: line, on: &canvas, theme: theme)
        case nil:
            canvas.write(scene.text(.modelsHint), in: line, style: theme[.placeholder])
        }
    }
}
