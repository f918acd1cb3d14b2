import Generation
import Playground
import TextUI

/// The run as a table, a row for each token; only the rows that are seen are made.
struct TokenTable {
    let scene: Scene
    let frame: Rect

    /// A column of the table.
    enum Column: CaseIterable {
        case index, token, id, probability, unsampled, rank, entropy, surprise, sampler

        /// The columns that it takes at least.
        var width: Int {
            switch self {
            case .index: 5
            case .token: 11
            case .id: 6
            case .probability: 7
            case .unsampled: 6
            case .rank: 5
            case .entropy: 5
            case .surprise: 9
            case .sampler: 16
            }
        }

        /// Which columns stay when it gets narrow, first to last; where stages cut, what they cut is worth more than the id.
        static func byWorth(isCut: Bool) -> [Column] {
            let always: [Column] = [.index, .token, .probability, .surprise, .rank, .entropy]
            return always + (isCut ? [.sampler, .unsampled, .id] : [.unsampled, .id, .sampler])
        }
    }

    private var room: Rect { TokensLayout.content(frame) }
    private var rows: Rect { room.inset(top: 1) }

    /// The step under the cursor: the one that the panes explain.
    private var cursor: Int? { scene.state.explainedIndex }

    /// The first row that is shown.
    private func first(_ run: Run) -> Int {
        TokensLayout.first(around: cursor ?? run.steps.count, of: run.steps.count, visible: rows.rows)
    }

    /// The step at a place of the screen.
    func step(at point: Point) -> Int? {
        guard rows.contains(point), let run = scene.state.run else { return nil }
        let index = first(run) + point.row - rows.top
        return run.steps.indices.contains(index) ? index : nil
    }

    /// Draws the table.
    func draw(on canvas: inout Canvas) {
        PaneFrame(scene.text(.tokensTitle), facts: facts, isFocused: scene.state.overlay == nil)
            .draw(in: frame, on: &canvas, theme: scene.theme)
        guard let branch = scene.state.runs.current, !branch.run.steps.isEmpty else {
            Paragraph(text: scene.text(.tokensPlaceholder), style: scene.theme[.placeholder])
                .draw(in: room, on: &canvas)
            return
        }
        let places = places
        for (column, place) in places {
            canvas.write(
                scene.text(.heading(column)), in: place.row(0), style: scene.theme[.faint],
                alignment: column.alignment)
        }
        let steps = branch.run.steps
        let first = first(branch.run)
        let forks = forks(of: branch)
        for row in 0..<min(rows.rows, steps.count - first) {
            let step = steps[first + row]
            draw(step, of: branch, isFork: forks.contains(first + row), places, row: row + 1, on: &canvas)
            if first + row == cursor { mark(room.row(row + 1), on: &canvas) }
            // Last, so that it keeps its colour on the chosen row.
            if let place = places.first(where: { $0.0 == .surprise })?.1 {
                drawBar(step, in: place.row(row + 1), on: &canvas)
            }
        }
        ScrollBar(total: steps.count, visible: rows.rows, first: first)
            .draw(in: frame.inset(top: 2, bottom: 1), on: &canvas, theme: scene.theme)
    }

    /// Shows that a row is the cursor's.
    private func mark(_ line: Rect, on canvas: inout Canvas) {
        canvas.restyle(line, style: scene.theme[.selection])
        canvas.put(
            Glyph("▸"), at: line.origin, style: scene.theme[.accent].background(scene.theme[.selection].background))
    }

    /// The positions at which other branches left this one.
    private func forks(of branch: Branch) -> Set<Int> {
        Set(scene.state.runs.children(of: branch.id).map(\.position))
    }

