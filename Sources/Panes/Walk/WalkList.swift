import Generation
import Playground
import TextUI

/// All stops of a walk, one in a row: its name, its values as colours, and its norm.
struct WalkList {
    let scene: Scene
    let walk: Walk
    let chosen: Walk.Stop
    let room: Rect

    private static let normColumns = 8

    /// The first row so that the chosen stop stands in the middle, away from the ends.
    private var first: Int {
        let index = walk.stops.firstIndex(of: chosen) ?? 0
        return TokensLayout.first(around: index, of: walk.stops.count, visible: room.rows)
    }

    /// The stop at a place of the screen.
    func stop(at point: Point) -> Walk.Stop? {
        guard room.contains(point) else { return nil }
        let index = first + point.row - room.top
        return walk.stops.indices.contains(index) ? walk.stops[index] : nil
    }

    /// Draws the rows that fit.
    func draw(on canvas: inout Canvas) {
        let stops = walk.stops
        let first = first
        for row in 0..<min(room.rows, stops.count - first) {
            draw(stops[first + row], in: room.row(row).inset(right: 1), on: &canvas)
        }
        ScrollBar(total: stops.count, visible: room.rows, first: first).draw(
            in: room, on: &canvas, theme: scene.theme)
    }

    private func draw(_ stop: Walk.Stop, in line: Rect, on canvas: inout Canvas) {
        let theme = scene.theme
        let isChosen = stop == chosen
        if isChosen { canvas.put(Glyph("▸"), at: line.origin, style: theme[.accent]) }
        let name = line.inset(left: 1, right: max(0, line.columns - 22))
        if let layer = stop.layer {
            // Only a block's first stop bears its number.
            if case .place(.attentionNorm) = stop {
                canvas.write(
                    "\(scene.text(.layerLetter))\(layer + 1)", in: name, style: theme[.dim])
            }
        }
        let indent = stop.layer == nil ? 0 : 4
        canvas.write(
            scene.text(.name(stop)), in: name.inset(left: indent),
            style: theme[isChosen ? .accent : stop.isResidual ? .strong : .text])
        guard stop != .draw else { return drawToken(in: line, on: &canvas) }
        let values = walk.values(at: stop)
        let strip = line.inset(left: 23, right: Self.normColumns + 1)
        if strip.columns >= 4 {
            VectorStrip(values, isPacked: false).draw(in: strip, on: &canvas, theme: theme)
        }
        canvas.write(
            Figure.fixed(Double(values.norm), decimals: 2),
            in: line.inset(left: max(22, line.columns - Self.normColumns)),
            style: theme[isChosen ? .accent : .dim], alignment: .right)
    }

    /// The last row: what comes out.
    private func drawToken(in line: Rect, on canvas: inout Canvas) {
        guard let token = scene.nextToken(of: walk) else { return }
        canvas.write(TokenText.listed(token), in: line.inset(left: 23), style: scene.theme[.accent], alignment: .right)
    }
}

extension Walk.Stop {
    /// Whether the vector here is the residual stream itself.
    var isResidual: Bool {
        switch self {
        case .place(.embedding), .place(.residualAfterAttention), .place(.residual): true
        default: false
        }
    }
}

extension [Float] {
    /// The Euclidean norm.
    var norm: Float { reduce(0) { $0 + $1 * $1 }.squareRoot() }
}

extension Scene {
    /// The token behind a walk's position: the one that would be drawn, or inside a prompt the one that is given.
    func nextToken(of walk: Walk) -> Token? { walk.inspection?.draw?.token ?? givenToken(of: walk) }

    /// The token that follows a walk's position in the text as it is.
    func givenToken(of walk: Walk) -> Token? {
        guard let sequence = state.shownSequence else { return nil }
        let index = walk.pass.window.sequenceIndex(ofKey: walk.pass.position) + 1
        return index < sequence.count ? sequence[index] : nil
    }
}
