import Generation
import Playground
import TextUI

/// The list of past runs: only those in sight are laid out, however many there are.
struct HistoryRows {
    private let table: Table
    /// The place of the first run in sight.
    let first: Int
    private let total: Int
    private let visible: Int

    init(_ scene: Scene, _ layout: HistoryLayout) {
        let display = scene.state.history
        total = display.page?.matchCount ?? 0
        visible = layout.visibleRuns
        // The choice stays in the middle, so that one sees what comes in both directions.
        first = min(max(0, total - visible), max(0, display.selection - visible / 2))
        let fields = HistoryField.fitting(layout.table.columns)
        let rows = (first..<max(first, min(total, first + visible))).map { index in
            display.page?[index].map { run in fields.map { $0.line(for: run, scene) } } ?? []
        }
        let placeholder: Phrase =
            display.page == nil ? .readingHistory : display.isFiltered ? .noRunFound : .emptyHistory
        table = Table(
            fields.map { Table.Column(scene.text($0.title), $0.extent(layout.table.columns), alignment: $0.alignment) },
            rows: rows,
            selected: rows.isEmpty ? nil : display.selection - first,
            placeholder: display.failure == nil ? scene.text(placeholder) : "")
    }

    /// The place of the run at a point of the screen.
    func run(at point: Point, in rect: Rect) -> Int? { table.row(at: point, in: rect).map { first + $0 } }

    /// Draws the rows and where they stand among all.
    func draw(in rect: Rect, on canvas: inout Canvas, theme: Theme) {
        let overflows = total > visible
        table.draw(in: rect.inset(right: overflows ? 2 : 0), on: &canvas, theme: theme)
        ScrollBar(total: total, visible: visible, first: first)
            .draw(in: rect.inset(top: 1), on: &canvas, theme: theme)
    }
}

/// A column of the list.
enum HistoryField: CaseIterable {
    case star
    case time
    case model
    case opening
    case tokens
    case speed

    /// From which width of the list on it is shown.
    private var leastColumns: Int {
        switch self {
        case .star, .opening: 0
        case .time: 34
        case .tokens: 48
        case .model: 56
        case .speed: 62
        }
    }

    /// The columns that a list of some width has room for.
    static func fitting(_ columns: Int) -> [HistoryField] { allCases.filter { columns >= $0.leastColumns } }

    /// How broad it is in a list of some width.
    func extent(_ columns: Int) -> Extent {
        switch self {
        case .star: .fixed(1)
        case .time: .fixed(16)
        case .model: .fixed(columns >= 90 ? 22 : 12)
        case .opening: .rest
        case .tokens: .fixed(6)
        case .speed: .fixed(6)
        }
    }

    var alignment: Alignment { self == .tokens || self == .speed ? .right : .left }

    var title: Phrase {
        switch self {
        case .star: Phrase(same: "*")
        case .time: .timeColumn
        case .model: .modelColumn
        case .opening: .openingColumn
        case .tokens: Phrase(same: "tokens")
        case .speed: Phrase(same: "tok/s")
        }
    }

    /// What stands in the column for a run.
    func line(for run: PastRun.Summary, _ scene: Scene) -> Line {
        switch self {
        case .star:
            let isMarked = scene.state.history.marked == run.id
            return Line(isMarked ? "=" : run.isStarred ? "*" : "", .accent)
        case .time: return Line(run.time, .dim)
        case .model: return Line(run.modelName, .dim)
        case .opening: return opening(of: run, scene)
        case .tokens: return Line(scene.figure(run.tokenCount), .text)
        case .speed:
            return Line(
                run.tokensPerSecond.map { $0 < 99.5 ? Figure.fixed($0, decimals: 1) : scene.figure(Int($0.rounded())) }
                    ?? "", .dim)
        }
    }

    /// The first words, marked if the run failed or its program was killed, and what somebody noted.
    private func opening(of run: PastRun.Summary, _ scene: Scene) -> Line {
        var spans: [Span] = []
        switch run.ending {
        case .failed: spans.append(Span("! ", .error))
        case nil: spans.append(Span("… ", .warning))
        case .finished: break
        }
        if !run.note.isEmpty { spans.append(Span(TokenText.visible(run.note) + " · ", .accent)) }
        spans.append(Span(TokenText.visible(run.opening), .text))
        return Line(spans)
    }
}
