import Generation

/// Keeps the tokens whose surprise (−log p) is nearest to the entropy, until their probabilities reach the sum p.
///
/// Meister et al. 2022; Hugging Face `TypicalLogitsWarper`. It may cut the most probable token. 1 is off.
struct TypicalP: CandidateFilter {
    static let range = 0.0...1.0
    let mass: Double
    var stage: SamplingStage { .typicalP }
    var isNeutral: Bool { mass == 1 }

    init(_ mass: Double) throws(Failure) {
        self.mass = try SamplingRange.checked(mass, .typicalP, within: Self.range)
    }

    func filter(_ pool: inout CandidatePool) {
        let scores = pool.scores
        // −log p − entropy; both hold log(mass), which falls out of the difference.
        let meanScore = pool.softmax.meanScore
        let deviation = { (id: TokenID) in abs(meanScore - scores[id]) }
        var entries = pool.ids.map { WeightedSelection.Entry(key: deviation($0), weight: pool.weights[$0]) }
        let farthest = WeightedSelection.select(from: &entries, reaching: mass * pool.mass).key
        pool.keep(stage) { deviation($0) <= farthest }
    }
}
