import Foundation
import Generation
import Playground
import TextUI

/// How much of the prompt would fit into the windows of known models: window and prompt on one scale of factors.
struct ContextOverlay {
    let scene: Scene

    private enum Row {
        case heading(Phrase)
        case window(name: String, tokens: Int)
        /// What the window costs so far.
        case memory(String)
    }

    /// Draws the popup.
    func draw(on canvas: inout Canvas) {
        let size = scene.layout.size
        let rows = rows
        let columns = min(76, size.columns - 6)
        let note = Paragraph(text: scene.text(note), style: scene.theme[.dim])
        let noteRows = note.rows(columns: columns)
        let popup = Popup(
            scene.text(.contextWindows), facts: length.map { [scene.text(.promptLength($0))] } ?? [],
            contentSize: Size(columns: columns, rows: min(rows.count + noteRows + 1, size.rows - 2)))
        let screen = Rect(origin: .zero, size: size)
        popup.draw(in: screen, on: &canvas, theme: scene.theme)
        let content = popup.content(in: screen)
        let parts = content.split(rows: [.rest, .fixed(1), .fixed(min(noteRows, content.rows / 3))])
        for (index, row) in rows.prefix(parts[0].rows).enumerated() { draw(row, in: parts[0].row(index), on: &canvas) }
        note.draw(in: parts[2], on: &canvas)
    }

    private var length: PromptLength? { scene.state.promptLength }

    private var rows: [Row] {
        var rows: [Row] = []
        if let model = scene.state.model.loaded, let limit = scene.state.effectiveContextLength {
            rows += [.heading(.contextOfThis), .window(name: model.description.name, tokens: limit)]
            let memory = scene.memoryInUse
            if !memory.isEmpty { rows.append(.memory(memory.joined(separator: " · "))) }
        }
        rows.append(.heading(.contextOfTheCourse))
        rows += KnownWindow.ofTheCourse.map { .window(name: $0.name, tokens: $0.tokens) }
        rows.append(.heading(.contextOfToday))
        rows += KnownWindow.current.map { .window(name: $0.name, tokens: $0.tokens) }
        return rows
    }

    private var note: Phrase {
        guard let length else { return .contextWithoutPrompt }
        return length.isCounted ? .contextCounted(scene.state.model.loaded?.description.name ?? "") : .contextGuessed
    }

    private func draw(_ row: Row, in line: Rect, on canvas: inout Canvas) {
        let theme = scene.theme
        switch row {
        case .heading(let phrase):
            canvas.write(scene.text(phrase), in: line, style: theme[.accent])
        case .memory(let words):
            canvas.write(words, in: line, style: theme[.dim])
        case .window(let name, let tokens):
            let parts = line.split(
                columns: [.fixed(min(19, line.columns / 3)), .fixed(10), .rest, .fixed(14)], spacing: 1)
            canvas.write(name, in: parts[0], style: theme[.text])
            canvas.write(scene.figure(tokens), in: parts[1], style: theme[.strong], alignment: .right)
            let count = length?.tokens ?? 0
            let fits = count <= tokens
            Bar(
                Self.place(of: tokens), reference: count > 0 ? Self.place(of: count) : nil,
                role: fits ? .barMuted : .warning
            )
            .draw(in: parts[2], on: &canvas, theme: theme)
            guard count > 0 else { return }
            let share = Double(count) / Double(tokens)
            let text = fits ? "\(Figure.percent(share)) %" : scene.text(.outsideShort(count - tokens))
            canvas.write(text, in: parts[3], style: theme[fits ? .dim : .warning], alignment: .right)
        }
    }

    /// Where a number of tokens stands on the scale, which ends at two million.
    private static func place(of tokens: Int) -> Double { log(Double(max(1, tokens))) / log(2_000_000) }
}
