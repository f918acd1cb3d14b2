/// How differently two requests see one position: what each expected there, over the whole vocabulary.
///
/// All figures are of the plain softmax of the logits, so sampling settings do not show.
public struct Divergence: Hashable, Sendable {
    /// The probability of the request's own token.
    public let probability: Double
    /// The probability of the same token in the other request's eyes.
    public let otherProbability: Double
    /// The Kullback–Leibler divergence KL(P‖Q) in bits: P what the request expected, Q what the other did.
    public let bits: Double

    /// Makes a divergence.
    public init(probability: Double, otherProbability: Double, bits: Double) {
        self.probability = probability
        self.otherProbability = otherProbability
        self.bits = bits
    }

    /// The divergence of two softmaxes, given the logits behind a position and the token that came.
    ///
    /// - Precondition: both have the same vocabulary, and the token is in it.
    public init(logits: [Float], other: [Float], token: TokenID) {
        precondition(logits.count == other.count && logits.indices.contains(token), "one vocabulary, and a token of it")
        let own = Self.logNormalizer(logits)
        let others = Self.logNormalizer(other)
        var bits = 0.0
        for (logit, otherLogit) in zip(logits, other) {
            let logProbability = Double(logit) - own
            let otherLogProbability = Double(otherLogit) - others
            let probability = exp(logProbability)
            if probability > 0 { bits += probability * (logProbability - otherLogProbability) }
        }
        self.init(
            probability: exp(Double(logits[token]) - own), otherProbability: exp(Double(other[token]) - others),
            bits: max(0, bits / 0.693_147_180_559_945_3))
    }

    /// log Σ exp, which turns logits into log probabilities.
    private static func logNormalizer(_ logits: [Float]) -> Double {
        let highest = Double(logits.max() ?? 0)
        return highest + log(logits.reduce(0.0) { $0 + exp(Double($1) - highest) })
    }
}

/// What a file of tensors holds.
public enum TensorContents: Hashable, Sendable {
    /// Everything: tokens, logits, attention, queries, keys, values and the residual stream.
    case everything
    /// The tokens and the attention patterns.
    case attention
}
