import Generation
import Playground
import TextUI

/// All heads of the model as a grid: layers down, heads across, each cell shaded by its greatest weight and lettered by
/// what that weight is on.
struct HeadMap {
    let scene: Scene
    let row: AttentionRow
    let rect: Rect
    /// The token at a place in the sequence.
    let token: (Int) -> TokenID?

    private static let labelColumns = 4

    /// How many columns a map of so many heads takes, if it may take `limit` at most.
    static func columns(heads: Int, limit: Int) -> Int {
        labelColumns + max(1, heads) * cellColumns(heads: heads, columns: limit)
    }

    private static func cellColumns(heads: Int, columns: Int) -> Int {
        min(4, max(1, (columns - labelColumns) / max(1, heads)))
    }

    private var cellColumns: Int { Self.cellColumns(heads: row.headCount, columns: rect.columns) }

    /// The layers that are seen; the chosen one always is.
    private var layers: Range<Int> {
        visible(of: row.layerCount, chosen: scene.state.attention.layer, room: rect.rows - (hasHeading ? 1 : 0))
    }

    /// The heads that are seen.
    private var heads: Range<Int> {
        visible(
            of: row.headCount, chosen: scene.state.attention.head,
            room: (rect.columns - Self.labelColumns) / cellColumns)
    }

    private var hasHeading: Bool { rect.rows >= 3 }

    private func visible(of count: Int, chosen: Int, room: Int) -> Range<Int> {
        let room = min(count, max(0, room))
        let first = min(max(0, chosen - room / 2), count - room)
        return first..<first + room
    }

    private func cell(layer: Int, head: Int) -> Rect {
        Rect(
            column: rect.left + Self.labelColumns + (head - heads.lowerBound) * cellColumns,
            row: rect.top + (hasHeading ? 1 : 0) + layer - layers.lowerBound, columns: cellColumns, rows: 1)
    }

    /// The head at a place of the screen.
    func head(at point: Point) -> (layer: Int, head: Int)? {
        for layer in layers {
            for head in heads where cell(layer: layer, head: head).contains(point) { return (layer, head) }
        }
        return nil
    }

    /// Draws the map.
    func draw(on canvas: inout Canvas) {
        guard !rect.isEmpty, row.layerCount > 0, row.headCount > 0 else { return }
        let display = scene.state.attention
        if hasHeading { drawHeading(on: &canvas) }
        for layer in layers {
            let isChosenLayer = layer == display.layer
            let label = Rect(
                column: rect.left, row: cell(layer: layer, head: heads.lowerBound).top,
                columns: Self.labelColumns - 1, rows: 1)
            canvas.write(
                "\(scene.text(.layerLetter))\(layer + 1)", in: label,
                style: scene.theme[isChosenLayer ? .accent : .faint])
            for head in heads {
                let isChosen = isChosenLayer && (head == display.head || display.averagesHeads)
                draw(layer: layer, head: head, isChosen: isChosen, on: &canvas)
            }
        }
    }

    private func drawHeading(on canvas: inout Canvas) {
        for head in heads {
            let number = String(head + 1)
            let cell = cell(layer: layers.lowerBound, head: head)
            let line = Rect(column: cell.left, row: rect.top, columns: cell.columns, rows: 1)
            guard number.count < cell.columns || (head + 1).isMultiple(of: 5) else { continue }
            let isChosen = head == scene.state.attention.head
            let style = scene.theme[isChosen ? .accent : .faint]
            canvas.write(number, in: line.inset(right: cell.columns >= 3 ? 1 : 0), style: style, alignment: .center)
        }
    }

    private func draw(layer: Int, head: Int, isChosen: Bool, on canvas: inout Canvas) {
        let seen = Gaze.of(
            row, layer: layer, head: head, hidesFirstToken: scene.state.attention.hidesFirstToken, token: token)
        let whole = cell(layer: layer, head: head)
        // A column between the cells keeps them apart where there is room for one.
        let inner = whole.inset(right: whole.columns >= 3 ? 1 : 0)
        var style = scene.tinted(scene.theme[.dim], by: scene.theme.attention, at: 0.03 + 0.97 * seen.weight)
        if isChosen { style = scene.theme[.cursor].adding(.bold) }
        canvas.fill(inner, style: style)
        let letter = String(seen.gaze.letter)
        canvas.write(letter, in: inner, style: style, alignment: .center)
        if isChosen, inner.columns >= 2 {
            if inner.columns >= 3 { canvas.write("[", at: inner.origin, style: style, within: inner) }
            canvas.write("]", at: inner.origin.moved(columns: inner.columns - 1), style: style, within: inner)
        }
    }
}
