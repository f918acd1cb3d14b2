import Playground
import TextUI

/// A field for a text to branch with, or for a branch's name.
struct BranchOverlay {
    let scene: Scene
    let title: Phrase
    let text: String
    let placeholder: Phrase
    var note: Phrase?

    /// Draws the field.
    func draw(on canvas: inout Canvas) {
        let size = scene.layout.size
        let columns = min(68, size.columns - 6)
        let note = note.map { Paragraph(text: scene.text($0), style: scene.theme[.dim]) }
        let rows = min(note.map { $0.rows(columns: columns) + 2 } ?? 1, size.rows - 4)
        let popup = Popup(scene.text(title), contentSize: Size(columns: columns, rows: rows))
        let screen = Rect(origin: .zero, size: size)
        popup.draw(in: screen, on: &canvas, theme: scene.theme)
        let content = popup.content(in: screen)
        // A space at the front matters, so every space is seen.
        let shown = TokenText.visible(text, space: "·")
        TextField(shown, cursor: shown.utf8.count, placeholder: scene.text(placeholder), prompt: "›")
            .draw(in: content.row(0), on: &canvas, theme: scene.theme)
        note?.draw(in: content.inset(top: 2), on: &canvas)
    }
}

extension BranchOverlay {
    /// The field for a text to branch with.
    static func entry(_ text: String, _ scene: Scene) -> BranchOverlay {
        BranchOverlay(
            scene: scene, title: .branchEntryTitle, text: text, placeholder: .branchEntryPlaceholder,
            note: .branchEntryExplanation(scene.state.branchPosition ?? 0, of: scene.state.run?.steps.count ?? 0))
    }

    /// The field for a new preset's name.
    static func presetName(_ text: String, _ scene: Scene) -> BranchOverlay {
        BranchOverlay(
            scene: scene, title: .presetNameTitle, text: text, placeholder: .presetNamePlaceholder,
            note: .presetNameExplanation)
    }

    /// The field for a branch's name.
    static func name(_ text: String, _ scene: Scene) -> BranchOverlay {
        BranchOverlay(scene: scene, title: .branchNameTitle, text: text, placeholder: .branchNamePlaceholder)
    }
}
