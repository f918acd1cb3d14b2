import Generation
import Playground
import TextUI

/// All heads of the model as a grid: layers down, heads across, each cell lettered by what its head was found to do.
///
/// A cell is shaded by the greatest weight of a row of attention, or, without a row, by how clearly the head does what its letter
/// says. Heads that share keys and values are bracketed together below the grid.
struct HeadMap {
    let scene: Scene
    let rect: Rect
    private let row: AttentionRow?
    private let layerCount: Int
    private let headCount: Int
    private let keyValueHeadCount: Int

    /// A map shaded by a row of attention.
    init(scene: Scene, row: AttentionRow, rect: Rect) {
        (self.scene, self.row, self.rect) = (scene, row, rect)
        (layerCount, headCount, keyValueHeadCount) = (row.layerCount, row.headCount, row.keyValueHeadCount)
    }

    /// A map shaded by the scores.
    init(scene: Scene, counts: (layers: Int, heads: Int, keyValueHeads: Int), rect: Rect) {
        (self.scene, row, self.rect) = (scene, nil, rect)
        (layerCount, headCount, keyValueHeadCount) = counts
    }

    private static let labelColumns = 4

    /// How many columns a map of so many heads takes, if it may take `limit` at most.
    static func columns(heads: Int, limit: Int) -> Int {
        labelColumns + max(1, heads) * cellColumns(heads: heads, columns: limit)
    }

    /// How many rows a map takes.
    static func rows(_ counts: (layers: Int, heads: Int, keyValueHeads: Int)) -> Int {
        1 + counts.layers + (counts.keyValueHeads < counts.heads ? 1 : 0)
    }

    private static func cellColumns(heads: Int, columns: Int) -> Int {
        min(4, max(1, (columns - labelColumns) / max(1, heads)))
    }

    private var cellColumns: Int { Self.cellColumns(heads: headCount, columns: rect.columns) }

    private var hasHeading: Bool { rect.rows >= 3 }

    /// Whether there is room to say which heads share keys and values.
    private var hasGroups: Bool {
        keyValueHeadCount > 0 && keyValueHeadCount < headCount && rect.rows >= layerCount + 2
            && heads.count == headCount
    }

    /// The layers that are seen; the chosen one always is.
    private var layers: Range<Int> {
        visible(of: layerCount, chosen: scene.state.attention.layer, room: rect.rows - (hasHeading ? 1 : 0))
    }

    /// The heads that are seen.
    private var heads: Range<Int> {
        visible(
            of: headCount, chosen: scene.state.attention.head, room: (rect.columns - Self.labelColumns) / cellColumns)
    }

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
        guard !rect.isEmpty, layerCount > 0, headCount > 0 else { return }
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
                let isChosen = isChosenLayer && (head == display.head || display.combination != .single)
                draw(layer: layer, head: head, isChosen: isChosen, on: &canvas)
            }
        }
        if hasGroups { drawGroups(on: &canvas) }
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
        let kind = scene.state.headScores?.label(layer: layer, head: head)
        let whole = cell(layer: layer, head: head)
        // A column between the cells keeps them apart where there is room for one.
        let inner = whole.inset(right: whole.columns >= 3 ? 1 : 0)
        let isOff = scene.isOff(layer: layer, head: head)
        var style = isOff ? scene.theme[.error] : self.style(of: kind, layer: layer, head: head)
        if isChosen { style = scene.theme[.cursor].adding(.bold) }
        canvas.restyle(inner, style: style)
        let unlabelled = scene.state.headScores == nil ? " " : "·"
        canvas.write(isOff ? "×" : kind?.letter ?? unlabelled, in: inner, style: style, alignment: .center)
        if isChosen, inner.columns >= 2 {
            if inner.columns >= 3 { canvas.write("[", at: inner.origin, style: style, within: inner) }
            canvas.write("]", at: inner.origin.moved(columns: inner.columns - 1), style: style, within: inner)
        }
    }

    private func style(of kind: HeadScores.Kind?, layer: Int, head: Int) -> Style {
        if let row {
            let weights = row[layer, head].dropFirst(scene.state.attention.hidesFirstToken ? 1 : 0)
            let strength = 0.03 + 0.97 * Double(weights.max() ?? 0)
            return scene.tinted(scene.theme[.dim], by: scene.theme.attention, at: strength)
        }
        guard let kind, let scores = scene.state.headScores,
            let score = scores.score(kind, layer: layer, head: head)
        else { return scene.theme[.faint] }
        return scene.theme.cell(kind.role, strength: Double(score))
    }

    /// `╰─ 1 ─╯` below the heads that share a KV head.
    private func drawGroups(on canvas: inout Canvas) {
        let style = scene.theme[.faint]
        let size = headCount / keyValueHeadCount
        let row = rect.top + 1 + layers.count
        canvas.write("kv", at: Point(column: rect.left, row: row), style: style, within: rect)
        for group in 0..<keyValueHeadCount {
            let columns = size * cellColumns - (cellColumns >= 3 ? 1 : 0)
            let line = Rect(
                column: rect.left + Self.labelColumns + group * size * cellColumns, row: row, columns: columns, rows: 1)
            if columns >= 2 {
                canvas.horizontalLine(at: line.origin, columns: columns, style: style)
                canvas.put(Glyph("╰"), at: line.origin, style: style)
                canvas.put(Glyph("╯"), at: line.origin.moved(columns: columns - 1), style: style)
            }
            let isChosen = scene.state.attention.head / size == group
            let name = columns >= 5 ? " \(group + 1) " : "\(group + 1)"
            guard name.count <= max(1, columns - 2) else { continue }
            canvas.write(name, in: line, style: isChosen ? scene.theme[.accent] : style, alignment: .center)
        }
    }
}

