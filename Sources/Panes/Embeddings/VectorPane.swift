import Generation
import Playground
import TextUI

/// What stands beside the map: a text with what is near it, cosines, a vector, or a − b + c.
struct VectorPane {
    let scene: Scene
    let layout: EmbeddingsLayout

    private var display: EmbeddingsDisplay { scene.state.embeddings }
    private var texts: [CorpusText] { display.mapped?.corpus.texts ?? [] }

    private var parts: (tabs: Rect, room: Rect, lesson: Rect) {
        let (room, lesson) = layout.lesson(layout.side, saying: lesson)
        let isRoomy = room.rows >= 12
        let parts = room.split(rows: [.fixed(room.rows >= 4 ? 1 : 0), .fixed(isRoomy ? 1 : 0), .rest])
        return (parts[0], parts[2], lesson)
    }

    private var tabs: Tabs {
        Tabs(
            EmbeddingsView.allCases.map { scene.text(.view($0)) },
            selected: EmbeddingsView.allCases.firstIndex(of: display.view) ?? 0)
    }

    /// What a press at a place means.
    func actions(at point: Point) -> [Action] {
        guard layout.side.contains(point) else { return [] }
        let parts = parts
        if let tab = tabs.tab(at: point, in: parts.tabs) {
            return [.embeddings(.showView(EmbeddingsView.allCases[tab]))]
        }
        switch display.view {
        case .text:
            let rooms = TextRooms(scene, parts.room)
            if rooms.query.contains(point) { return [.embeddings(.beginQuery)] }
            return neighbourList(in: rooms.list).actions(at: point, in: rooms.list)
        case .arithmetic:
            let room = arithmeticRooms(parts.room).list
            return neighbourList(in: room).actions(at: point, in: room)
        case .cosines, .vector: return []
        }
    }

    /// Draws the frame and the view.
    func draw(on canvas: inout Canvas) {
        let parts = parts
        if layout.isFramed {
            PaneFrame(title, facts: facts).draw(in: layout.side, on: &canvas, theme: scene.theme)
        }
        tabs.draw(in: parts.tabs, on: &canvas, theme: scene.theme)
        switch display.view {
        case .text: drawText(in: parts.room, on: &canvas)
        case .cosines: CosinesView(scene: scene).draw(in: parts.room, on: &canvas)
        case .vector: drawVector(in: parts.room, on: &canvas)
        case .arithmetic: drawArithmetic(in: parts.room, on: &canvas)
        }
        Paragraph(text: lesson, style: scene.theme[.placeholder]).draw(in: parts.lesson, on: &canvas)
    }

    /// How to read the view; of a text there is nothing to say.
    private var lesson: String {
        switch display.view {
        case .text: ""
        case .cosines: scene.text(.cosineLesson)
        case .vector: scene.text(.vectorLesson)
        case .arithmetic: scene.text(.arithmeticLesson)
        }
    }

    private var title: String {
        guard let picked = display.picked, texts.indices.contains(picked) else { return scene.text(.view(.text)) }
        return scene.text(.sourceRow(texts[picked].row))
    }

    private var facts: [String] {
        guard let column = display.colorColumn.map({ display.columns[$0] }), let picked = display.picked,
            column.values.indices.contains(picked), !column.values[picked].isNaN
        else { return [] }
        switch column.kind {
        case .numeric: return ["\(column.name) \(Figure.brief(signed: column.values[picked]))"]
        case .categories(let names):
            let place = Int(column.values[picked])
            return ["\(column.name) \(names.indices.contains(place) ? names[place] : scene.text(.otherCategories))"]
        }
    }

    private func neighbourList(in room: Rect) -> NeighbourList {
        NeighbourList(neighbours: display.listed, choice: display.choice, texts: texts)
    }

    // MARK: A text

    /// The query, what is near, and the text itself.
    private struct TextRooms {
        let query: Rect
        let heading: Rect
        let list: Rect
        let text: Rect
        let fields: Rect

        init(_ scene: Scene, _ room: Rect) {
            let fieldCount = scene.state.embeddings.mapped?.corpus.otherColumns.count ?? 0
            let fieldRows = room.rows >= 16 ? min(fieldCount, room.rows / 4) : 0
            let gap = room.rows >= 14 ? 1 : 0
            let parts = room.split(rows: [
                .fixed(1), .fixed(gap), .fixed(room.rows >= 7 ? 1 : 0), .fixed(min(12, room.rows * 2 / 5)), .fixed(gap),
                .rest,
                .fixed(fieldRows),
            ])
            (query, heading, list, text, fields) = (parts[0], parts[2], parts[3], parts[5], parts[6])
        }
    }

