import Generation
import Playground
import TextUI

/// The logit lens: for each layer and position what the model would say if it ended there.
struct LensScreen {
    let scene: Scene

    /// Which cells are seen, and where.
    private struct Grid {
        let lens: LogitLens
        let cursor: (row: Int, position: Int)
        /// Heading and cells.
        let room: Rect
        let cellColumns: Int
        let firstPosition: Int
        let firstRow: Int

        var positions: Range<Int> {
            firstPosition..<min(
                lens.positions.upperBound, firstPosition + max(0, room.columns - labelColumns) / cellColumns)
        }
        var rows: Range<Int> { firstRow..<min(lens.rowCount, firstRow + room.rows - 1) }

        func cell(row: Int, position: Int) -> Rect {
            Rect(
                column: room.left + labelColumns + (position - firstPosition) * cellColumns,
                row: room.top + 1 + row - firstRow, columns: cellColumns - 1, rows: 1)
        }
    }

    private var frame: Rect { scene.layout.body }
    private var content: Rect { PaneFrame.content(of: frame) }

    private var parts: (table: Rect, details: Rect, side: Rect) {
        let hasSide = content.columns >= 104
        let columns = content.split(columns: [.rest, .fixed(hasSide ? 40 : 0)], spacing: hasSide ? 3 : 0)
        let rows = columns[0].split(rows: [.rest, .fixed(content.rows >= 9 ? 4 : 2)])
        return (rows[0], rows[1], hasSide ? columns[1] : .zero)
    }

    private var grid: Grid? {
        guard let lens = scene.state.logitLens, let row = scene.state.lensRow, let position = scene.state.walkPosition,
            !lens.positions.isEmpty
        else { return nil }
        let room = parts.table
        let cellColumns = room.columns >= 120 ? 11 : 9
        let visible = max(1, (room.columns - labelColumns) / cellColumns)
        // While the positions around the cursor are on their way, the nearest one that is known is shown.
        let known = min(max(position, lens.positions.lowerBound), lens.positions.upperBound - 1)
        return Grid(
            lens: lens, cursor: (row, known), room: room, cellColumns: cellColumns,
            firstPosition: lens.positions.lowerBound
                + TokensLayout.first(
                    around: known - lens.positions.lowerBound, of: lens.positions.count, visible: visible),
            firstRow: TokensLayout.first(around: row, of: lens.rowCount, visible: max(1, room.rows - 1)))
    }

    /// Draws the table, what its cursor says, and beside it how the answer comes about.
    func draw(on canvas: inout Canvas) {
        PaneFrame(scene.text(.lensTitle), facts: facts, isFocused: scene.state.overlay == nil)
            .draw(in: frame, on: &canvas, theme: scene.theme)
        guard let grid else {
            Paragraph(text: scene.text(scene.insidePlaceholder(.logitLens)), style: scene.theme[.placeholder])
                .draw(in: content, on: &canvas)
            return
        }
        for position in grid.positions { drawHeading(position, grid, on: &canvas) }
        for row in grid.rows {
            drawLabel(row, grid, on: &canvas)
            for position in grid.positions { drawCell(row, position, grid, on: &canvas) }
        }
        drawDetails(grid, in: parts.details, on: &canvas)
        if !parts.side.isEmpty { drawCourse(grid, in: parts.side, on: &canvas) }
    }

    /// What a click at a place means.
    func actions(at point: Point) -> [Action] {
        guard let grid else { return [] }
        for row in grid.rows {
            for position in grid.positions where grid.cell(row: row, position: position).contains(point) {
                return [.walk(.selectCell(row: row, position: position))]
            }
        }
        return []
    }

    private var facts: [String] {
        guard let grid else { return [] }
        var facts = [scene.text(.position(grid.cursor.position + 1, of: scene.state.shownSequence?.count ?? 0))]
        if scene.state.inquiries[.logitLens]?.isPending == true { facts.append(scene.text(.looking)) }
        if let off = scene.switchedOff { facts.append(off) }
        return facts + [scene.text(.lensNote)]
    }

    // MARK: The table

    private func name(_ position: Int, _ lens: LogitLens) -> String {
        scene.state.token(at: position, in: lens.window).map(TokenText.listed) ?? ""
    }

    private func drawHeading(_ position: Int, _ grid: Grid, on canvas: inout Canvas) {
        let place = grid.cell(row: grid.firstRow - 1, position: position)
        let isChosen = position == grid.cursor.position
        canvas.write(name(position, grid.lens), in: place, style: scene.theme[isChosen ? .accent : .dim])
    }

