import Playground
import TextUI

/// Where the parts of the sweep screen lie; drawing and mouse both ask it.
struct SweepLayout {
    /// The prompt's frame.
    let prompt: Rect
    /// The grid's frame; empty where the text takes its place.
    let grid: Rect
    /// The frame of the curves; empty where there is no room.
    let curves: Rect
    /// The frame of the chosen text; empty where there is no room.
    let text: Rect
    /// Whether there is room for borders.
    let isFramed: Bool

    init(_ scene: Scene) {
        let body = scene.layout.body
        let view = scene.state.sweep.view
        isFramed = scene.layout.isFramed
        let wanted = scene.state.isPromptFocused ? 7 : body.rows >= 30 ? 4 : 3
        let promptRows = isFramed ? min(wanted, body.rows / 3) : scene.state.isPromptFocused ? 3 : 1
        let lowerRows = body.rows >= 18 ? min(18, max(8, body.rows * 36 / 100)) : 0
        let parts = body.split(rows: [.fixed(promptRows), .rest, .fixed(lowerRows)])
        prompt = parts[0]
        guard lowerRows > 0 else {
            (grid, curves, text) = view == .text ? (.zero, .zero, parts[1]) : (parts[1], .zero, .zero)
            return
        }
        grid = parts[1]
        guard body.columns >= 110 else {
            (curves, text) = view == .text ? (.zero, parts[2]) : (parts[2], .zero)
            return
        }
        let halves = parts[2].split(columns: [.fixed(body.columns * 55 / 100), .rest])
        (curves, text) = (halves[0], halves[1])
    }

    /// The room inside a part's frame.
    func content(_ frame: Rect) -> Rect { isFramed ? PaneFrame.content(of: frame) : frame.inset(left: 1, right: 1) }
}