/// What the letters of the head map mean.
struct HeadLegend {
    let scene: Scene

    /// Writes the letters and their words side by side, as many as fit.
    func draw(in rect: Rect, on canvas: inout Canvas) {
        guard !rect.isEmpty, scene.state.headScores != nil else { return }
        var point = rect.origin
        let unlabelled = ("·", scene.text(.unlabelled), TextUI.Role.faint)
        for (letter, name, role) in HeadScores.Kind.allCases.map({ ($0.letter, scene.text(.name($0)), $0.role) })
            + [unlabelled]
        {
            if point.column + name.columnWidth + 2 > rect.right {
                point = Point(column: rect.left, row: point.row + 1)
            }
            point.column = canvas.write(letter, at: point, style: scene.theme[role], within: rect)
            point.column = canvas.write(" \(name)", at: point, style: scene.theme[.dim], within: rect) + 2
        }
    }
}

/// How much the chosen head does what each kind of head does, and from which score on it bears the name.
struct HeadScoreBars {
    let scene: Scene

    static let rows = HeadScores.Kind.allCases.count

    /// One kind in a row: letter, name, bar with the threshold, score.
    func draw(in rect: Rect, on canvas: inout Canvas) {
        guard let scores = scene.state.headScores else { return }
        let display = scene.state.attention
        let label = scores.label(layer: display.layer, head: display.head)
        let names = HeadScores.Kind.allCases.map { scene.text(.name($0)) }
        let nameColumns = names.map(\.columnWidth).max() ?? 0
        for (index, kind) in HeadScores.Kind.allCases.enumerated() {
            let line = rect.row(index)
            guard !line.isEmpty, let score = scores.score(kind, layer: display.layer, head: display.head) else {
                continue
            }
            let isLabel = kind == label
            canvas.write(kind.letter, in: line, style: scene.theme[kind.role].adding(isLabel ? .bold : []))
            canvas.write(names[index], in: line.inset(left: 2), style: scene.theme[isLabel ? .strong : .dim])
            Bar(
                Double(score), reference: scores.thresholds[kind].map(Double.init), role: .barMuted,
                color: isLabel ? scene.theme[kind.role].foreground : nil
            ).draw(in: line.inset(left: nameColumns + 4, right: 6), on: &canvas, theme: scene.theme)
            canvas.write(
                Figure.fixed(Double(score), decimals: 2), in: line, style: scene.theme[isLabel ? .text : .dim],
                alignment: .right)
        }
    }
}
