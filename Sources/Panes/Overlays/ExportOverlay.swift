import Playground
import TextUI

/// What can be written to a file, and the file's name.
struct ExportOverlay {
    let scene: Scene
    let menu: ExportMenu

    /// Draws the menu.
    func draw(on canvas: inout Canvas) {
        let size = scene.layout.size
        let theme = scene.theme
        let popup = Popup(
            scene.text(.exportTitle),
            contentSize: Size(columns: min(64, size.columns - 6), rows: min(menu.formats.count + 4, size.rows - 4)))
        let screen = Rect(origin: .zero, size: size)
        popup.draw(in: screen, on: &canvas, theme: theme)
        let content = popup.content(in: screen)
        TextField(menu.path, cursor: menu.path.utf8.count, prompt: "\(scene.text(.exportFile)) ›")
            .draw(in: content.row(0), on: &canvas, theme: theme)
        let list = content.inset(top: 2, bottom: 2)
        ListView(menu.formats.map { Line(scene.text(.name($0))) }, selected: menu.selection)
            .draw(in: list, on: &canvas, theme: theme)
        canvas.write(scene.text(.exportHint), in: content.row(content.rows - 1), style: theme[.faint])
    }
}
