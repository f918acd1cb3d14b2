import Generation
import Playground
import TextUI

/// All heads as small patterns: every layer when they fit, otherwise the chosen one.
struct HeadThumbnails {
    let scene: Scene
    let room: Rect
    private let counts: (layers: Int, heads: Int, keyValueHeads: Int)
    private let grid: Grid

    /// How the small patterns share the room.
    private struct Grid {
        var showsAllLayers: Bool
        /// How many weights wide and high one is.
        var side: Int
        /// Heads beside each other.
        var perRow: Int

        var cell: Size {
            showsAllLayers
                ? Size(columns: side + 1, rows: (side + 1) / 2 + 1) : Size(columns: side + 3, rows: (side + 1) / 2 + 2)
        }
    }

    private static let labelColumns = 4

    init(scene: Scene, room: Rect) {
        self.scene = scene
        self.room = room
        counts = scene.headCounts ?? (1, 1, 1)
        let most = min(64, max(2, scene.state.shownPattern?.count ?? 2))
        grid = Self.grid(counts, most: most, room: room)
    }

    /// The largest patterns that fit: of all layers if they can be recognised, otherwise of one layer.
    private static func grid(
        _ counts: (layers: Int, heads: Int, keyValueHeads: Int), most: Int, room: Rect
    ) -> Grid {
        let wide = (room.columns - labelColumns) / max(1, counts.heads) - 1
        let high = (room.rows / max(1, counts.layers) - 1) * 2
        let side = min(most, wide, high)
        if side >= min(12, most) {
            return Grid(showsAllLayers: true, side: side, perRow: counts.heads)
        }
        var grid = Grid(showsAllLayers: false, side: 6, perRow: max(1, room.columns / 9))
        for side in stride(from: min(most, 48), through: 6, by: -1) {
            grid = Grid(showsAllLayers: false, side: side, perRow: max(1, (room.columns + 2) / (side + 3)))
            let rows = (counts.heads + grid.perRow - 1) / grid.perRow
            if rows * grid.cell.rows <= room.rows { break }
        }
        return grid
    }

    /// The layers that are seen.
    private var layers: Range<Int> {
        let layer = scene.state.attention.layer
        return grid.showsAllLayers ? 0..<counts.layers : layer..<layer + 1
    }

    private func place(layer: Int, head: Int) -> Rect {
        let size = grid.cell
        if grid.showsAllLayers {
            let origin = room.origin.moved(columns: Self.labelColumns + head * size.columns, rows: layer * size.rows)
            return Rect(origin: origin, size: size).intersection(room)
        }
        let chosenRow = scene.state.attention.head / grid.perRow
        let visibleRows = max(1, room.rows / size.rows)
        let first = max(0, chosenRow - visibleRows + 1)
        let row = head / grid.perRow - first
        guard row >= 0 else { return .zero }
        let origin = room.origin.moved(columns: head % grid.perRow * size.columns, rows: row * size.rows)
        return Rect(origin: origin, size: size).intersection(room)
    }

    /// The head at a place of the screen.
    func head(at point: Point) -> (layer: Int, head: Int)? {
        for layer in layers {
            for head in 0..<counts.heads where place(layer: layer, head: head).contains(point) { return (layer, head) }
        }
        return nil
    }

    /// Whether every layer is seen at once.
    var showsAllLayers: Bool { grid.showsAllLayers }

    /// Heads beside each other in a row of the grid.
    var perRow: Int { grid.perRow }

    /// Draws what is known; the rest is on its way.
    func draw(on canvas: inout Canvas) {
        for layer in layers {
            if grid.showsAllLayers {
                let isChosen = layer == scene.state.attention.layer
                canvas.write(
                    "\(scene.text(.layerLetter))\(layer + 1)",
                    at: room.origin.moved(rows: layer * grid.cell.rows),
                    style: scene.theme[isChosen ? .accent : .faint],
                    within: room)
            }
            let thumbnails = scene.state.attentionThumbnails(layer: layer)
            for head in 0..<counts.heads {
                draw(thumbnails?.first { $0.head == head }, layer: layer, head: head, on: &canvas)
            }
        }
    }

    private func draw(_ thumbnail: AttentionThumbnail?, layer: Int, head: Int, on canvas: inout Canvas) {
        let place = place(layer: layer, head: head)
        guard place.rows > 1 else { return }
        let theme = scene.theme
        let isChosen = layer == scene.state.attention.layer && head == scene.state.attention.head
        let kind = scene.state.headScores?.label(layer: layer, head: head)
        let isOff = scene.isOff(layer: layer, head: head)
        let title = place.row(0).inset(right: 1)
        var point = canvas.advance(
            "\(isChosen ? "▸" : "")\(head + 1)", at: title.origin, style: theme[isChosen ? .accent : .dim],
            within: title)
        let mark = isOff ? "×" : kind?.letter ?? ""
        point.column += 1
        canvas.write(mark, at: point, style: theme[isOff ? .error : kind?.role ?? .dim].adding(.bold), within: title)
        guard let thumbnail else { return }
        let side = min(grid.side, thumbnail.side)
        let small = thumbnail.reduced(to: side)
        let scale = scene.state.attention.scale
        let highest = Double(small.max() ?? 0)
        let isBidirectional = scene.state.model.loaded?.isBidirectional == true
        let map = HeatMap(rows: side, columns: side, ramp: theme.attention) { row, column in
            let weight = Double(small[row * side + column])
            return (column > row && !isBidirectional) || weight == 0 ? nil : scale.strength(weight, highest: highest)
        }
        map.draw(in: place.inset(top: 1).intersection(room), on: &canvas, theme: theme)
    }
}

extension AttentionThumbnail {
    /// The weights with fewer cells in a row, each the largest of those that it stands for.
    func reduced(to count: Int) -> [Float] {
        guard count < side else { return weights }
        var result = [Float](repeating: 0, count: count * count)
        for row in 0..<side {
            for column in 0...row {
                let index = row * count / side * count + column * count / side
                result[index] = max(result[index], self[row, column])
            }
        }
        return result
    }
}
