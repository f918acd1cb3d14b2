import Playground
import TextUI

/// Where the parts of the attention screen lie at one size.
///
/// Wide screens show the map of heads and the arithmetic beside the large pane, narrower ones the map alone, small ones neither.
struct AttentionLayout {
    /// The map of heads, with its border; empty where there is no room.
    let heads: Rect
    /// What stands below the map, with its border; empty where there is no room.
    let side: Rect
    /// The large pane, with its border.
    let main: Rect
    /// Whether the panes have borders.
    let isFramed: Bool
    /// Whether the arithmetic has a place of its own beside the large pane.
    var hasSide: Bool { !side.isEmpty }

    init(_ scene: Scene) {
        let body = scene.layout.body
        isFramed = scene.layout.isFramed
        guard let counts = scene.headCounts, scene.layout.arrangement == .wide || scene.layout.arrangement == .tabbed
        else {
            (heads, side, main) = (.zero, .zero, body)
            return
        }
        let mapRows = HeadMap.rows(counts) + 2
        guard scene.layout.arrangement == .wide else {
            let map = min(26, max(18, HeadMap.columns(heads: counts.heads, limit: 26))) + 4
            let parts = body.split(columns: [.fixed(map), .rest])
            (heads, side, main) = (parts[0], .zero, parts[1])
            return
        }
        let parts = body.split(columns: [.fixed(min(60, max(46, body.columns * 38 / 100))), .rest])
        // Below the map the scores of the chosen head, or at least what the letters mean.
        let full = mapRows + HeadScoreBars.rows + 1
        let rows = full <= body.rows * 55 / 100 ? full : min(mapRows + 3, body.rows * 60 / 100)
        let left = parts[0].split(rows: [.fixed(rows), .rest])
        (heads, side, main) = (left[0], left[1], parts[1])
    }

    /// What a border leaves of a pane.
    func content(_ pane: Rect) -> Rect {
        if pane.isEmpty { return .zero }
        return isFramed ? PaneFrame.content(of: pane) : pane.inset(left: 1, top: 1, right: 1)
    }
}
