import Generation

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The sums that turn logits into probabilities and an entropy: p = exp(logit − best) / mass.
struct Softmax: Sendable {
    /// The greatest logit.
    let best: Double
    /// The sum of exp(logit − best).
    private(set) var mass = 0.0
    /// The sum of exp(logit − best) · (logit − best).
    private(set) var scoreSum = 0.0

    /// Sums over logits.
    ///
    /// - Throws: `Failure` if they are not numbers; minus infinity is one, and means probability 0.
    init(_ logits: [Double]) throws(Failure) {
        self.init(best: logits.max() ?? -.infinity)
        for logit in logits { add(weight: exp(logit - best), score: logit - best) }
        try requireNumbers()
    }

    /// Sums over logits and replaces them by what was summed.
    ///
    /// - Parameters:
    ///   - scores: logits; then each one's distance from the best.
    ///   - weights: filled with exp(score).
    init(replacing scores: inout [Double], weights: inout [Double]) throws(Failure) {
        self.init(best: scores.max() ?? -.infinity)
        let count = scores.count
        weights = Array(unsafeUninitializedCapacity: count) { buffer, initialized in
            for id in 0..<count {
                let score = scores[id] - best
                scores[id] = score
                buffer[id] = exp(score)
                add(weight: buffer[id], score: score)
            }
            initialized = count
        }
        try requireNumbers()
    }

    private init(best: Double) { self.best = best }

    /// Empty sums that go on from the same best logit.
    var emptied: Softmax { Softmax(best: best) }

    /// Adds one token.
    mutating func add(weight: Double, score: Double) {
        mass += weight
        // A score of minus infinity weighs nothing.
        if weight > 0 { scoreSum += weight * score }
    }

    /// The probability of a logit.
    func probability(of logit: Double) -> Double { exp(logit - best) / mass }

    /// The mean distance from the best logit: log(mass) less the entropy in nats.
    var meanScore: Double { scoreSum / mass }

    /// The entropy in bits.
    var entropyBits: Double { max(0, (log(mass) - meanScore) / log(2)) }

    private func requireNumbers() throws(Failure) {
        guard mass.isFinite, mass > 0 else {
            throw Failure(
                .malformed, "the model's logits are not numbers", expected: "one finite logit for each token",
                hint: "its weights may be broken")
        }
    }
}