    private func drawText(in room: Rect, on canvas: inout Canvas) {
        let theme = scene.theme
        let rooms = TextRooms(scene, room)
        let isHosted = display.mapped?.isLocal == false
        if display.isQuerying || !display.query.isEmpty {
            TextField(
                display.query, cursor: display.isQuerying ? display.query.utf8.count : nil,
                placeholder: scene.text(isHosted ? .queryHosted : .queryTyping), prompt: "/"
            ).draw(in: rooms.query, on: &canvas, theme: theme)
        } else {
            canvas.write(scene.text(.queryPlaceholder), in: rooms.query, style: theme[.placeholder])
        }
        let heading: Phrase = display.query.isEmpty ? .nearText : .nearQuery
        canvas.write(scene.text(heading), in: rooms.heading, style: theme[.dim])
        let isPending = display.isPending(display.query.isEmpty ? .detail : .search)
        if display.listed.isEmpty, isPending {
            canvas.write(scene.text(.measuringCosines), in: rooms.list, style: theme[.placeholder])
        }
        neighbourList(in: rooms.list).draw(in: rooms.list, on: &canvas, theme: theme)
        guard let picked = display.picked, texts.indices.contains(picked) else { return }
        Paragraph(text: TokenText.visible(String(texts[picked].text.prefix(4000))), style: theme[.text])
            .draw(in: rooms.text, on: &canvas)
        drawFields(texts[picked], in: rooms.fields, on: &canvas)
    }

    private func drawFields(_ text: CorpusText, in room: Rect, on canvas: inout Canvas) {
        let names = display.mapped?.corpus.otherColumns ?? []
        let columns = min(16, names.map(\.columnWidth).max() ?? 0) + 1
        for (index, (name, value)) in zip(names, text.fields).prefix(room.rows).enumerated() {
            let parts = room.row(index).split(columns: [.fixed(columns), .rest])
            canvas.write(TokenText.visible(name), in: parts[0].inset(right: 1), style: scene.theme[.dim])
            canvas.write(TokenText.visible(String(value.prefix(200))), in: parts[1], style: scene.theme[.text])
        }
    }

    // MARK: A vector

    private func drawVector(in room: Rect, on canvas: inout Canvas) {
        guard let detail = display.pickedDetail else {
            canvas.write(scene.text(.measuringCosines), in: room, style: scene.theme[.placeholder])
            return
        }
        let theme = scene.theme
        let strip = VectorStrip(detail.vector)
        let wanted = min(strip.rows(columns: room.columns, theme: theme), max(1, room.rows / 2))
        let gap = room.rows >= 10 ? 1 : 0
        let parts = room.split(rows: [.fixed(wanted), .fixed(gap), .fixed(1), .rest])
        strip.draw(in: parts[0], on: &canvas, theme: theme)
        canvas.write(scene.text(.largestComponents), in: parts[2], style: theme[.dim])
        let largest = detail.vector.indices.sorted { abs(detail.vector[$0]) > abs(detail.vector[$1]) }
        let most = Double(largest.first.map { abs(detail.vector[$0]) } ?? 1)
        for (row, index) in largest.prefix(parts[3].rows).enumerated() {
            let cells = parts[3].row(row).split(columns: [.fixed(6), .fixed(8), .fixed(1), .rest])
            let value = Double(detail.vector[index])
            canvas.write("#\(index)", in: cells[0], style: theme[.dim])
            canvas.write(Figure.fixed(value, decimals: 4), in: cells[1], style: theme[.text], alignment: .right)
            Bar(most > 0 ? abs(value) / most : 0, color: theme.diverging.color(at: value < 0 ? 0 : 1)).draw(
                in: cells[3], on: &canvas, theme: theme)
        }
    }

    // MARK: a − b + c

    private func arithmeticRooms(_ room: Rect) -> (terms: [Rect], hint: Rect, list: Rect) {
        let termRows = max(1, min(3, (room.rows - 4) / 5))
        let parts = room.split(rows: [
            .fixed(termRows), .fixed(termRows), .fixed(termRows), .fixed(room.rows >= 12 ? 1 : 0), .fixed(1), .rest,
        ])
        return (Array(parts.prefix(3)), parts[4], parts[5])
    }

    private func drawArithmetic(in room: Rect, on canvas: inout Canvas) {
        let theme = scene.theme
        let rooms = arithmeticRooms(room)
        for (place, (label, line)) in zip(["  a", "− b", "+ c"], rooms.terms).enumerated() {
            canvas.write(label, in: line.row(0), style: theme[.strong])
            let index = display.terms[place].flatMap { texts.indices.contains($0) ? $0 : nil }
            let text = index.map { TokenText.visible(String(texts[$0].text.prefix(400))) }
            Paragraph(text: text ?? "…", style: theme[text == nil ? .placeholder : .text])
                .draw(in: line.inset(left: 4), on: &canvas)
        }
        guard display.combination != nil else {
            Paragraph(text: scene.text(.arithmeticHint), style: theme[.placeholder])
                .draw(in: rooms.list, on: &canvas)
            return
        }
        canvas.write(
            scene.text(display.isPending(.combination) && display.combined == nil ? .measuringCosines : .nearSum),
            in: rooms.hint, style: theme[.dim])
        neighbourList(in: rooms.list).draw(in: rooms.list, on: &canvas, theme: theme)
    }
}

