/// How far the embedding of a corpus has come.
public struct EmbeddingProgress: Hashable, Sendable {
    /// Texts that are wanted.
    public var totalCount: Int
    /// Texts whose vector is here, those that were known before included.
    public var doneCount: Int
    /// Texts whose vector was known before.
    public var knownCount: Int
    /// Texts a second; nil until that is known.
    public var textsPerSecond: Double?

    /// Makes a progress.
    public init(totalCount: Int, doneCount: Int = 0, knownCount: Int = 0, textsPerSecond: Double? = nil) {
        self.totalCount = totalCount
        self.doneCount = doneCount
        self.knownCount = knownCount
        self.textsPerSecond = textsPerSecond
    }

    /// How much is done, from 0 to 1.
    public var fraction: Double { totalCount > 0 ? min(1, Double(doneCount) / Double(totalCount)) : 1 }

    /// How long the rest takes at this speed; nil if that cannot be told.
    public var remaining: Duration? {
        guard let textsPerSecond, textsPerSecond > 0 else { return nil }
        let seconds = Double(max(0, totalCount - doneCount)) / textsPerSecond
        return seconds < 1e9 ? .seconds(seconds) : nil
    }
}
