import TextUI

/// The field for a model reference, with what can be written there.
struct ModelEntryOverlay {
    let scene: Scene
    let reference: String

    /// Draws the field.
    func draw(on canvas: inout Canvas) {
        let size = scene.layout.size
        let columns = min(72, size.columns - 2)
        let note = Paragraph(text: scene.text(.modelEntryExplanation), style: scene.theme[.dim])
        let rows = note.rows(columns: columns - 4) + 4
        let frame = Rect(origin: .zero, size: size).centered(Size(columns: columns, rows: min(rows, size.rows - 2)))
        let popup = Popup(scene: scene, title: scene.text(.openModel), frame: frame)
        popup.draw(on: &canvas)
        InputField(text: reference, placeholder: scene.text(.modelEntryPlaceholder))
            .draw(in: popup.content.row(0), on: &canvas, theme: scene.theme)
        note.draw(in: popup.content.inset(top: 2), on: &canvas)
    }
}
