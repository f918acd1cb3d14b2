import Generation

/// What a service charges, in US dollars for a million tokens.
struct Price: Hashable, Sendable {
    /// For the prompt's tokens.
    let prompt: Double
    /// For those of them that the service still had; nil if they cost the same.
    var cached: Double?
    /// For generated tokens, reasoning included.
    let generated: Double

    /// Longer prompts have other prices, which the table does not hold.
    private static let promptLimit = 200_000

    /// What an account costs; nil if it does not say how many tokens there were, or if there were very many.
    func cost(of usage: Usage) -> Double? {
        guard let promptTokens = usage.promptTokens, let generatedTokens = usage.generatedTokens,
            promptTokens <= Self.promptLimit
        else { return nil }
        let cachedTokens = min(usage.cachedTokens ?? 0, promptTokens)
        let sum =
            Double(promptTokens - cachedTokens) * prompt + Double(cachedTokens) * (cached ?? prompt)
            + Double(generatedTokens) * generated
        return sum / 1_000_000
    }
}
