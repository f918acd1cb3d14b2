import Generation
import Playground
import TextUI

/// The draw: the line from 0 to 1, the stretch of the token that is picked, and the random number.
struct WalkDraw {
    let scene: Scene
    let walk: Walk

    /// Draws it and says how many rows it took.
    func draw(in room: Rect, on canvas: inout Canvas) -> Int {
        guard let draw = walk.inspection?.draw else {
            guard let token = scene.givenToken(of: walk) else { return 0 }
            return write(.givenByPrompt(TokenText.listed(token)), .text, in: room, row: 0, on: &canvas)
        }
        guard walk.temperature > 0 else { return write(.nothingRandom, .text, in: room, row: 0, on: &canvas) }
        let theme = scene.theme
        let number = Figure.fixed(draw.number, decimals: 4)
        var point = canvas.advance(
            "\(TokenText.listed(draw.token))  ", at: room.origin, style: theme[.accent].adding(.bold),
            within: room.row(0))
        let seed = String(scene.state.settings.sampling.seed)
        point = canvas.advance(
            scene.text(.drawNumber(number, seed: seed)), at: point, style: theme[.text], within: room.row(0))
        guard room.rows > 3 else { return 1 }
        drawLine(draw, in: room.row(1), on: &canvas)
        let stretch = scene.text(
            .drawStretch(
                Figure.fixed(draw.stretch.lowerBound, decimals: 4), Figure.fixed(draw.stretch.upperBound, decimals: 4)))
        canvas.write(stretch, in: room.row(2), style: theme[.dim])
        guard let given = scene.givenToken(of: walk), given.id != draw.token.id else { return 3 }
        return 3 + write(.runDrew(TokenText.listed(given)), .warning, in: room, row: 3, on: &canvas)
    }

    private func write(_ phrase: Phrase, _ role: TextUI.Role, in room: Rect, row: Int, on canvas: inout Canvas) -> Int {
        let paragraph = Paragraph(text: scene.text(phrase), style: scene.theme[role])
        let place = room.inset(top: min(room.rows, row))
        paragraph.draw(in: place, on: &canvas)
        return min(place.rows, paragraph.rows(columns: place.columns))
    }

    /// `0 ──────████│███────── 1`.
    private func drawLine(_ draw: Draw, in line: Rect, on canvas: inout Canvas) {
        let theme = scene.theme
        canvas.write("0", in: line, style: theme[.faint])
        canvas.write("1", in: line, style: theme[.faint], alignment: .right)
        let track = line.inset(left: 2, right: 2)
        guard track.columns > 2 else { return }
        func column(_ value: Double) -> Int { min(track.columns - 1, max(0, Int(value * Double(track.columns)))) }
        let (first, last) = (column(draw.stretch.lowerBound), column(draw.stretch.upperBound))
        for index in 0..<track.columns {
            let isStretch = (first...max(first, last)).contains(index)
            canvas.put(
                Glyph(isStretch ? "█" : "─"), at: track.origin.moved(columns: index),
                style: theme[isStretch ? .bar : .faint])
        }
        canvas.put(
            Glyph("│"), at: track.origin.moved(columns: column(draw.number)), style: theme[.accent].adding(.reverse))
    }
}
