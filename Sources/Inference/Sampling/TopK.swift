import Generation

/// Keeps the k most probable tokens, and those exactly as probable as the last of them.
///
/// Fan et al. 2018; Hugging Face `TopKLogitsWarper`. 0 is off.
struct TopK: CandidateFilter {
    static let range = 0.0...Double(Int32.max)
    let count: Int
    var stage: SamplingStage { .topK }
    var isNeutral: Bool { count == 0 }

    init(_ count: Int) throws(Failure) {
        _ = try SamplingRange.checked(Double(count), .topK, within: Self.range)
        self.count = count
    }

    func filter(_ pool: inout CandidatePool) {
        guard count < pool.ids.count else { return pool.keep(stage) { _ in true } }
        var entries = pool.ids.map { WeightedSelection.Entry(key: -pool.scores[$0], weight: 1) }
        let worst = -WeightedSelection.select(from: &entries, reaching: Double(count)).key
        let scores = pool.scores
        pool.keep(stage) { scores[$0] >= worst }
    }
}
