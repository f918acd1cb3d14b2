import Playground
import TextUI

/// The field for the values of a sweep.
struct SweepValuesOverlay {
    let scene: Scene
    let text: String

    /// Draws the field.
    func draw(on canvas: inout Canvas) {
        let size = scene.layout.size
        let columns = min(60, size.columns - 6)
        let note = Paragraph(text: scene.text(.sweepValuesNote), style: scene.theme[.dim])
        let rows = min(note.rows(columns: columns) + 2, size.rows - 4)
        let popup = Popup(
            scene.text(.sweepValuesTitle), facts: [scene.text(.name(scene.state.sweep.knob))],
            contentSize: Size(columns: columns, rows: rows))
        let screen = Rect(origin: .zero, size: size)
        popup.draw(in: screen, on: &canvas, theme: scene.theme)
        let content = popup.content(in: screen)
        TextField(text, cursor: text.utf8.count, placeholder: scene.text(.sweepValuesPlaceholder), prompt: "›")
            .draw(in: content.row(0), on: &canvas, theme: scene.theme)
        note.draw(in: content.inset(top: 2), on: &canvas)
    }
}
