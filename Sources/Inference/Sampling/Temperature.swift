import Generation

/// Divides the logits: below 1 the distribution becomes sharper, above 1 flatter.
///
/// Hugging Face `TemperatureLogitsWarper`. At 0 nothing is divided; then ``Greedy`` chooses.
struct Temperature: LogitsProcessor {
    static let range = 0.0...100.0
    let value: Double
    var stage: SamplingStage { .temperature }
    var isNeutral: Bool { value == 1 || value == 0 }

    init(_ value: Double) throws(Failure) {
        self.value = try SamplingRange.checked(value, .temperature, within: Self.range)
    }

    func process(_ logits: inout [Double], after history: TokenHistory) {
        // Only differences count; counted from the best one, no temperature, however small, makes them overflow.
        guard let best = logits.max() else { return }
        for id in logits.indices { logits[id] = (logits[id] - best) / value }
    }
}

/// Keeps only the most probable token, the lowest id if several are: what temperature 0 means.
struct Greedy: CandidateFilter {
    var stage: SamplingStage { .temperature }
    var isNeutral: Bool { false }

    func filter(_ pool: inout CandidatePool) {
        let best = pool.best
        pool.keep(stage) { $0 == best }
    }
}
