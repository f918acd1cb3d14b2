import Generation
import Playground
import TextUI

/// The map of a corpus, in dots of braille: two dots wide and four high in each cell, coloured by a column.
struct MapPane {
    let scene: Scene
    let layout: EmbeddingsLayout

    private var display: EmbeddingsDisplay { scene.state.embeddings }
    private var parts: (plot: Rect, legend: Rect, lesson: Rect) {
        let (room, lesson) = layout.lesson(layout.map, saying: lesson)
        let hasLegend = display.colorColumn != nil && room.rows >= 5
        let parts = room.split(rows: [.rest, .fixed(hasLegend ? 1 : 0)])
        return (parts[0], parts[1], lesson)
    }

    /// How to read the map.
    private var lesson: String {
        display.mapped.map { scene.text(.lesson(display.kind, dimensions: $0.dimensions)) } ?? ""
    }

    // MARK: Places

    /// How a place of the map becomes a dot of the plot.
    private struct Projection {
        let plot: Rect
        let square: MapSquare
        let window: EmbeddingsDisplay.Window
        /// Dots from the middle of the whole map to its edge; a point at the edge is seen whole.
        private var reach: Float { Float(max(1, min(plot.columns * 2, plot.rows * 4) - 2)) / 2 }
        private var middle: SIMD2<Float> { SIMD2(Float(plot.columns), Float(plot.rows * 2)) }

        /// The dot, which may lie outside.
        func dot(_ place: SIMD2<Float>) -> SIMD2<Float> {
            let gap = (square[place] - window.middle) * window.zoom * reach
            return middle + SIMD2(gap.x, -gap.y)
        }

        /// The place in the square that is drawn at a cell.
        func place(at cell: Point) -> SIMD2<Float> {
            let dot = SIMD2(Float((cell.column - plot.left) * 2 + 1), Float((cell.row - plot.top) * 4 + 2))
            let gap = (dot - middle) / (window.zoom * reach)
            return window.middle + SIMD2(gap.x, -gap.y)
        }

        /// The cell of a dot; nil outside.
        func cell(_ dot: SIMD2<Float>) -> Point? {
            guard dot.x >= 0, dot.y >= 0, dot.x < Float(plot.columns * 2), dot.y < Float(plot.rows * 4) else {
                return nil
            }
            return Point(column: plot.left + Int(dot.x) / 2, row: plot.top + Int(dot.y) / 4)
        }
    }

    private var projection: Projection? {
        guard let map = display.map, !parts.plot.isEmpty else { return nil }
        return Projection(plot: parts.plot, square: display.square(of: map), window: display.window)
    }

    /// The text whose point is nearest to a cell, if one is near.
    func text(at point: Point) -> Int? {
        guard parts.plot.contains(point), let projection, let map = display.map else { return nil }
        let wanted = SIMD2(
            Float((point.column - parts.plot.left) * 2 + 1), Float((point.row - parts.plot.top) * 4 + 2))
        var best: (index: Int, distance: Float)?
        for (index, place) in map.places.enumerated() {
            let gap = projection.dot(place) - wanted
            let distance = (gap * gap).sum()
            if distance < best?.distance ?? 64 { best = (index, distance) }
        }
        return best?.index
    }

    /// The place of the map at a cell.
    func place(at point: Point) -> SIMD2<Float>? { parts.plot.contains(point) ? projection?.place(at: point) : nil }

    // MARK: Drawing

    /// What is known of the points in one cell.
    private struct Tally {
        var dots: UInt32 = 0
        var count = 0
        var shareSum = 0.0
        var shareCount = 0
        var categories = SIMD8<Int32>.zero
    }

    /// Draws the frame, the points, and what the colours mean.
    func draw(on canvas: inout Canvas) {
        let theme = scene.theme
        if layout.isFramed {
            PaneFrame(scene.text(.map(display.kind)), facts: facts, isFocused: scene.state.overlay == nil)
                .draw(in: layout.map, on: &canvas, theme: theme)
        }
        guard let map = display.map, let projection else { return }
        let column = display.colorColumn.map { display.columns[$0] }
        let colors = MapColors(column, theme: theme)
        drawPoints(map, projection, colors, on: &canvas)
        drawLandmarks(map, projection, on: &canvas)
        colors.drawLegend(in: parts.legend, scene, on: &canvas)
        Paragraph(text: lesson, style: theme[.placeholder]).draw(in: parts.lesson, on: &canvas)
    }