/// Texts with their cosines, one of them chosen.
struct NeighbourList {
    let neighbours: [Neighbour]
    let choice: Int
    let texts: [CorpusText]

    private var view: ListView {
        ListView(
            neighbours.map { neighbour in
                let text = texts.indices.contains(neighbour.index) ? texts[neighbour.index].text : ""
                return Line([
                    Span(Figure.fixed(Double(neighbour.cosine), decimals: 3) + "  ", .accent),
                    Span(TokenText.visible(String(text.prefix(200)))),
                ])
            }, selected: neighbours.isEmpty ? nil : choice)
    }

    /// A press chooses an entry, and goes there if it is chosen already.
    func actions(at point: Point, in room: Rect) -> [Action] {
        guard let index = view.item(at: point, in: room) else { return [] }
        return index == choice ? [.embeddings(.pickChoice)] : [.embeddings(.moveChoice(by: index - choice))]
    }

    /// Draws the entries that fit.
    func draw(in room: Rect, on canvas: inout Canvas, theme: Theme) {
        if !neighbours.isEmpty { view.draw(in: room, on: &canvas, theme: theme) }
    }
}

/// The cosines of the marked texts, each with each, and which texts they are.
struct CosinesView {
    let scene: Scene

    private var display: EmbeddingsDisplay { scene.state.embeddings }

    /// Draws the matrix, with numbers where they fit, and the texts below.
    func draw(in room: Rect, on canvas: inout Canvas) {
        let theme = scene.theme
        let marked = display.marked
        guard marked.count > 1 else {
            let hint = Paragraph(text: scene.text(.markHint), style: theme[.placeholder])
            hint.draw(in: room, on: &canvas)
            drawTexts(marked, in: room.inset(top: hint.rows(columns: room.columns) + 1), on: &canvas)
            return
        }
        let count = marked.count
        let hasNumbers = count * 5 + 2 <= room.columns && count + 1 <= room.rows
        let rows = (hasNumbers ? count : (count + 1) / 2) + 1
        let parts = room.split(rows: [.fixed(rows), .fixed(room.rows >= rows + 4 ? 1 : 0), .rest])
        guard let cosines = display.cosines, cosines.marked == marked else {
            canvas.write(scene.text(.measuringCosines), in: parts[0], style: theme[.placeholder])
            drawTexts(marked, in: parts[2], on: &canvas)
            return
        }
        let values = cosines.values.map(Double.init)
        if hasNumbers {
            drawNumbers(values, count, in: parts[0], on: &canvas)
        } else {
            let columns = min(4, max(1, (room.columns - 2) / count))
            HeatMap(rows: count, columns: count, cellColumns: columns, ramp: theme.attention) {
                max(0, values[$0 * count + $1])
            }.draw(in: parts[0].inset(left: 2, top: 1), on: &canvas, theme: theme)
            for place in 0..<count {
                canvas.put(
                    Glyph(MarkLabel.scalar(place)),
                    at: parts[0].origin.moved(columns: 2 + place * columns + (columns - 1) / 2), style: theme[.dim])
            }
        }
        drawTexts(marked, in: parts[2], on: &canvas)
    }

    private func drawNumbers(_ values: [Double], _ count: Int, in room: Rect, on canvas: inout Canvas) {
        let theme = scene.theme
        for row in 0..<count {
            let line = room.row(row + 1)
            canvas.put(Glyph(MarkLabel.scalar(row)), at: line.origin, style: theme[.strong])
            canvas.put(Glyph(MarkLabel.scalar(row)), at: room.origin.moved(columns: 4 + row * 5), style: theme[.strong])
            for column in 0..<count {
                let value = values[row * count + column]
                let cell = Rect(column: line.left + 2 + column * 5, row: line.top, columns: 5, rows: 1)
                canvas.fill(cell.intersection(room), style: theme.attention.style(at: max(0, value)).over(theme[.text]))
                canvas.write(
                    Figure.fixed(value, decimals: 2), in: cell.inset(right: 1).intersection(room),
                    style: theme.attention.style(at: max(0, value)).over(theme[.text]), alignment: .right)
            }
        }
    }

    private func drawTexts(_ marked: [Int], in room: Rect, on canvas: inout Canvas) {
        let texts = display.mapped?.corpus.texts ?? []
        for (place, index) in marked.prefix(room.rows).enumerated() where texts.indices.contains(index) {
            let line = room.row(place)
            let isPicked = index == display.picked
            canvas.put(Glyph(MarkLabel.scalar(place)), at: line.origin, style: scene.theme[.strong])
            canvas.write(
                TokenText.visible(String(texts[index].text.prefix(200))), in: line.inset(left: 2),
                style: scene.theme[isPicked ? .accent : .text])
        }
    }
}
