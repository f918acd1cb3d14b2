import Generation
import Playground
import TextUI

/// Before there is a map: which texts, which model, how the file begins, and how far embedding is.
struct CorpusFormPane {
    let scene: Scene
    let layout: EmbeddingsLayout

    private var display: EmbeddingsDisplay { scene.state.embeddings }
    private var form: CorpusForm { display.form }
    private static let labelColumns = 13

    private var parts: (introduction: Rect, rows: Rect, below: Rect) {
        let content = layout.content(layout.form)
        let wanted = Paragraph(text: scene.text(.corpusFormIntroduction), style: .plain).rows(columns: content.columns)
        let isRoomy = content.rows >= 14
        let parts = content.split(rows: [
            .fixed(isRoomy ? min(4, wanted) : 0), .fixed(isRoomy ? 1 : 0), .fixed(form.rows.count),
            .fixed(isRoomy ? 1 : 0), .rest,
        ])
        return (parts[0], parts[2], parts[4])
    }

    /// The line of the form at a place.
    func row(at point: Point) -> CorpusForm.Row? {
        let rows = parts.rows
        let index = point.row - rows.top
        return rows.contains(point) && form.rows.indices.contains(index) ? form.rows[index] : nil
    }

    /// The origin whose name is at a place.
    func origin(at point: Point) -> Int? {
        tabs.tab(at: point, in: parts.rows.row(0).inset(left: Self.labelColumns))
    }

    private var tabs: Tabs {
        Tabs(
            CorpusForm.Origin.allCases.map { scene.text(.origin($0)) },
            selected: CorpusForm.Origin.allCases.firstIndex(of: form.origin) ?? 0)
    }

    /// Draws the form.
    func draw(on canvas: inout Canvas) {
        if layout.isFramed {
            PaneFrame(scene.text(.corpusFormTitle), facts: facts, isFocused: scene.state.overlay == nil)
                .draw(in: layout.form, on: &canvas, theme: scene.theme)
        }
        let parts = parts
        Paragraph(text: scene.text(.corpusFormIntroduction), style: scene.theme[.dim])
            .draw(in: parts.introduction, on: &canvas)
        for (index, row) in form.rows.enumerated() { draw(row, in: parts.rows.row(index), on: &canvas) }
        drawBelow(in: parts.below, on: &canvas)
    }

    private var facts: [String] {
        [scene.text(isHosted ? .textsLeave : .textsStay)]
    }

    /// Whether the model's reference names a service; what it is in truth the plan says before anything is sent.
    private var isHosted: Bool {
        form.origin != .collection
            && ["openai:", "gemini:", "hf-router:", "http://", "https://"].contains { form.model.hasPrefix($0) }
    }

    // MARK: Lines

    private func draw(_ row: CorpusForm.Row, in line: Rect, on canvas: inout Canvas) {
        guard !line.isEmpty else { return }
        let theme = scene.theme
        let isChosen = row == form.row && scene.state.overlay == nil
        canvas.write(isChosen ? "▸" : " ", at: line.origin, style: theme[.accent], within: line)
        canvas.write(
            scene.text(.row(row)), in: line.inset(left: 2, right: line.columns - Self.labelColumns),
            style: theme[isChosen ? .strong : .dim])
        let room = line.inset(left: Self.labelColumns)
        switch row {
        case .origin: tabs.draw(in: room, on: &canvas, theme: theme)
        case .path:
            field(form.path, form.origin == .csv ? .pathPlaceholder : .linesPlaceholder, isChosen, room, on: &canvas)
        case .text: field(form.entry, .textPlaceholder, isChosen, room, on: &canvas)
        case .sample:
            let parts = room.split(columns: [.fixed(10), .rest])
            field(form.sample, .samplePlaceholder, isChosen, parts[0], on: &canvas)
            canvas.write(scene.text(.sampleHint), in: parts[1], style: theme[.placeholder])
        case .seed: field(form.seed, Phrase(same: "42"), isChosen, room, on: &canvas)
        case .model:
            let parts = room.split(columns: [.flexible(minimum: 20), .fixed(form.models.count > 1 ? 12 : 0)])
            field(form.model, .embedderPlaceholder, isChosen, parts[0], on: &canvas)
            canvas.write("←→", in: parts[1], style: theme[.placeholder], alignment: .right)
        case .column: choice(column, isChosen, in: room, on: &canvas)
        case .collection: choice(collection, isChosen, in: room, on: &canvas)
        case .start:
            canvas.write(
                scene.text(obstacle ?? start), in: room,
                style: theme[obstacle != nil ? .disabled : isChosen ? .accent : .text])
        }
    }

    private func field(
        _ text: String, _ placeholder: Phrase, _ isChosen: Bool, _ room: Rect, on canvas: inout Canvas
    ) {
        TextField(
            TokenText.visible(text), cursor: isChosen ? TokenText.visible(text).utf8.count : nil,
            placeholder: scene.text(placeholder)
        )
        .draw(in: room, on: &canvas, theme: scene.theme)
    }

    private func choice(_ line: Line, _ isChosen: Bool, in room: Rect, on canvas: inout Canvas) {
        line.draw(in: room, on: &canvas, theme: scene.theme)
    }

    private var column: Line {
        guard let preview = form.preview, preview.columns.indices.contains(form.column) else {
            return Line(scene.text(display.isPending(.preview) ? .readingCorpus : .readFileFirst), .placeholder)
        }
        return Line([
            Span(TokenText.visible(preview.columns[form.column]), .strong),
            Span("  " + scene.text(.columnPlace(form.column, of: preview.columns.count)), .placeholder),
        ])
    }