    private var facts: [String] {
        guard let mapped = display.mapped, let map = display.map else { return [] }
        var facts: [String] = []
        if display.kind == .neighbours, display.isMapping {
            facts.append(scene.text(.mapping(display.neighbourMap?.fraction ?? 0)))
        } else if let share = map.preservedShare {
            facts.append(scene.text(.preserved(share)))
            if let share = display.principalShare, map.kind == .neighbours {
                facts.append(scene.text(.principalPreserved(share)))
            }
        } else if !map.explained.isEmpty {
            facts.append(scene.text(.explained(map.explained)))
        }
        if display.window.zoom > 1 { facts.append("×" + Figure.brief(Double(display.window.zoom))) }
        facts.append(scene.text(.textCount(mapped.corpus.texts.count)))
        return facts
    }

    private func drawPoints(
        _ map: CorpusMap, _ projection: Projection, _ colors: MapColors, on canvas: inout Canvas
    ) {
        let plot = projection.plot
        var tallies = [Tally](repeating: Tally(), count: plot.columns * plot.rows)
        var seen = 0
        for (index, place) in map.places.enumerated() {
            let dot = projection.dot(place)
            guard let cell = projection.cell(dot) else { continue }
            seen += 1
            let place = (cell.row - plot.top) * plot.columns + cell.column - plot.left
            tallies[place].dots |= Braille.bit(Int(dot.x) % 2, Int(dot.y) % 4)
            tallies[place].count += 1
            guard let value = colors.column?.values[index], !value.isNaN else { continue }
            if let categories = colors.categoryCount {
                tallies[place].categories[min(Int(value), min(categories, 8) - 1)] += 1
            } else {
                tallies[place].shareSum += colors.share(of: value)
                tallies[place].shareCount += 1
            }
        }
        // Letters where there is room to read them, dots where there are too many.
        let areLettersReadable = scene.theme.isMonochrome || seen * 6 < plot.columns * plot.rows
        for (index, tally) in tallies.enumerated() where tally.count > 0 {
            let point = plot.origin.moved(columns: index % plot.columns, rows: index / plot.columns)
            let braille = Braille.glyph(tally.dots)
            if colors.categoryCount != nil {
                let most = (0..<8).max { tally.categories[$0] < tally.categories[$1] } ?? 0
                let isKnown = tally.categories[most] > 0
                let style = isKnown ? colors.style(category: most) : scene.theme[.dim]
                canvas.put(
                    isKnown && areLettersReadable ? MapColors.letter(most) : braille, at: point, style: style)
            } else {
                let share = tally.shareCount > 0 ? tally.shareSum / Double(tally.shareCount) : nil
                let style = colors.column == nil ? scene.theme[.bar] : colors.style(share: share)
                canvas.put(colors.shade(share) ?? braille, at: point, style: style)
            }
        }
        if colors.categoryCount != nil, !areLettersReadable {
            drawCategoryLetters(map, projection, colors, on: &canvas)
        }
    }

    /// Where dots are too many for letters, each category's letter stands in the middle of its points.
    private func drawCategoryLetters(
        _ map: CorpusMap, _ projection: Projection, _ colors: MapColors, on canvas: inout Canvas
    ) {
        guard let column = colors.column, case .categories(let names) = column.kind else { return }
        for category in names.indices {
            let members = map.places.indices.filter { column.values[$0] == Double(category) }
            guard !members.isEmpty else { continue }
            let middle = members.reduce(SIMD2<Float>.zero) { $0 + map.places[$1] } / Float(members.count)
            guard let cell = projection.cell(projection.dot(middle)) else { continue }
            canvas.put(
                MapColors.letter(category), at: cell, style: colors.style(category: category).adding([.bold, .reverse]))
        }
    }

    /// The chosen text, what is near it, marks, and the terms of a − b + c.
    private func drawLandmarks(_ map: CorpusMap, _ projection: Projection, on canvas: inout Canvas) {
        func cell(_ index: Int) -> Point? {
            map.places.indices.contains(index) ? projection.cell(projection.dot(map.places[index])) : nil
        }
        for neighbour in display.listed {
            guard let point = cell(neighbour.index) else { continue }
            canvas.put(Glyph("○"), at: point, style: scene.theme[.accent])
        }
        for (place, index) in display.marked.enumerated() {
            guard let point = cell(index) else { continue }
            canvas.put(Glyph(MarkLabel.scalar(place)), at: point, style: scene.theme[.strong].adding(.reverse))
        }
        for (term, index) in zip(["a", "b", "c"] as [Unicode.Scalar], display.terms) {
            guard display.view == .arithmetic, let point = index.flatMap(cell) else { continue }
            canvas.put(Glyph(term), at: point, style: scene.theme[.strong].adding(.reverse))
        }
        if let point = display.picked.flatMap(cell) {
            canvas.put(Glyph("●"), at: point, style: scene.theme[.accent].adding(.bold))
        }
    }
}

/// What marked texts are called: 1 to 9, then letters.
enum MarkLabel {
    static func scalar(_ place: Int) -> Unicode.Scalar {
        Unicode.Scalar(UInt8(place < 9 ? 49 + place : 65 + min(25, place - 9)))
    }
}
