import Playground
import TextUI

/// What is told in passing, above the footer at the right, the newest one lowest.
struct Toasts {
    let scene: Scene

    /// Draws the notices.
    func draw(on canvas: inout Canvas) {
        let size = scene.layout.size
        var bottom = scene.layout.footer.top
        for notice in scene.state.notices.reversed() {
            let text = scene.text(.notice(notice.content))
            let columns = min(64, size.columns - 6, max(1, text.columnWidth))
            let paragraph = Paragraph(text: text, style: scene.theme[role(notice.content)])
            let rows = min(4, paragraph.rows(columns: columns))
            let frame = Rect(
                column: size.columns - columns - 5, row: bottom - rows - 2, columns: columns + 4, rows: rows + 2)
            guard frame.top > 0 else { return }
            canvas.fill(frame, style: scene.theme[.popup].over(scene.theme[.background]))
            canvas.border(frame, style: scene.theme[.border])
            paragraph.draw(in: frame.inset(left: 2, top: 1, right: 2, bottom: 1), on: &canvas)
            bottom = frame.top
        }
    }

    private func role(_ content: Notice.Content) -> Role {
        switch content {
        case .runFailed, .draftNotSaved, .preferencesNotSaved, .historyFailed, .exportFailed, .branchFailed,
            .embeddingFailed:
            .error
        case .parameterRefused, .retrying: .warning
        case .noModel, .emptyPrompt, .valueRefused, .knobRejected, .commandUnavailable, .otherModel,
            .nothingToCompare, .weightsDiffer, .copyRefused:
            .warning
        case .copied, .modelLoaded, .modelPulled, .exported, .pruned, .runsDeleted, .recording,
            .presetSaved:
            .success
        case .pullCancelled, .openingCancelled, .traceTrimmed, .notRecording: .text
        }
    }
}
