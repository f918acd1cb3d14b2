import Generation

/// A sampling stage that removes tokens and leaves the others' proportions as they are.
protocol CandidateFilter: Sendable {
    /// Which stage it is.
    var stage: SamplingStage { get }
    /// Whether its parameter makes it do nothing.
    var isNeutral: Bool { get }
    /// Removes what it cuts; at least one candidate always stays.
    func filter(_ pool: inout CandidatePool)
}
