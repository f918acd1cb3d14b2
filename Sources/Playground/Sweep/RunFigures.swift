public import Generation

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// What the tokens of a text, or of several, say together.
///
/// Figures that no token discloses are nil.
public struct RunFigures: Hashable, Sendable {
    /// How many tokens.
    public let tokenCount: Int
    /// The mean entropy of what the tokens were drawn from, after the sampling stages, in bits.
    public let meanEntropyBits: Double?
    /// The mean natural logarithm of the probability that the model itself (before any stage) gave each token.
    public let meanLogProbability: Double?

    /// Sums up steps.
    public init(_ steps: some Sequence<Step>) {
        var (count, entropies, logProbabilities) = (0, Mean(), Mean())
        for step in steps {
            count += 1
            if let entropy = step.distribution?.entropyBits { entropies.add(entropy) }
            if let probability = step.unsampledProbability { logProbabilities.add(log(probability)) }
        }
        tokenCount = count
        meanEntropyBits = entropies.value
        meanLogProbability = logProbabilities.value
    }

    /// How many tokens the model hesitated between on average: exp(−mean log-probability).
    public var perplexity: Double? { meanLogProbability.map { exp(-$0) } }

    private struct Mean {
        private var sum = 0.0
        private var count = 0

        mutating func add(_ value: Double) {
            sum += value
            count += 1
        }

        var value: Double? { count == 0 ? nil : sum / Double(count) }
    }
}
