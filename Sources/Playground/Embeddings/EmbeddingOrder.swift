/// What is to be embedded, and by whom.
public struct EmbeddingOrder: Hashable, Sendable {
    /// Where texts come from.
    public enum Source: Hashable, Sendable {
        /// Texts that were typed.
        case texts([String])
        /// A column of a CSV file.
        case csv(path: String, column: String, sample: Sample)
        /// Each line of a file is a text.
        case lines(path: String, sample: Sample)
    }

    /// How many of the texts are taken.
    public struct Sample: Hashable, Sendable {
        /// How many at most; nil takes all.
        public var count: Int?
        /// Which ones: the same seed draws the same.
        public var seed: UInt64

        /// Makes a sample.
        public init(count: Int?, seed: UInt64) {
            self.count = count
            self.seed = seed
        }
    }

    /// Where the texts come from.
    public var source: Source
    /// The model, as the user writes it.
    public var modelReference: String

    /// Makes an order.
    public init(source: Source, modelReference: String) {
        self.source = source
        self.modelReference = modelReference
    }
}

/// What an order will take.
public struct EmbeddingPlan: Hashable, Sendable {
    /// The model's name for people.
    public var modelName: String
    /// Whether the texts stay on this machine.
    public var isLocal: Bool
    /// How many texts.
    public var textCount: Int
    /// How many of them have no vector yet.
    public var missingCount: Int
    /// How many characters those have.
    public var missingCharacters: Int
    /// What they will cost in US dollars, about; nil if nobody knows.
    public var cost: Double?

    /// Makes a plan.
    public init(
        modelName: String, isLocal: Bool, textCount: Int, missingCount: Int, missingCharacters: Int, cost: Double?
    ) {
        self.modelName = modelName
        self.isLocal = isLocal
        self.textCount = textCount
        self.missingCount = missingCount
        self.missingCharacters = missingCharacters
        self.cost = cost
    }
}

/// How a file begins.
public struct CorpusPreview: Hashable, Sendable {
    /// The names of its columns; none for a file of lines.
    public var columns: [String]
    /// Its first rows.
    public var rows: [[String]]

    /// Makes a preview.
    public init(columns: [String], rows: [[String]]) {
        self.columns = columns
        self.rows = rows
    }

    /// The column with the longest texts: most likely the one that is meant.
    public var wordiestColumn: Int {
        let lengths = columns.indices.map { column in
            rows.reduce(0) { $0 + ($1.indices.contains(column) ? $1[column].count : 0) }
        }
        return lengths.indices.max { lengths[$0] < lengths[$1] } ?? 0
    }
}
