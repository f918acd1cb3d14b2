import TextUI

/// The field for a model reference, with what can be written there.
struct ModelEntryOverlay {
    let scene: Scene
    let reference: String

    /// Draws the field.
    func draw(on canvas: inout Canvas) {
        let size = scene.layout.size
        let columns = min(68, size.columns - 6)
        let note = Paragraph(text: scene.text(.modelEntryExplanation), style: scene.theme[.dim])
        let rows = min(note.rows(columns: columns) + 2, size.rows - 4)
        let popup = Popup(scene.text(.openModel), contentSize: Size(columns: columns, rows: rows))
        let screen = Rect(origin: .zero, size: size)
        popup.draw(in: screen, on: &canvas, theme: scene.theme)
        let content = popup.content(in: screen)
        TextField(
            reference, cursor: reference.utf8.count, placeholder: scene.text(.modelEntryPlaceholder), prompt: "›"
        ).draw(in: content.row(0), on: &canvas, theme: scene.theme)
        note.draw(in: content.inset(top: 2), on: &canvas)
    }
}
