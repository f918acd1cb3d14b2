import TextUI

/// Where the parts of the tokens screen lie; drawing and mouse both ask it.
struct TokensLayout: Hashable {
    /// The run's table, or the table of two runs.
    let table: Rect
    /// The alternatives at the cursor; empty where two runs are compared or there is no room.
    let alternatives: Rect
    /// The tree of branches; empty where there is no room.
    let branches: Rect
    /// The texts of two runs side by side; empty but for a comparison.
    let texts: Rect

    init(body: Rect, isComparing: Bool) {
        guard !isComparing else {
            let parts = body.split(rows: [.fixed(min(14, max(4, body.rows * 2 / 5))), .rest])
            (texts, table, alternatives, branches) = (parts[0], parts[1], .zero, .zero)
            return
        }
        texts = .zero
        if body.columns >= 170 {
            let parts = body.split(columns: [.fixed(46), .rest, .fixed(56)])
            (branches, table, alternatives) = (parts[0], parts[1], parts[2])
        } else if body.columns >= 72 {
            let halves = body.split(columns: [.rest, .fixed(body.columns * 38 / 100)])
            let right = halves[1].split(rows: [.rest, .fixed(max(5, body.rows * 2 / 5))])
            (table, alternatives, branches) = (halves[0], right[0], right[1])
        } else {
            let parts = body.split(rows: [.rest, .fixed(max(4, body.rows * 2 / 5))])
            (table, alternatives, branches) = (parts[0], parts[1], .zero)
        }
    }

    /// The room inside a part's frame.
    static func content(_ frame: Rect) -> Rect { PaneFrame.content(of: frame) }

    /// The first row to show of a list so that a chosen one stands in the middle, away from the ends.
    static func first(around row: Int, of count: Int, visible: Int) -> Int {
        min(max(0, count - visible), max(0, row - visible / 2))
    }
}
