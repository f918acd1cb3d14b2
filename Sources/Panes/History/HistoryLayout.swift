import Playground
import TextUI

/// Where the parts of the history screen lie.
///
/// Wide screens have the list left and the chosen run right; high ones have it below; small ones have the list alone.
struct HistoryLayout {
    /// The list's frame.
    let list: Rect
    /// The chosen run's frame; empty where there is no room for it.
    let details: Rect
    /// The line of the field, inside the list's frame.
    let field: Rect
    /// The rows of runs, with their header.
    let table: Rect
    /// The two runs that are compared.
    let halves: [Rect]
    let isFramed: Bool

    init(_ scene: Scene) {
        let body = scene.layout.body
        isFramed = scene.layout.isFramed
        let parts: [Rect]
        if body.columns >= 110 {
            parts = body.split(columns: [.fixed(body.columns * 60 / 100), .rest])
        } else if isFramed, body.rows >= 18 {
            parts = body.split(rows: [.rest, .fixed(body.rows * 45 / 100)])
        } else {
            parts = [body, .zero]
        }
        (list, details) = (parts[0], parts[1])
        let content = isFramed ? PaneFrame.content(of: list) : list.inset(left: 1, right: 1)
        let lines = content.split(rows: [.fixed(1), .fixed(isFramed && content.rows >= 10 ? 1 : 0), .rest])
        (field, table) = (lines[0], lines[2])
        halves = body.split(columns: [.fixed(body.columns / 2), .rest])
    }

    /// How many runs are seen at once, below the header.
    var visibleRuns: Int { max(0, table.rows - 1) }

    /// The room inside a frame.
    func content(of frame: Rect) -> Rect {
        isFramed ? PaneFrame.content(of: frame) : frame.inset(left: 1, right: 1)
    }
}
