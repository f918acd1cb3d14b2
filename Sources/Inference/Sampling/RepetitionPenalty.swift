import Generation

/// Makes tokens that are already present, in the prompt or after it, less likely: a positive logit is divided by the penalty, a
/// negative one multiplied.
///
/// Keskar et al. 2019, CTRL; Hugging Face `RepetitionPenaltyLogitsProcessor`.
struct RepetitionPenalty: LogitsProcessor {
    static let range = 0.01...100.0
    let penalty: Double
    var stage: SamplingStage { .repetitionPenalty }
    var isNeutral: Bool { penalty == 1 }

    init(_ penalty: Double) throws(Failure) {
        self.penalty = try SamplingRange.checked(penalty, .repetitionPenalty, within: Self.range)
    }

    func process(_ logits: inout [Double], after history: TokenHistory) {
        for id in Set(history.prompt).union(history.generated) where logits.indices.contains(id) {
            logits[id] = logits[id] < 0 ? logits[id] * penalty : logits[id] / penalty
        }
    }
}