    private var collection: Line {
        guard let collection = form.chosenCollection else { return Line(scene.text(.noCollections), .placeholder) }
        return Line([
            Span(collection.name, .strong),
            Span(
                "  " + scene.text(.textCount(collection.count)) + " · " + collection.modelReference + " · "
                    + collection.created, .dim),
            Span("  " + scene.text(.columnPlace(form.collection, of: form.collections.count)), .placeholder),
        ])
    }

    /// What is missing.
    private var obstacle: Phrase? {
        switch form.origin {
        case .csv, .lines:
            if form.path.isEmpty { return .missingFile }
            if form.origin == .csv, form.preview == nil { return .readFileFirst }
        case .texts: if form.texts.isEmpty { return .missingTexts }
        case .collection: return form.chosenCollection == nil ? .noCollections : nil
        }
        return form.model.isEmpty ? .missingModel : nil
    }

    private var start: Phrase {
        if display.isWorking { return .workingRow }
        if form.origin == .collection { return .startCollection }
        let isInterrupted = display.progress.map { $0.doneCount > 0 && $0.fraction < 1 } ?? false
        return isInterrupted && display.order == form.order ? .goOnRow : .startRow
    }

    // MARK: Below the lines

    private func drawBelow(in room: Rect, on canvas: inout Canvas) {
        var room = room
        if let failure = display.failure {
            let text = [scene.text(.failure(failure)), failure.hint].compactMap(\.self).joined(separator: " · ")
            let paragraph = Paragraph(text: text, style: scene.theme[.error])
            paragraph.draw(in: room, on: &canvas)
            room = room.inset(top: paragraph.rows(columns: room.columns) + 1)
        }
        if display.isWorking || display.progress != nil {
            drawProgress(in: room, on: &canvas)
            room = room.inset(top: 3)
        }
        switch form.origin {
        case .csv, .lines: drawPreview(in: room, on: &canvas)
        case .texts:
            if !form.texts.isEmpty {
                canvas.write(scene.text(.textCount(form.texts.count)), in: room.row(0), style: scene.theme[.dim])
            }
            let shown = form.texts.suffix(max(0, room.rows - 1))
            ListView(shown.map { Line(TokenText.visible($0)) }).draw(
                in: room.inset(top: 1), on: &canvas, theme: scene.theme)
        case .collection: drawCollections(in: room, on: &canvas)
        }
    }

    private func drawProgress(in room: Rect, on canvas: inout Canvas) {
        guard let progress = display.progress else {
            canvas.write(scene.text(.readingCorpus), in: room.row(0), style: scene.theme[.dim])
            return
        }
        Bar(progress.fraction, role: display.isWorking ? .bar : .barMuted).draw(
            in: room.row(0), on: &canvas, theme: scene.theme)
        var words = [scene.text(.embedded(progress.doneCount, of: progress.totalCount))]
        if progress.knownCount > 0 { words.append(scene.text(.known(progress.knownCount))) }
        if !display.isWorking {
            words.append(scene.text(.keptSoFar))
        } else if progress.fraction >= 1 {
            words.append(scene.text(.drawingMap))
        } else {
            if let rate = progress.textsPerSecond { words.append(scene.text(.textsPerSecond(rate))) }
            if let remaining = progress.remaining { words.append(scene.text(.timeLeft(remaining))) }
        }
        canvas.write(words.joined(separator: " · "), in: room.row(1), style: scene.theme[.text])
    }

    /// The first rows of the file, the chosen column brighter and with most of the room.
    private func drawPreview(in room: Rect, on canvas: inout Canvas) {
        guard let preview = form.preview, room.rows >= 2, !preview.columns.isEmpty || !preview.rows.isEmpty else {
            return
        }
        let count = max(1, preview.columns.count)
        // As many columns as can be read, and the chosen one among them.
        let fitting = max(1, min(count, (room.columns - 30) / 13 + 1))
        let first = min(max(0, form.column - fitting + 1), count - fitting)
        let shown = first..<first + fitting
        let columns = shown.map { index in
            Table.Column(
                preview.columns.indices.contains(index) ? TokenText.visible(preview.columns[index]) : "",
                index == form.column || preview.columns.isEmpty ? .flexible(weight: 1, minimum: 20) : .fixed(11))
        }
        let rows = preview.rows.map { row in
            shown.map { index in
                let value = row.indices.contains(index) ? String(row[index].prefix(200)) : ""
                return Line(TokenText.visible(value), index == form.column ? .text : .dim)
            }
        }
        Table(columns, rows: rows).draw(in: room, on: &canvas, theme: scene.theme)
    }

    private func drawCollections(in room: Rect, on canvas: inout Canvas) {
        let lines = form.collections.map { collection in
            Line([
                Span(collection.name, .text),
                Span("  " + scene.text(.textCount(collection.count)) + " · " + collection.modelReference, .dim),
            ])
        }
        if !lines.isEmpty {
            ListView(lines, selected: form.collection).draw(in: room, on: &canvas, theme: scene.theme)
        }
    }

    /// The collection at a place.
    func collection(at point: Point) -> Int? {
        guard form.origin == .collection, display.failure == nil else { return nil }
        return ListView(form.collections.map { Line($0.name) }, selected: form.collection).item(
            at: point, in: parts.below)
    }
}
