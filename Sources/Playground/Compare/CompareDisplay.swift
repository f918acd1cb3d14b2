public import Generation

/// What the compare screen holds: columns, their models, and where the reader looks.
public struct CompareDisplay: Hashable, Sendable {
    /// The columns, left to right.
    public internal(set) var columns: [CompareColumn] = []
    /// The chosen column.
    public internal(set) var chosen = 0
    /// The column that the others are compared with, if one was chosen.
    var baselineID: Ticket?
    /// The models of the columns, by reference.
    public internal(set) var models: [String: ColumnModel] = [:]
    /// The models that cannot be reached without sending a key over plain `http`, by reference; nobody has been asked yet.
    var undecided: [String] = []
    /// The token that is looked at in every column; nil follows the place where the texts part.
    public internal(set) var position: Int?
    /// Whether words that differ from the baseline's are marked, instead of surprise.
    public internal(set) var showsDifference = false
    /// The knob that the keys turn in the chosen column.
    public internal(set) var knob = Knob.temperature
    /// The number being typed for it.
    public internal(set) var typedValue: String?
    /// From which line every column shows its text; nil follows the place that is looked at.
    public internal(set) var line: Int?
    /// How far each column's expectations lie from the baseline's, by column.
    var divergences: [Ticket: ColumnDivergences] = [:]

    init() {}

    /// The most columns there can be.
    public static let limit = 12

    /// The chosen column.
    public var chosenColumn: CompareColumn? { columns.indices.contains(chosen) ? columns[chosen] : nil }

    /// The column that the others are compared with: the first one unless another was chosen.
    public var baseline: CompareColumn? { columns.first { $0.id == baselineID } ?? columns.first }

    /// The model of a column, as far as it is.
    public func model(of column: CompareColumn) -> ColumnModel? { models[column.reference] }

    /// Whether any column runs, or will in a moment.
    public var isActive: Bool { columns.contains(where: \.isActive) }

    /// The column whose run has an id.
    func index(ofRun id: Ticket) -> Int? { columns.firstIndex { $0.run?.id == id } }

    // MARK: Where the texts part

    /// Where a column's text leaves the baseline's; nil as long as one is the beginning of the other.
    public func parting(of column: CompareColumn) -> TextParting? {
        guard let baseline, baseline.id != column.id, let run = column.run, let other = baseline.run else { return nil }
        return TextParting(run, other)
    }

    /// The place at which the first of the columns leaves the baseline's text, in bytes of it.
    public var firstParting: Int? { columns.compactMap { parting(of: $0)?.offset }.min() }

    /// The step of a column that is looked at.
    ///
    /// Without a chosen position it is the one at which the texts part, or as long as they do not, the newest that all have.
    public func shownStep(of column: CompareColumn) -> Int? {
        guard let run = column.run, !run.steps.isEmpty else { return nil }
        let last = run.steps.count - 1
        if let position { return position <= last ? position : nil }
        if let offset = firstParting { return run.step(atOffset: offset) }
        return columns.compactMap { $0.run.map { $0.steps.count - 1 } }.filter { $0 >= 0 }.min().map { min($0, last) }
    }

    /// The place that is looked at, as a count of the baseline's tokens; nil before there are any.
    public var shownPosition: Int? { position ?? baseline.flatMap(shownStep) }

    /// What it would cost to take a column for the baseline, KL(baseline‖column), along the column's text; nil until it is known.
    public func divergences(of column: CompareColumn) -> [Divergence]? {
        guard let known = divergences[column.id], known.run == column.run?.id, known.baselineRun == baseline?.run?.id,
            case .known(let answer) = known.answer
        else { return nil }
        return answer
    }

    /// Why a column cannot be compared with the baseline token by token.
    public func obstacle(of column: CompareColumn) -> Failure? {
        guard let known = divergences[column.id], known.run == column.run?.id, known.baselineRun == baseline?.run?.id,
            case .failed(let failure) = known.answer
        else { return nil }
        return failure
    }
}

/// What was asked about a column beside the baseline, and what came of it.
struct ColumnDivergences: Hashable, Sendable {
    enum Answer: Hashable, Sendable {
        case pending
        case known([Divergence])
        case failed(Failure)
    }

    let id: Ticket
    let run: Ticket
    let baselineRun: Ticket
    var answer = Answer.pending
}
