public import Generation

/// What the sweep screen holds: what is to be asked, what was, and where the reader looks.
public struct SweepDisplay: Hashable, Sendable {
    /// The knob that is swept next.
    public internal(set) var knob = Knob.temperature
    /// Values that someone typed, by knob.
    var typedValues: [Knob: [Double]] = [:]
    /// How often each value is asked next.
    public internal(set) var sampleCount = 4
    /// The sweep that was started last.
    public internal(set) var sweep: Sweep?
    /// The chosen cell.
    public internal(set) var selection = Cell(row: 0, sample: 0)
    /// What stands below the grid where there is no room for both.
    public internal(set) var view = View.curves
    /// From which line the chosen text is shown.
    public internal(set) var line = 0

    /// The part below the grid.
    public enum View: String, Hashable, Sendable, CaseIterable {
        /// How the figures go with the knob.
        case curves
        /// The chosen text.
        case text
    }

    /// A place of the grid.
    public struct Cell: Hashable, Sendable {
        /// Which setting.
        public let row: Int
        /// Which sample.
        public let sample: Int

        /// Makes a place.
        public init(row: Int, sample: Int) {
            self.row = row
            self.sample = sample
        }
    }

    /// The largest number of samples.
    public static let sampleLimit = 32
    /// The largest number of values.
    public static let valueLimit = 32

    init() {}
}

/// A sweep under way, or done: every cell of its grid is a run.
public struct Sweep: Hashable, Sendable {
    /// The model that was asked.
    public let model: LoadedModel
    /// What was asked, but for the knob and the seed.
    public let request: GenerationRequest
    /// The knob.
    public let knob: Knob
    /// The grid.
    public let grid: SweepGrid
    /// The runs, row by row; nil for one that was not asked yet.
    public internal(set) var runs: [Run?]
    /// What each setting gave so far.
    public internal(set) var rows: [SweepRow]
    /// Why it ended early, if it failed.
    public internal(set) var failure: Failure?
    /// Whether it was stopped.
    public internal(set) var isStopped = false

    init(_ knob: Knob, values: [Double], sampleCount: Int, of request: GenerationRequest, by model: LoadedModel) {
        self.model = model
        self.request = request
        self.knob = knob
        grid = SweepGrid(knob, values: values, sampleCount: sampleCount)
        runs = Array(repeating: nil, count: values.count * sampleCount)
        rows = grid.settings.map(SweepRow.init)
    }

    /// The run at a place of the grid, if it was asked.
    public func run(_ cell: SweepDisplay.Cell) -> Run? {
        guard cell.sample < grid.sampleCount else { return nil }
        let index = cell.row * grid.sampleCount + cell.sample
        return runs.indices.contains(index) ? runs[index] : nil
    }

    /// The knob's value in a row.
    public func value(ofRow row: Int) -> Double { grid.settings[row][knob] ?? 0 }

    /// Whether more may come.
    public var isActive: Bool { !isStopped && failure == nil && rows.reduce(0) { $0 + $1.samples.count } < runs.count }

    /// How many runs have ended.
    public var endedCount: Int { runs.count { $0.map { !$0.isActive } ?? false } }

    /// Tokens of prompts that went through the model.
    public var prefillTokens: Int { runs.reduce(0) { $0 + ($1?.completion?.timings.prefillTokens ?? 0) } }

    /// How many of all texts differ from each other.
    public var distinctCount: Int { Set(rows.flatMap { $0.samples.map(\.text) }).count }

    /// Whether a row's most frequent text differs from that of the row before.
    public func changesAnswer(inRow row: Int) -> Bool {
        guard row > 0, let text = rows[row].leadingText, let before = rows[row - 1].leadingText else { return false }
        return text != before
    }
}
