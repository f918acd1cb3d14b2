import Generation
import Playground
import TextUI

/// What could have come at the cursor, with the alternative that Enter would branch off with.
struct AlternativesList {
    let scene: Scene
    let frame: Rect

    private var room: Rect { TokensLayout.content(frame) }
    private var rows: Rect { room.inset(top: 1) }
    private var candidates: [Candidate] { scene.state.shownDistribution?.candidates ?? [] }

    private var first: Int {
        TokensLayout.first(around: scene.state.tokens.alternative, of: candidates.count, visible: max(0, rows.rows - 1))
    }

    /// The candidate at a place of the screen.
    func candidate(at point: Point) -> Int? {
        guard rows.contains(point) else { return nil }
        let index = first + point.row - rows.top
        return candidates.indices.contains(index) ? index : nil
    }

    /// Draws the list.
    func draw(on canvas: inout Canvas) {
        let distribution = scene.state.shownDistribution
        PaneFrame(scene.text(.alternatives), facts: facts(distribution)).draw(
            in: frame, on: &canvas, theme: scene.theme)
        guard let distribution, !distribution.candidates.isEmpty else {
            let phrase: Phrase = scene.state.isShownStale ? .alternativesAsked : .alternativesUnknown
            Paragraph(
                text: scene.text(scene.state.run == nil ? .alternativesPlaceholder : phrase),
                style: scene.theme[.placeholder]
            )
            .draw(in: room, on: &canvas)
            return
        }
        let style = scene.theme[.faint]
        let places = places
        canvas.write(
            distribution.isSampled ? scene.text(.now) : "T=1", in: places.probability.row(0), style: style,
            alignment: .right)
        canvas.write("T=1", in: places.unsampled.row(0), style: style, alignment: .right)
        let visible = max(0, rows.rows - 1)
        let shown = distribution.candidates[first...].prefix(visible)
        for (row, candidate) in shown.enumerated() {
            draw(candidate, isChosen: first + row == scene.state.tokens.alternative, row: row + 1, on: &canvas)
        }
        drawTail(distribution, row: shown.count + 1, on: &canvas)
    }

    private var places: (token: Rect, bar: Rect, probability: Rect, unsampled: Rect) {
        let line = room.inset(left: 2)
        // Where there is little room, the bar says more than the second figure; and there may be but one.
        let hasTwo = line.columns >= 30 && scene.state.shownDistribution?.isSampled == true
        let unsampled = hasTwo ? 6 : 0
        let parts = line.split(
            columns: [.fixed(min(16, max(8, line.columns * 2 / 5))), .rest, .fixed(8), .fixed(unsampled)], spacing: 1)
        return (parts[0], parts[1], parts[2], parts[3])
    }

    private func draw(_ candidate: Candidate, isChosen: Bool, row: Int, on canvas: inout Canvas) {
        let theme = scene.theme
        let places = places
        let isDrawn = scene.state.explainedStep?.token.isSamePiece(as: candidate.token) == true
        let isCut = candidate.cutBy != nil
        let line = room.row(row)
        if isDrawn { canvas.put(Glyph("●"), at: line.origin.moved(columns: 1), style: theme[.accent]) }
        let role: TextUI.Role = isDrawn ? .strong : isCut ? .disabled : candidate.token.isSpecial ? .dim : .text
        canvas.write(TokenText.listed(candidate.token), in: places.token.row(row), style: theme[role])
        if let stage = candidate.cutBy {
            canvas.write(scene.text(.cut(by: stage)), in: places.bar.row(row), style: theme[.faint])
        }
        canvas.write(
            Figure.percent(candidate.probability) + " %", in: places.probability.row(row), style: theme[role],
            alignment: .right)
        canvas.write(
            Figure.percent(candidate.unsampledProbability), in: places.unsampled.row(row), style: theme[.dim],
            alignment: .right)
        if isChosen {
            canvas.restyle(line, style: theme[.selection])
            canvas.put(Glyph("▸"), at: line.origin, style: theme[.accent].background(theme[.selection].background))
        }
        // Last, so that it keeps its colour on the chosen row.
        if !isCut {
            Bar(candidate.probability, role: isDrawn ? .accent : .bar)
                .draw(in: places.bar.row(row), on: &canvas, theme: theme)
        }
    }

    private func drawTail(_ distribution: Distribution, row: Int, on canvas: inout Canvas) {
        guard row < room.rows else { return }
        let places = places
        let count = distribution.tail.count
        canvas.write(
            scene.text(count > 0 ? .more(count) : .notDisclosed), in: places.token.row(row), style: scene.theme[.dim])
        canvas.write(
            Figure.percent(distribution.tail.probability) + " %", in: places.probability.row(row),
            style: scene.theme[.dim], alignment: .right)
        canvas.write(
            Figure.percent(distribution.tail.unsampledProbability), in: places.unsampled.row(row),
            style: scene.theme[.dim], alignment: .right)
    }

    private func facts(_ distribution: Distribution?) -> [String] {
        guard let distribution, let index = scene.state.explainedIndex else { return [] }
        return [scene.text(.atToken(index + 1)), scene.text(.entropy(distribution.entropyBits))]
    }
}
