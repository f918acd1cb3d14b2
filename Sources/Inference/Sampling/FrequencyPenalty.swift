import Generation

/// Subtracts a constant from a token's logit for each time it was generated before; the prompt does not count.
///
/// OpenAI's and vLLM's definition; a negative penalty invites repetition.
struct FrequencyPenalty: LogitsProcessor {
    static let range = -2.0...2.0
    let penalty: Double
    var stage: SamplingStage { .frequencyPenalty }
    var isNeutral: Bool { penalty == 0 }

    init(_ penalty: Double) throws(Failure) {
        self.penalty = try SamplingRange.checked(penalty, .frequencyPenalty, within: Self.range)
    }

    func process(_ logits: inout [Double], after history: TokenHistory) {
        for (id, count) in history.generatedCounts where logits.indices.contains(id) {
            logits[id] -= penalty * Double(count)
        }
    }
}
