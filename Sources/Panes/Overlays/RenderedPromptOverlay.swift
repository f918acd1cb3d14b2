import Generation
import Playground
import TextUI

/// The prompt as the model receives it: what the chat template made of the texts, with its special tokens; scrolls.
struct RenderedPromptOverlay {
    let scene: Scene

    /// The screen without status line and footer.
    private var area: Rect { Rect(origin: .zero, size: scene.layout.size).inset(top: 1, bottom: 1) }

    private var tokens: [Token] { scene.state.shownSequence?.prompt.tokens ?? [] }

    private var popup: Popup {
        let tokens = tokens
        let columns = min(100, area.columns - 4)
        let rows = flow(columns: columns).lineCount
        return Popup(
            scene.text(.renderedPrompt),
            facts: [scene.text(.tokens(tokens.count)), scene.text(.specialTokens(tokens.count { $0.isSpecial }))],
            contentSize: Size(columns: columns, rows: min(max(rows, 1), area.rows - 2)))
    }

    /// Where it lies.
    var frame: Rect { popup.frame(in: area) }

    private var room: Rect { popup.content(in: area) }

    /// The greatest line at which it can begin.
    var lastFirstLine: Int { max(0, flow(columns: room.columns).lineCount - room.rows) }

    /// Draws the prompt from a line on.
    func draw(from line: Int, on canvas: inout Canvas) {
        popup.draw(in: area, on: &canvas, theme: scene.theme)
        guard !tokens.isEmpty else {
            canvas.write(scene.text(.noRenderedPrompt), in: room, style: scene.theme[.dim])
            return
        }
        flow(columns: room.columns)
            .draw(in: room, from: min(line, lastFirstLine), on: &canvas, theme: scene.theme)
    }

    /// The tokens one after the other: special ones stand out, and what lies outside the context is faint.
    private func flow(columns: Int) -> TokenFlow {
        let (tokens, theme) = (tokens, scene.theme)
        let dropped = scene.state.shownSequence?.window.dropped ?? 0..<0
        let pieces = zip(TokenText.pieces(tokens), tokens).enumerated().map { index, piece in
            let (text, token) = piece
            let style = token.isSpecial ? theme[.accent].adding(.bold) : theme[.text]
            return (text: token.isSpecial ? token.text : text, style: dropped.contains(index) ? theme[.faint] : style)
        }
        return TokenFlow(pieces, in: Rect(column: 0, row: 0, columns: columns, rows: 1))
    }
}
