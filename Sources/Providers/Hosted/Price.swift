import Generation

/// What a service charges, in US dollars for a million tokens.
struct Price: Hashable, Sendable {
    /// For the prompt's tokens.
    let prompt: Double
    /// For those of them that the service still had; nil if they cost the same.
    var cached: Double?
    /// For generated tokens, reasoning included.
    let generated: Double

    /// What an account costs; nil if it does not say how many tokens there were.
    func cost(of usage: Usage) -> Double? {
        guard let promptTokens = usage.promptTokens, let generatedTokens = usage.generatedTokens else { return nil }
        let cachedTokens = min(usage.cachedTokens ?? 0, promptTokens)
        let sum =
            Double(promptTokens - cachedTokens) * prompt + Double(cachedTokens) * (cached ?? prompt)
            + Double(generatedTokens) * generated
        return sum / 1_000_000
    }
}
