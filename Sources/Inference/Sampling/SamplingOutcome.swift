public import Generation

/// What the stages left of one position's logits: asks about any token, lists the best, draws one.
///
/// Every figure is over the whole vocabulary.
public struct SamplingOutcome: Sendable {
    private let logits: [Float]
    private let unsampled: Softmax
    private let pool: CandidatePool
    private let source: RandomSource
    /// What each active stage removed, in the order in which they acted.
    public let stages: [StageReport]

    init(logits: [Float], unsampled: Softmax, pool: CandidatePool, stages: [StageReport], source: RandomSource) {
        self.logits = logits
        self.unsampled = unsampled
        self.pool = pool
        self.stages = stages
        self.source = source
    }

    /// How many tokens can still be drawn.
    public var survivorCount: Int { pool.ids.count }

    /// Entropy after all stages, in bits.
    public var entropyBits: Double { pool.softmax.entropyBits }

    /// Entropy of the plain softmax of the logits, in bits.
    public var unsampledEntropyBits: Double { unsampled.entropyBits }

    /// A token's probability after all stages; 0 if a stage cut it.
    public func probability(of id: TokenID) -> Double { pool.probability(of: id) }

    /// A token's probability by the plain softmax of the logits.
    public func unsampledProbability(of id: TokenID) -> Double { unsampled.probability(of: Double(logits[id])) }

    /// A token's place in the model's own ranking, 0 the most probable; of equals the lower id comes first.
    public func rank(of id: TokenID) -> Int {
        let logit = logits[id]
        var rank = 0
        for other in logits where other > logit { rank += 1 }
        for other in logits[..<id] where other == logit { rank += 1 }
        return rank
    }

    /// The token that is drawn at a place of the generated text.
    ///
    /// Number `index` of the seed's random source is looked up in the cumulative sum of the probabilities, lowest id first. Id
    /// order, not rank order, because two machines whose logits differ in the last bit agree on it.
    ///
    /// - Parameter index: how many tokens were generated before.
    public func draw(index: Int) -> TokenID { stretch(index: index).id }

    /// The draw at a place of the generated text, with the number and the stretch that it falls into.
    ///
    /// - Parameters:
    ///   - index: how many tokens were generated before.
    ///   - token: the piece of an id.
    public func draw(index: Int, token: (TokenID) -> Token) -> Draw {
        let (id, stretch) = stretch(index: index)
        return Draw(number: source.fraction(index), token: token(id), stretch: stretch)
    }

    private func stretch(index: Int) -> (id: TokenID, stretch: Range<Double>) {
        let target = source.fraction(index) * pool.mass
        var (sum, start) = (0.0, 0.0)
        var last = pool.ids[0]
        for id in pool.ids where pool.weights[id] > 0 {
            start = sum
            sum += pool.weights[id]
            last = id
            if sum > target { break }
        }
        return (last, start / pool.mass..<sum / pool.mass)
    }

    /// The candidates one by one, as many as asked for, and the rest as a tail.
    ///
    /// - Parameters:
    ///   - candidateCount: how many to list, in the model's own ranking.
    ///   - token: the piece of an id.
    public func distribution(candidateCount: Int, token: (TokenID) -> Token) -> Distribution {
        let listed = bestIDs(candidateCount)
        let candidates = listed.enumerated().map { rank, id in
            Candidate(
                token: token(id), rank: rank, probability: probability(of: id),
                unsampledProbability: unsampledProbability(of: id), cutBy: pool.cutBy[id])
        }
        let count = logits.count - listed.count
        let survivors = candidates.count { $0.cutBy == nil }
        let tail = Distribution.Tail(
            count: count,
            probability: survivors == pool.ids.count ? 0 : max(0, 1 - candidates.reduce(0) { $0 + $1.probability }),
            unsampledProbability: count == 0 ? 0 : max(0, 1 - candidates.reduce(0) { $0 + $1.unsampledProbability }))
        return Distribution(
            candidates: candidates, tail: tail, entropyBits: entropyBits, unsampledEntropyBits: unsampledEntropyBits,
            stages: stages)
    }

    /// The first ids of the model's own ranking.
    ///
    /// Ids that beat the worst of the best so far wait in a buffer twice as large as asked for; only when it is full it is sorted and
    /// its worse half goes.
    private func bestIDs(_ count: Int) -> [TokenID] {
        guard count > 0 else { return [] }
        let capacity = min(2 * min(count, logits.count), logits.count)
        var buffer: [TokenID] = []
        buffer.reserveCapacity(capacity)
        var threshold = -Float.infinity
        func shorten() {
            buffer.sort { logits[$0] > logits[$1] || (logits[$0] == logits[$1] && $0 < $1) }
            buffer.removeLast(max(0, buffer.count - count))
        }
        for id in logits.indices where logits[id] > threshold || buffer.count < count {
            buffer.append(id)
            if buffer.count == capacity, capacity > count {
                shorten()
                threshold = logits[buffer[count - 1]]
            }
        }
        shorten()
        return buffer
    }
}
