import Generation

/// Subtracts a constant from the logit of every token that was generated before; the prompt does not count.
///
/// OpenAI's and vLLM's definition; a negative penalty invites repetition.
struct PresencePenalty: LogitsProcessor {
    static let range = -2.0...2.0
    let penalty: Double
    var stage: SamplingStage { .presencePenalty }
    var isNeutral: Bool { penalty == 0 }

    init(_ penalty: Double) throws(Failure) {
        self.penalty = try SamplingRange.checked(penalty, .presencePenalty, within: Self.range)
    }

    func process(_ logits: inout [Double], after history: TokenHistory) {
        for id in Set(history.generated) where logits.indices.contains(id) { logits[id] -= penalty }
    }
}
