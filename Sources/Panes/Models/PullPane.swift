import Generation
import Playground
import TextUI

/// How far a model is that is being fetched, or why it did not come.
struct PullPane {
    let scene: Scene
    let pull: ModelsDisplay.Pull

    /// Draws it in two rows, or in as many as a failure needs.
    func draw(in rect: Rect, on canvas: inout Canvas) {
        guard !rect.isEmpty else { return }
        let theme = scene.theme
        if let failure = pull.failure {
            let text =
                "\(pull.name): \(scene.text(.failure(failure)))"
                + (Phrase.hint(failure).map { " · \(scene.text($0))" } ?? "")
            Paragraph(text: text, style: theme[.error]).draw(in: rect, on: &canvas)
            return
        }
        let line = rect.row(0)
        let figures = figures
        let name = "↓ \(pull.name)".truncated(toColumns: max(8, line.columns - figures.columnWidth - 2))
        canvas.write(name, in: line, style: theme[.strong])
        canvas.write(figures, in: line.inset(left: name.columnWidth + 2), style: theme[.text], alignment: .right)
        guard rect.rows > 1 else { return }
        let stop = "  x \(scene.text(.stopLabel))"
        Gauge(pull.progress?.fraction ?? 0)
            .draw(in: rect.row(1).inset(right: stop.columnWidth), on: &canvas, theme: theme)
        Line([Span("  x", .key), Span(String(stop.dropFirst(3)), .keyLabel)], alignment: .right)
            .draw(in: rect.row(1), on: &canvas, theme: theme)
    }

    /// The figures that there is room for; the percentage is the last to leave.
    private var figures: String {
        guard let progress = pull.progress else { return scene.text(.asking) }
        var words = [
            "\(Int(progress.fraction * 100)) %",
            scene.text(.amount(ByteCount.text(progress.finishedByteCount), of: ByteCount.text(progress.byteCount))),
        ]
        if let speed = progress.bytesPerSecond { words.append("\(ByteCount.text(Int(speed)))/s") }
        if let remaining = progress.remaining, progress.fraction < 1 { words.append(scene.text(.left(remaining))) }
        let width = ModelsLayout(scene).pull.columns
        while words.count > 1, words.joined(separator: "  ").columnWidth > width * 2 / 3 { words.removeLast() }
        return words.joined(separator: "  ")
    }
}
