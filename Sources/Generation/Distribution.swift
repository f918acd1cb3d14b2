/// One possible next token.
public struct Candidate: Hashable, Sendable {
    /// The token.
    public let token: Token
    /// Its place in the model's own ranking, 0 the most probable.
    public let rank: Int
    /// Its probability after all sampling stages: 0 where a stage cut it.
    public let probability: Double
    /// Its probability by the plain softmax of the logits (temperature 1, nothing cut).
    public let unsampledProbability: Double
    /// The stage that cut it, or nil if it can still be drawn.
    public let cutBy: SamplingStage?

    /// Makes a candidate.
    public init(
        token: Token, rank: Int, probability: Double, unsampledProbability: Double, cutBy: SamplingStage? = nil
    ) {
        self.token = token
        self.rank = rank
        self.probability = probability
        self.unsampledProbability = unsampledProbability
        self.cutBy = cutBy
    }
}

/// What one sampling stage did to a distribution.
public struct StageReport: Hashable, Sendable {
    /// Which stage.
    public let stage: SamplingStage
    /// How many tokens it removed.
    public let removedCount: Int
    /// The probability that those tokens had when they came into the stage.
    public let removedProbability: Double

    /// Makes a report.
    public init(stage: SamplingStage, removedCount: Int, removedProbability: Double) {
        self.stage = stage
        self.removedCount = removedCount
        self.removedProbability = removedProbability
    }
}

/// What may come next: the best candidates one by one, the rest of the vocabulary as a tail.
///
/// For a local model every figure is computed over the whole vocabulary. A hosted model discloses a few candidates; then
/// `isComplete` is false and the tail is what is missing to 1.
public struct Distribution: Hashable, Sendable {
    /// Everything that is not listed one by one.
    public struct Tail: Hashable, Sendable {
        /// How many tokens.
        public let count: Int
        /// Their probability together, after the stages.
        public let probability: Double
        /// Their probability together, by the plain softmax.
        public let unsampledProbability: Double

        /// Makes a tail.
        public init(count: Int, probability: Double, unsampledProbability: Double) {
            self.count = count
            self.probability = probability
            self.unsampledProbability = unsampledProbability
        }
    }

    /// The candidates in the model's order (most probable first, before anything is cut).
    public let candidates: [Candidate]
    /// The rest.
    public let tail: Tail
    /// Entropy after all stages, in bits.
    public let entropyBits: Double
    /// Entropy of the plain softmax, in bits.
    public let unsampledEntropyBits: Double
    /// What each active stage removed, in the order in which they acted.
    public let stages: [StageReport]
    /// Whether the whole vocabulary was known.
    public let isComplete: Bool
    /// Whether the probabilities after the stages are known; if not, those of the plain softmax stand in their place.
    public let isSampled: Bool

    /// Makes a distribution.
    public init(
        candidates: [Candidate], tail: Tail, entropyBits: Double, unsampledEntropyBits: Double,
        stages: [StageReport] = [], isComplete: Bool = true, isSampled: Bool = true
    ) {
        self.candidates = candidates
        self.tail = tail
        self.entropyBits = entropyBits
        self.unsampledEntropyBits = unsampledEntropyBits
        self.stages = stages
        self.isComplete = isComplete
        self.isSampled = isSampled
    }
}
