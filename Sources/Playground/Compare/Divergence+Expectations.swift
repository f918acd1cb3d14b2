public import Generation

extension Divergence {
    /// The divergence of two distributions over one vocabulary, `[token]`, at a place where a token came.
    ///
    /// A token that the other thinks impossible makes it infinite.
    public init(of expected: [Float], from other: [Float], token: TokenID) {
        var nats = 0.0
        for (probability, otherProbability) in zip(expected, other) where probability > 0 {
            guard otherProbability > 0 else {
                nats = .infinity
                break
            }
            nats += Double(probability) * (Double(probability) / Double(otherProbability)).naturalLogarithm
        }
        self.init(
            probability: Double(expected[token]), otherProbability: Double(other[token]),
            bits: max(0, nats / 2.0.naturalLogarithm))
    }
}