    private func draw(
        _ step: Step, of branch: Branch, isFork: Bool, _ places: [(Column, Rect)], row: Int, on canvas: inout Canvas
    ) {
        let theme = scene.theme
        let isInherited = step.index < branch.position
        let isForced = branch.forced.contains(step.index)
        let text: TextUI.Role = isInherited ? .dim : .text
        if isForced || isFork {
            canvas.put(
                Glyph(isForced ? "●" : "├"), at: room.row(row).origin.moved(columns: 1),
                style: theme[isForced ? .accent : .dim])
        }
        for (column, place) in places {
            let line = place.row(row)
            switch column {
            case .index: write(String(step.index + 1), .dim, line, on: &canvas)
            case .token: drawToken(step, in: line, on: &canvas)
            case .id: write(step.token.disclosedID.map(String.init) ?? "–", .faint, line, on: &canvas)
            case .probability:
                write(step.probability.map { Figure.percent($0) + " %" } ?? "–", text, line, on: &canvas)
            case .unsampled: write(step.unsampledProbability.map(Figure.percent) ?? "–", .dim, line, on: &canvas)
            case .rank: write(step.rank.map { String($0 + 1) } ?? "–", step.rank == 0 ? .dim : text, line, on: &canvas)
            case .entropy:
                write(
                    step.distribution.map { Figure.fixed($0.entropyBits, decimals: 2) } ?? "–", .dim, line, on: &canvas)
            case .surprise:
                write(
                    step.surprisalBits.map { Figure.fixed($0, decimals: 1) } ?? "–", .dim,
                    line.inset(left: max(0, line.columns - Self.figureColumns)), on: &canvas)
            case .sampler:
                canvas.write(
                    isForced ? scene.text(.forced) : Self.cuts(step, scene), in: line,
                    style: theme[isForced ? .accent : .dim])
            }
        }
    }

    private func write(_ text: String, _ role: TextUI.Role, _ line: Rect, on canvas: inout Canvas) {
        canvas.write(text, in: line, style: scene.theme[role], alignment: .right)
    }

    private func drawToken(_ step: Step, in line: Rect, on canvas: inout Canvas) {
        let base = scene.theme[step.token.isSpecial ? .dim : .text]
        let style = step.surprisalBits.map {
            scene.tinted(base, by: scene.theme.surprise, at: $0 / Self.hottestBits)
        }
        canvas.write(TokenText.listed(step.token), in: line, style: style ?? base)
    }

    /// How many bits of surprise fill the bar, and mean the hottest colour.
    static let hottestBits = 10.0

    /// The columns of the figure beside the bar of surprise.
    private static let figureColumns = 5

    private func drawBar(_ step: Step, in line: Rect, on canvas: inout Canvas) {
        guard let bits = step.surprisalBits else { return }
        Bar(bits / Self.hottestBits, role: .barMuted, color: scene.theme.surprise.color(at: bits / Self.hottestBits))
            .draw(in: line.inset(right: Self.figureColumns), on: &canvas, theme: scene.theme)
    }

    /// Which stages cut how many.
    private static func cuts(_ step: Step, _ scene: Scene) -> String {
        (step.distribution?.stages ?? []).filter { $0.removedCount > 0 }
            .map {
                "\($0.stage.rawValue) −\(scene.text(Phrase(Figure.english($0.removedCount), Figure.spanish($0.removedCount))))"
            }
            .joined(separator: " ")
    }

    /// The columns that fit, where they stand; the token gets what is left.
    private var places: [(Column, Rect)] {
        let line = room.inset(left: 2)
        var fitting: Set<Column> = []
        var used = 0
        let isCut = scene.state.explainedStep?.distribution?.stages.contains { $0.removedCount > 0 } == true
        for column in Column.byWorth(isCut: isCut) where used + column.width + 1 <= line.columns + 1 {
            used += column.width + 1
            fitting.insert(column)
        }
        let columns = Column.allCases.filter(fitting.contains)
        let spare = max(0, line.columns + 1 - used)
        let extents = columns.map { column -> Extent in
            switch column {
            case .token: .rest
            case .surprise: .fixed(column.width + min(10, spare / 2))
            case .sampler: .fixed(column.width + min(14, spare / 4))
            default: .fixed(column.width)
            }
        }
        return Array(zip(columns, line.split(columns: extents, spacing: 1)))
    }

    private var facts: [String] {
        guard let branch = scene.state.runs.current else { return [] }
        let run = branch.run
        var facts: [String] = []
        if let cursor = scene.state.tokenCursor {
            facts.append(scene.text(.position(cursor + 1, of: run.steps.count)))
        } else {
            facts.append(scene.text(.tokens(run.steps.count)))
        }
        facts.append(scene.text(.branchName(branch, in: scene.state.runs)))
        if case .ended(let reason) = run.status { facts.append(scene.text(.finished(reason))) }
        return facts
    }
}

extension TokenTable.Column {
    fileprivate var alignment: Alignment {
        switch self {
        case .token, .surprise, .sampler: .left
        default: .right
        }
    }
}
