import Playground
import TextUI

// What the arrows mean in each view of the attention screen.

extension Situation {
    private var screen: AttentionScreen { AttentionScreen(scene: scene) }

    /// Moves the cursor: over weights, from token to token, or from head to head.
    func moveAttention(columns: Int = 0, rows: Int = 0) -> [Action] {
        switch state.attention.view {
        case .matrix, .arithmetic:
            return [.look(.moveCursor(queries: rows, keys: columns))]
        case .text:
            guard let cursor = state.attentionCursor, let count = state.shownPattern?.count else { return [] }
            let query = min(max(0, cursor.query + columns + rows * 10), count - 1)
            return [.look(.setCursor(query: query, key: nil))]
        case .heads:
            let thumbnails = HeadThumbnails(scene: scene, room: screen.room)
            let layers = thumbnails.showsAllLayers ? rows : 0
            let heads = thumbnails.showsAllLayers ? columns : columns + rows * thumbnails.perRow
            return [.look(.moveHead(layers: layers.signum(), heads: heads))]
        }
    }

    /// Moves by a page: of queries, of layers, of figures.
    func pageAttention(_ pages: Int) -> [Action] {
        switch state.attention.view {
        case .matrix:
            let rows = MatrixView(scene: scene, room: screen.room).visibleQueries
            return [.look(.moveCursor(queries: pages * max(1, rows - 1), keys: 0))]
        case .text: return moveAttention(rows: pages * 5)
        case .heads: return [.look(.moveHead(layers: pages, heads: 0))]
        case .arithmetic: return scrollArithmetic(by: pages * max(1, screen.room.rows - 2))
        }
    }

    /// Scrolls the figures.
    func scrollArithmetic(by rows: Int) -> [Action] {
        let table = ArithmeticTable(scene: scene, hasSummary: !screen.layout.hasSide)
        let last = table.lastFirstLine(in: screen.room)
        return [.look(.scrollArithmetic(to: min(last, max(0, min(last, state.attention.arithmeticLine) + rows))))]
    }

    /// Opens what the cursor is on: a head's matrix, a weight's arithmetic; from there it goes back to the matrix.
    func openView() -> [Action] {
        [.look(.setView(state.attention.view == .matrix ? .arithmetic : .matrix))]
    }
}
