import Generation
import Playground
import TextUI

/// The grid of texts: a row for each value, a column for each sample, equal texts under one letter.
struct SweepGridPane {
    let scene: Scene
    let layout: SweepLayout

    private var display: SweepDisplay { scene.state.sweep }
    private var sweep: Sweep? { display.sweep }

    // MARK: Places

    private static let labelColumns = 12
    private static let leastCellColumns = 16

    /// The rows and samples that are seen, and how large their cells are.
    private struct Places {
        let header: Rect
        let list: Rect
        let figureColumns: Int
        let rowHeight: Int
        let rows: Range<Int>
        let samples: Range<Int>
        let cells: [Rect]

        func line(_ row: Int) -> Rect {
            Rect(
                column: list.left, row: list.top + (row - rows.lowerBound) * rowHeight, columns: list.columns,
                rows: rowHeight
            )
            .intersection(list)
        }

        func cell(row: Int, sample: Int) -> Rect {
            let line = line(row)
            let column = cells[sample - samples.lowerBound]
            return Rect(column: column.left, row: line.top, columns: column.columns, rows: line.rows)
        }
    }

    private func places(rowCount: Int, sampleCount: Int) -> Places {
        let content = layout.content(layout.grid)
        let parts = content.split(rows: [.fixed(content.rows >= 4 ? 1 : 0), .rest])
        let list = parts[1]
        let figures = content.columns >= 60 ? 12 : 0
        let height = max(1, min(5, list.rows / max(1, rowCount)))
        let visibleRows = max(1, min(rowCount, list.rows / height))
        let firstRow = TokensLayout.first(around: display.selection.row, of: rowCount, visible: visibleRows)
        let room = list.inset(left: Self.labelColumns + figures)
        let visibleSamples = max(1, min(sampleCount, room.columns / Self.leastCellColumns))
        let firstSample = TokensLayout.first(
            around: display.selection.sample, of: sampleCount, visible: visibleSamples)
        return Places(
            header: parts[0], list: list, figureColumns: figures, rowHeight: height,
            rows: firstRow..<min(rowCount, firstRow + visibleRows),
            samples: firstSample..<min(sampleCount, firstSample + visibleSamples),
            cells: room.split(columns: Array(repeating: .rest, count: visibleSamples), spacing: 2))
    }

    /// The cell at a place of the screen.
    func cell(at point: Point) -> SweepDisplay.Cell? {
        guard let sweep, !layout.grid.isEmpty else { return nil }
        let places = places(rowCount: sweep.rows.count, sampleCount: sweep.grid.sampleCount)
        for row in places.rows where places.line(row).contains(point) {
            let sample = places.samples.last { places.cell(row: row, sample: $0).left <= point.column }
            return SweepDisplay.Cell(row: row, sample: sample ?? display.selection.sample)
        }
        return nil
    }

    // MARK: Drawing

    /// Draws the grid, or as long as nothing was asked the one that would be.
    func draw(on canvas: inout Canvas) {
        if layout.isFramed {
            let isFocused = !scene.state.isPromptFocused && scene.state.overlay == nil
            PaneFrame(title, facts: facts, isFocused: isFocused).draw(in: layout.grid, on: &canvas, theme: scene.theme)
        }
        guard let sweep else {
            drawPlan(on: &canvas)
            return
        }
        let places = places(rowCount: sweep.rows.count, sampleCount: sweep.grid.sampleCount)
        drawHeader(places, knob: sweep.knob, on: &canvas)
        let letters = letters(sweep)
        for row in places.rows {
            drawLabel(sweep, row, places, on: &canvas)
            for sample in places.samples {
                let cell = SweepDisplay.Cell(row: row, sample: sample)
                draw(sweep.run(cell), letters: letters, in: places.cell(row: row, sample: sample), on: &canvas)
                if cell == display.selection {
                    canvas.restyle(places.cell(row: row, sample: sample), style: scene.theme[.selection])
                }
            }
        }
        ScrollBar(total: sweep.rows.count, visible: places.rows.count, first: places.rows.lowerBound)
            .draw(in: layout.grid.inset(top: 1, bottom: 1), on: &canvas, theme: scene.theme)
    }

    private var title: String {
        guard let sweep else { return scene.text(.name(display.knob)) }
        return "\(scene.text(.name(sweep.knob))) × \(scene.text(.samples(sweep.grid.sampleCount)))"
    }

    /// What the next sweep would be, where it differs from the one that is shown.
    private var facts: [String] {
        let values = scene.state.sweepValues
        let parameter = scene.state.parameter(display.knob)
        let isSame =
            sweep.map {
                $0.knob == display.knob && $0.grid.sampleCount == display.sampleCount
                    && $0.grid.settings == SweepGrid(display.knob, values: values, sampleCount: 1).settings
            } ?? false
        if isSame { return sweep?.isStopped == true ? [scene.text(.finished(.cancelled))] : [] }
        let list = values.map(parameter.written).joined(separator: " ")
        return [scene.text(.nextSweep("\(scene.text(.name(display.knob))) \(list) × \(display.sampleCount)"))]
    }

