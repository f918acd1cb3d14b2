import Generation

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The tokens that can still be drawn and their proportions, on their way through the filters.
struct CandidatePool: Sendable {
    /// For each token id: its logit less the best logit of all.
    let scores: [Double]
    /// For each token id: exp(score), 0 once it is cut; only proportions count.
    private(set) var weights: [Double]
    /// What can still be drawn, lowest id first.
    private(set) var ids: [TokenID]
    /// The sum of all weights.
    private(set) var mass: Double
    /// The most probable token, the lowest id if several are.
    let best: TokenID
    /// For each token id: the stage that cut it.
    private(set) var cutBy: [SamplingStage?]
    /// What each filter removed.
    private(set) var reports: [StageReport] = []

    /// Makes a pool of the whole vocabulary.
    ///
    /// - Throws: `Failure` if the logits are not numbers; minus infinity is one, and means probability 0.
    init(logits: [Double]) throws(Failure) {
        var bestID = 0
        for id in logits.indices where logits[id] > logits[bestID] { bestID = id }
        let bestLogit = logits.isEmpty ? -.infinity : logits[bestID]
        var scores = logits
        var weights = logits
        var mass = 0.0
        for id in logits.indices {
            let score = logits[id] - bestLogit
            let weight = exp(score)
            scores[id] = score
            weights[id] = weight
            mass += weight
        }
        guard mass.isFinite, mass > 0 else {
            throw Failure(
                .malformed, "the model's logits are not numbers", expected: "one finite logit for each token",
                hint: "its weights may be broken")
        }
        self.scores = scores
        self.weights = weights
        self.mass = mass
        self.best = bestID
        ids = Array(logits.indices)
        cutBy = Array(repeating: nil, count: logits.count)
    }

    /// Keeps the tokens for which the claim is true, which is asked lowest id first, and reports what went.
    mutating func keep(_ stage: SamplingStage, where isKept: (TokenID) -> Bool) {
        let massBefore = mass
        let countBefore = ids.count
        var kept = 0
        var keptMass = 0.0
        var removedMass = 0.0
        for id in ids {
            if isKept(id) {
                ids[kept] = id
                kept += 1
                keptMass += weights[id]
            } else {
                removedMass += weights[id]
                weights[id] = 0
                cutBy[id] = stage
            }
        }
        ids.removeLast(countBefore - kept)
        mass = keptMass
        reports.append(
            StageReport(stage: stage, removedCount: countBefore - kept, removedProbability: removedMass / massBefore))
    }

    /// The probability of a token after the filters so far.
    func probability(of id: TokenID) -> Double { weights[id] / mass }

    /// The mean of the scores, each counted by its probability: log(mass) less the entropy in nats.
    var meanScore: Double {
        var sum = 0.0
        // A score of minus infinity weighs nothing.
        for id in ids where weights[id] > 0 { sum += weights[id] * scores[id] }
        return sum / mass
    }

    /// The entropy in bits.
    var entropyBits: Double { max(0, (log(mass) - meanScore) / log(2)) }
}
