import Generation

/// Cuts tokens that are less probable than a share of the most probable one.
///
/// Nguyen et al. 2024; Hugging Face `MinPLogitsWarper`. 0 is off.
struct MinP: CandidateFilter {
    static let range = 0.0...1.0
    let share: Double
    var stage: SamplingStage { .minP }
    var isNeutral: Bool { share == 0 }

    init(_ share: Double) throws(Failure) {
        self.share = try SamplingRange.checked(share, .minP, within: Self.range)
    }

    func filter(_ pool: inout CandidatePool) {
        let weights = pool.weights
        let least = share * weights[pool.best]
        pool.keep(stage) { weights[$0] >= least }
    }
}