    private func drawHeader(_ places: Places, knob: Knob, on canvas: inout Canvas) {
        guard !places.header.isEmpty else { return }
        let style = scene.theme[.faint]
        canvas.write(
            scene.text(.shortName(knob)), in: places.header.inset(right: places.header.columns - Self.labelColumns + 1),
            style: style)
        if places.figureColumns > 0 {
            let room = places.header.inset(left: Self.labelColumns)
            canvas.write(
                scene.text(.distinct), in: room.inset(right: room.columns - places.figureColumns + 1), style: style)
        }
        for sample in places.samples {
            let cell = places.cells[sample - places.samples.lowerBound]
            let line = Rect(column: cell.left, row: places.header.top, columns: cell.columns, rows: 1)
            canvas.write(scene.text(.sample(sample + 1)), in: line, style: style)
        }
    }

    /// The value, what it left out of the prompt, whether the answer is another one from here on, and the row's figures.
    private func drawLabel(_ sweep: Sweep, _ row: Int, _ places: Places, on canvas: inout Canvas) {
        let theme = scene.theme
        let line = places.line(row)
        let answers = sweep.rows[row]
        let isChosen = row == display.selection.row
        let label = line.inset(right: line.columns - Self.labelColumns + 1)
        if isChosen { canvas.put(Glyph("▸"), at: label.origin, style: theme[.accent]) }
        let value = Parameter(sweep.knob, for: sweep.model).written(sweep.value(ofRow: row))
        // Another temperature makes another answer nearly everywhere: saying so would say nothing.
        let changes = sweep.knob != .temperature && sweep.changesAnswer(inRow: row)
        let text = label.inset(left: 1)
        let end = canvas.write(
            value, at: text.origin, style: theme[isChosen ? .accent : .strong], within: text.row(0))
        if changes {
            canvas.write(" ≠", at: Point(column: end, row: text.top), style: theme[.warning], within: text.row(0))
        }
        let dropped = answers.droppedTokens.count
        if dropped > 0 { canvas.write(scene.text(.droppedShort(dropped)), in: text.row(1), style: theme[.warning]) }
        guard places.figureColumns > 0, !answers.samples.isEmpty else { return }
        let room = line.inset(left: Self.labelColumns)
        let figures = room.inset(right: room.columns - places.figureColumns + 1)
        canvas.write(
            "\(answers.distinctCount)/\(answers.samples.count)", in: figures.row(0),
            style: theme[answers.distinctCount == 1 ? .dim : .text])
        let all = answers.figures
        if let bits = all.meanEntropyBits {
            canvas.write("\(Figure.fixed(bits, decimals: 2)) bits", in: figures.row(1), style: theme[.dim])
        }
        if let perplexity = all.perplexity {
            canvas.write("ppl \(Figure.brief(perplexity))", in: figures.row(2), style: theme[.dim])
        }
    }

    private func draw(_ run: Run?, letters: [String: Character], in cell: Rect, on canvas: inout Canvas) {
        let theme = scene.theme
        guard let run, !cell.isEmpty else {
            canvas.write("·", in: cell.row(0), style: theme[.faint])
            return
        }
        let room = cell.inset(left: 2)
        if case .failed = run.status { canvas.write("×", in: cell.row(0), style: theme[.error]) }
        let letter = run.completion == nil ? nil : letters[run.text]
        if let letter { canvas.write(String(letter), in: cell.row(0), style: theme[.accent]) }
        // What was said in the cells before is there, but calm.
        let isFirst = letter == nil || display.sweep?.firstRun(saying: run.text) == run.id
        let text = TokenText.visible(run.text.trimmedStart) + (run.isActive ? "▌" : "")
        let wrapped = WrappedText(text, width: room.columns)
        for (row, line) in wrapped.lines.prefix(room.rows).enumerated() {
            let isCut = row == room.rows - 1 && wrapped.lines.count > room.rows
            // What does not fit is a space behind the last word, or the mark of the cut.
            let shown = String(wrapped.text(of: line)) + (isCut ? "…" : "")
            canvas.write(shown, at: room.row(row).origin, style: theme[isFirst ? .text : .dim], within: cell)
        }
    }

    /// A letter for each text, in the order in which they came.
    private func letters(_ sweep: Sweep) -> [String: Character] {
        var letters: [String: Character] = [:]
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
        for run in sweep.runs {
            guard let run, run.completion != nil, letters[run.text] == nil else { continue }
            letters[run.text] = letters.count < alphabet.count ? alphabet[letters.count] : "*"
        }
        return letters
    }

    /// The grid that ^R would fill.
    private func drawPlan(on canvas: inout Canvas) {
        let values = scene.state.sweepValues
        let places = places(rowCount: values.count, sampleCount: display.sampleCount)
        let parameter = scene.state.parameter(display.knob)
        drawHeader(places, knob: display.knob, on: &canvas)
        for row in places.rows {
            canvas.write(
                parameter.written(values[row]), in: places.line(row).inset(left: 1).row(0), style: scene.theme[.dim])
            for sample in places.samples {
                canvas.write("·", in: places.cell(row: row, sample: sample).row(0), style: scene.theme[.faint])
            }
        }
        let content = layout.content(layout.grid)
        let note = Paragraph(text: scene.text(.sweepPlaceholder), style: scene.theme[.placeholder])
        let room = content.inset(left: Self.labelColumns + places.figureColumns + 4, top: 2)
        note.draw(in: room.inset(bottom: max(0, room.rows - note.rows(columns: room.columns))), on: &canvas)
    }
}

extension Sweep {
    /// The first run that said a text.
    fileprivate func firstRun(saying text: String) -> Ticket? { runs.first { $0?.text == text }??.id }
}

extension String {
    /// Without the white space at its front.
    fileprivate var trimmedStart: String { String(drop { $0.isWhitespace }) }
}
