import Generation

/// The tokens that can still be drawn and their proportions, on their way through the filters.
struct CandidatePool: Sendable {
    /// For each token id: its logit less the best logit of all.
    private(set) var scores: [Double]
    /// For each token id: exp(score); only proportions count.
    private(set) var weights: [Double] = []
    /// What can still be drawn, lowest id first.
    private(set) var ids: [TokenID]
    /// The sums over what can still be drawn.
    private(set) var softmax: Softmax
    /// For each token id: the stage that cut it.
    private(set) var cutBy: [SamplingStage?]
    /// What each filter removed.
    private(set) var reports: [StageReport] = []

    /// Makes a pool of the whole vocabulary.
    ///
    /// - Throws: `Failure` if the logits are not numbers.
    init(logits: consuming [Double]) throws(Failure) {
        scores = logits
        softmax = try Softmax(replacing: &scores, weights: &weights)
        ids = Array(scores.indices)
        cutBy = Array(repeating: nil, count: scores.count)
    }

    /// What all that can still be drawn weighs together.
    var mass: Double { softmax.mass }

    /// The most probable token that can still be drawn, the lowest id if several are.
    var best: TokenID {
        var best = ids[0]
        for id in ids where scores[id] > scores[best] { best = id }
        return best
    }

    /// Keeps the tokens for which the claim is true, which is asked lowest id first, and reports what went.
    mutating func keep(_ stage: SamplingStage, where isKept: (TokenID) -> Bool) {
        let massBefore = mass
        let countBefore = ids.count
        var kept = 0
        var remaining = softmax.emptied
        var removedMass = 0.0
        for id in ids {
            if isKept(id) {
                ids[kept] = id
                kept += 1
                remaining.add(weight: weights[id], score: scores[id])
            } else {
                removedMass += weights[id]
                cutBy[id] = stage
            }
        }
        ids.removeLast(countBefore - kept)
        softmax = remaining
        reports.append(
            StageReport(stage: stage, removedCount: countBefore - kept, removedProbability: removedMass / massBefore))
    }

    /// The probability of a token after the filters so far.
    func probability(of id: TokenID) -> Double { cutBy[id] == nil ? weights[id] / mass : 0 }
}
