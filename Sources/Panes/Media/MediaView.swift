import Generation
import Playground
import TextUI

/// A picture or a video on its way and when it is there: what it looks like, how far it is, where its file lies.
struct MediaView {
    let scene: Scene
    let run: Run

    /// Draws the picture above the words about it.
    func draw(in room: Rect, on canvas: inout Canvas) {
        let words = Paragraph(text: lines.map(scene.text).joined(separator: "\n"), style: scene.theme[.dim])
        let rows = min(room.rows, words.rows(columns: room.columns))
        let gauge = percent == nil ? 0 : 1
        let place = room.inset(top: max(0, room.rows - rows))
        words.draw(in: place, on: &canvas)
        if let percent, room.rows > rows {
            let bar = room.row(room.rows - rows - 1)
            Gauge(Double(percent) / 100).draw(
                in: bar.inset(right: max(0, bar.columns - 40)), on: &canvas, theme: scene.theme)
        }
        let above = room.inset(bottom: rows + gauge)
        guard let picture = run.picture, !above.isEmpty else { return }
        PictureView(picture: picture).draw(in: above, on: &canvas, theme: scene.theme)
    }

    /// How much is done, while it is being done.
    private var percent: Int? { run.isActive ? run.progress?.percent : nil }

    private var lines: [Phrase] {
        let output = run.model.capabilities.output
        switch run.status {
        case .waiting, .streaming:
            guard let progress = run.progress else { return [.waitingFor(output)] }
            return [.progress(progress, of: output, elapsed: run.elapsed)] + (run.isDraft ? [.draft] : [])
        case .ended(.cancelled):
            return [run.progress?.job.map(Phrase.jobGoesOn) ?? .stoppedMaking]
        case .ended:
            return [.saved(run.text)] + (run.notShown.map { [Phrase.notShown($0)] } ?? [])
        case .failed:
            return []
        }
    }
}
