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
}
