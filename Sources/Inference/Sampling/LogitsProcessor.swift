import Generation

/// A sampling stage that changes logits and removes no token.
protocol LogitsProcessor: Sendable {
    /// Which stage it is.
    var stage: SamplingStage { get }
    /// Whether its parameter makes it do nothing.
    var isNeutral: Bool { get }
    /// Changes the logits, one for each token id.
    func process(_ logits: inout [Double], after history: TokenHistory)
}

/// What stands before the token that is drawn next.
struct TokenHistory: Sendable {
    /// The tokens of the prompt that the model saw.
    let prompt: [TokenID]
    /// The tokens generated since.
    let generated: [TokenID]

    /// How often each token was generated.
    var generatedCounts: [TokenID: Int] {
        generated.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }
}