    private func label(_ row: Int, _ lens: LogitLens) -> String {
        row == 0 ? scene.text(.embeddingRow) : "\(scene.text(.layerLetter))\(row)"
    }

    private func drawLabel(_ row: Int, _ grid: Grid, on canvas: inout Canvas) {
        let line = grid.cell(row: row, position: grid.firstPosition)
        let place = Rect(column: grid.room.left, row: line.top, columns: labelColumns - 1, rows: 1)
        canvas.write(
            label(row, grid.lens), in: place, style: scene.theme[row == grid.cursor.row ? .accent : .dim])
    }

    /// `●` stands where the final answer first settles; what is not the answer is dim.
    private func drawCell(_ row: Int, _ position: Int, _ grid: Grid, on canvas: inout Canvas) {
        let cell = grid.lens[row, position]
        let place = grid.cell(row: row, position: position)
        let settled = grid.lens.firstRow(settledAt: position)
        let base = scene.theme[row >= settled ? .text : .dim]
        let tinted = scene.tinted(base, by: scene.theme.attention, at: Double(cell.probability).squareRoot())
        let isCursor = row == grid.cursor.row && position == grid.cursor.position
        let style = isCursor ? scene.theme[.cursor] : tinted
        canvas.fill(place, style: style)
        let mark = row == settled ? "●" : ""
        let text = (mark + TokenText.listed(cell.token)).truncated(toColumns: place.columns)
        canvas.write(text, in: place, style: style)
    }

    // MARK: The cursor

    private func drawDetails(_ grid: Grid, in room: Rect, on canvas: inout Canvas) {
        let (row, position) = grid.cursor
        let (cell, answer) = (grid.lens[row, position], grid.lens[grid.lens.rowCount - 1, position])
        let answerName = TokenText.listed(answer.token)
        let percent = Figure.percent(Double(cell.answerProbability))
        let lines: [(Phrase, TextUI.Role)] = [
            (
                .lensCell(TokenText.listed(cell.token), Figure.percent(Double(cell.probability))), .strong
            ),
            (.lensRank(answerName, cell.answerRank + 1, percent), .text),
            (.lensSettled(grid.lens.firstRow(settledAt: position), of: grid.lens.rowCount - 1), .text),
        ]
        let place = "\(name(position, grid.lens)) \(position + 1) · \(scene.text(.behindLayer(row))): "
        // Where there is little room the place comes with what is said there, and the rest follows as far as it fits.
        let first = room.rows > 3 ? 1 : 0
        for (index, line) in lines.enumerated() where first + index < room.rows {
            let target = room.row(first + index)
            var point = target.origin
            if index == 0 {
                point = canvas.advance("▸ \(place)", at: point, style: scene.theme[.accent], within: target)
            }
            if index == 2 {
                point = canvas.advance("\(answerName) ", at: point, style: scene.theme[.strong], within: target)
            }
            canvas.write(scene.text(line.0), at: point, style: scene.theme[line.1], within: target)
        }
        if room.rows > 3 {
            canvas.write(
                scene.text(.answerSettles), in: room.row(room.rows - 1), style: scene.theme[.faint], alignment: .right)
        }
    }

    /// Layer by layer, how probable the model's own answer is at the chosen position.
    private func drawCourse(_ grid: Grid, in room: Rect, on canvas: inout Canvas) {
        let (lens, position) = (grid.lens, grid.cursor.position)
        let answer = TokenText.listed(lens[lens.rowCount - 1, position].token)
        canvas.write(scene.text(.lensAnswer), in: room.row(0), style: scene.theme[.dim])
        canvas.write(answer, in: room.row(0), style: scene.theme[.accent], alignment: .right)
        let settled = lens.firstRow(settledAt: position)
        for row in grid.rows where row - grid.firstRow + 1 < room.rows {
            let line = room.row(row - grid.firstRow + 1)
            let cell = lens[row, position]
            let isChosen = row == grid.cursor.row
            let role: TextUI.Role = isChosen ? .accent : .text
            canvas.write(
                "\(row == settled ? "●" : " ")\(label(row, lens))", in: line.inset(right: line.columns - 8),
                style: scene.theme[isChosen ? .accent : .dim])
            Bar(Double(cell.answerProbability), role: row >= settled ? .bar : .barMuted)
                .draw(in: line.inset(left: 9, right: 17), on: &canvas, theme: scene.theme)
            canvas.write(
                Figure.percent(Double(cell.answerProbability)) + " %", in: line.inset(right: 8),
                style: scene.theme[role],
                alignment: .right)
            canvas.write("#\(cell.answerRank + 1)", in: line, style: scene.theme[.dim], alignment: .right)
        }
    }
}

/// What the layers' names take at the left.
private let labelColumns = 8
