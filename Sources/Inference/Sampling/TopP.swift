import Generation

/// Keeps the nucleus: the smallest set of most probable tokens whose probabilities reach the sum p.
///
/// Holtzman et al. 2019; Hugging Face `TopPLogitsWarper`. Of equally probable tokens the lower ids stay.
struct TopP: CandidateFilter {
    static let range = 0.0...1.0
    let mass: Double
    var stage: SamplingStage { .topP }
    var isNeutral: Bool { mass == 1 }

    init(_ mass: Double) throws(Failure) {
        self.mass = try SamplingRange.checked(mass, .topP, within: Self.range)
    }

    func filter(_ pool: inout CandidatePool) {
        let target = mass * pool.mass
        // Tokens that light fall in any case: all of them together weigh less than what may go.
        let leastWeight = (1 - mass) * pool.mass / Double(pool.ids.count)
        var entries: [WeightedSelection.Entry] = []
        for id in pool.ids where pool.weights[id] >= leastWeight {
            entries.append(WeightedSelection.Entry(key: -pool.scores[id], weight: pool.weights[id]))
        }
        let boundary = WeightedSelection.select(from: &entries, reaching: target)
        let scores = pool.scores
        let weights = pool.weights
        var reached = boundary.weightBefore
        var isFirst = true
        pool.keep(stage) { id in
            if scores[id] != -boundary.key { return scores[id] > -boundary.key }
            guard isFirst || reached < target else { return false }
            isFirst = false
            reached += weights[id]
            return true
        }
    }
}
