import Playground
import TextUI

/// Where the parts of the compare screen lie; drawing and mouse both ask it.
struct CompareLayout {
    /// The prompt's frame.
    let prompt: Rect
    /// The columns that are seen, with their frames.
    let columns: [(index: Int, frame: Rect)]
    /// The frame of what may come next in each column; empty where there is no room.
    let distributions: Rect
    /// Whether there is room for borders.
    let isFramed: Bool

    /// The columns that a column of the screen takes at least.
    private static let leastColumns = 30

    init(_ scene: Scene) {
        let body = scene.layout.body
        let compare = scene.state.compare
        isFramed = scene.layout.isFramed
        let wanted = scene.state.isPromptFocused ? 7 : body.rows >= 30 ? 4 : 3
        let promptRows = isFramed ? min(wanted, body.rows / 3) : scene.state.isPromptFocused ? 3 : 1
        let lowerRows = body.rows >= 18 ? min(10, body.rows * 3 / 10) : 0
        let parts = body.split(rows: [.fixed(promptRows), .rest, .fixed(lowerRows)])
        (prompt, distributions) = (parts[0], parts[2])
        let count = compare.columns.count
        let visible = max(1, min(count, body.columns / Self.leastColumns))
        let first = max(0, min(count - visible, compare.chosen - visible / 2))
        let frames = parts[1].split(columns: Array(repeating: .rest, count: visible))
        columns = zip(first..<min(count, first + visible), frames).map { ($0, $1) }
    }

    /// The place of a column's share of the lower pane.
    func distribution(of index: Int) -> Rect {
        guard let frame = columns.first(where: { $0.index == index })?.frame, !distributions.isEmpty else {
            return .zero
        }
        let inner = PaneFrame.content(of: distributions)
        return Rect(column: frame.left + 2, row: inner.top, columns: frame.columns - 4, rows: inner.rows)
    }
}
