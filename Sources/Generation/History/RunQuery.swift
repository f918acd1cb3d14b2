/// Which past runs are wanted, newest first.
public struct RunQuery: Hashable, Sendable {
    /// Words that must all occur, in any order, in prompt, output or note; of the last one the beginning is enough.
    public var text: String
    /// The only model whose runs are wanted, as the user writes it; nil for all.
    public var modelReference: String?
    /// Whether only starred runs are wanted.
    public var isStarredOnly: Bool
    /// How many of the newest matching runs are left out.
    public var offset: Int
    /// How many runs are wanted at most.
    public var limit: Int

    /// Makes a query; by default it wants the newest two hundred.
    public init(
        text: String = "", modelReference: String? = nil, isStarredOnly: Bool = false, offset: Int = 0,
        limit: Int = 200
    ) {
        self.text = text
        self.modelReference = modelReference
        self.isStarredOnly = isStarredOnly
        self.offset = offset
        self.limit = limit
    }
}

/// A part of the runs that a query is about.
public struct RunPage: Hashable, Sendable {
    /// How many runs match.
    public var matchCount: Int
    /// How many runs there are.
    public var totalCount: Int
    /// Where this part begins among the runs that match.
    public var offset: Int
    /// The runs of this part, newest first.
    public var runs: [PastRun.Summary]
    /// The models of all runs, by reference.
    public var modelReferences: [String]

    /// Makes a part.
    public init(
        matchCount: Int, totalCount: Int, offset: Int, runs: [PastRun.Summary], modelReferences: [String]
    ) {
        self.matchCount = matchCount
        self.totalCount = totalCount
        self.offset = offset
        self.runs = runs
        self.modelReferences = modelReferences
    }

    /// The run at a place among all that match; nil if it is not in this part.
    public subscript(index: Int) -> PastRun.Summary? {
        runs.indices.contains(index - offset) ? runs[index - offset] : nil
    }
}
