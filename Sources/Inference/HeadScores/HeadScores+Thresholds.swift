import Generation

extension HeadScores {
    /// Every kind's threshold.
    static let thresholds = Dictionary(uniqueKeysWithValues: Kind.allCases.map { ($0, $0.threshold) })
}

extension HeadScores.Kind {
    /// From which score on a head bears the name.
    ///
    /// 0.4 is what ARENA 3.0 uses for heads that follow a diagonal; 0.3 what Gu et al. (arXiv 2410.10781) use for the first token over 64
    /// tokens. The last two are choices made here: a fifth of the uniform head's mean distance, and four fifths of its entropy.
    fileprivate var threshold: Float {
        switch self {
        case .previousToken, .duplicateToken, .induction: 0.4
        case .firstToken: 0.3
        case .local, .broad: 0.8
        }
    }
}
