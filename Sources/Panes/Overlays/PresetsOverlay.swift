import Documents
import Playground
import TextUI

/// The list of presets: name, what each is for, and what is wrong with files that are none.
struct PresetsOverlay {
    let scene: Scene
    let menu: PresetMenu

    /// What is wrong, file by file; all of them lie in the same folder, which need not be said.
    private var errors: [String] {
        scene.state.presets.errors.map { error in
            String(error.message.dropFirst(error.file.lastIndex(of: "/").map { error.file[...$0].count } ?? 0))
        }
    }

    /// Draws the list.
    func draw(on canvas: inout Canvas) {
        let size = scene.layout.size
        let theme = scene.theme
        let shown = menu.shown(of: scene.state.presets, in: scene.state.language)
        let columns = min(92, size.columns - 6)
        let rows = min(max(shown.count, 3) + 2 + min(errors.count, 3), size.rows - 4)
        let popup = Popup(scene.text(.presets), contentSize: Size(columns: columns, rows: rows))
        let screen = Rect(origin: .zero, size: size)
        popup.draw(in: screen, on: &canvas, theme: theme)
        let content = popup.content(in: screen)
        TextField(
            menu.query, cursor: menu.query.utf8.count, placeholder: scene.text(.presetsPlaceholder), prompt: "›"
        ).draw(in: content.row(0), on: &canvas, theme: theme)
        let parts = content.inset(top: 1).split(rows: [.rest, .fixed(min(errors.count, 3, max(0, content.rows - 3)))])
        ListView(
            shown.map { preset in
                Line([
                    Span(preset.name, .text),
                    Span("  " + TokenText.visible(preset.description), .dim),
                ])
            }, selected: shown.isEmpty ? nil : min(menu.selection, shown.count - 1),
            placeholder: scene.text(.nothingFound)
        ).draw(in: parts[0].inset(top: 1), on: &canvas, theme: theme)
        for (row, error) in errors.prefix(parts[1].rows).enumerated() {
            Line(error, .error).draw(in: parts[1].row(row), on: &canvas, theme: theme)
        }
    }
}

/// The variables of a preset, one below the other.
struct PresetFormOverlay {
    let scene: Scene
    let form: PresetForm

    /// Draws the form.
    func draw(on canvas: inout Canvas) {
        let size = scene.layout.size
        let theme = scene.theme
        let columns = min(84, size.columns - 6)
        let rows = min(form.variables.count + 2, size.rows - 4)
        let popup = Popup(form.preset.name, contentSize: Size(columns: columns, rows: rows))
        let screen = Rect(origin: .zero, size: size)
        popup.draw(in: screen, on: &canvas, theme: theme)
        let content = popup.content(in: screen)
        let list = content.inset(bottom: 2)
        let labels = min(columns / 3, (form.variables.map(\.name.columnWidth).max() ?? 0) + 2)
        let first = ScrollBar.first(showing: form.selection, of: form.variables.count, visible: list.rows, from: 0)
        for row in 0..<max(0, min(list.rows, form.variables.count - first)) {
            let variable = form.variables[first + row]
            let isChosen = first + row == form.selection
            let line = list.row(row)
            canvas.write(
                variable.name, in: line.inset(right: line.columns - labels + 1), style: theme[isChosen ? .accent : .dim]
            )
            let text = TokenText.visible(variable.value)
            TextField(text, cursor: isChosen ? text.utf8.count : nil)
                .draw(in: line.inset(left: labels), on: &canvas, theme: theme)
        }
        canvas.write(scene.text(.presetFormHint), in: content.row(content.rows - 1), style: theme[.faint])
    }
}
