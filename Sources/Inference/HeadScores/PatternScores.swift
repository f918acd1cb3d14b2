import Generation

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// One head's pattern A over T tokens as numbers that say what the head does; rows sum to 1.
struct PatternScores {
    /// T.
    private let count: Int
    /// `[query position, key position]`, 0 above the diagonal.
    private let weights: [Float]

    init(_ weights: [Float], count: Int) {
        precondition(weights.count == count * count)
        self.count = count
        self.weights = weights
    }

    /// Σ A[i, i − 1] / T: how much of all attention lies on the token before.
    ///
    /// TransformerLens, head_detector.py, with the measure "mul".
    var previousToken: Float { diagonal(1).reduce(0, +) / Float(count) }

    /// Σ A[i, 0] / T: how much rests on the first token.
    ///
    /// Gu et al. 2025, arXiv 2410.10781.
    var firstToken: Float { (0..<count).reduce(0) { $0 + weights[$1 * count] } / Float(count) }

    /// 1 − Σ A[i, j] (i − j) / Σ U[i, j] (i − j), U looking at every key equally: 1 if the head looks at the token itself only, 0 if it
    /// looks as far as one that looks everywhere.
    ///
    /// The mean distance of Vig and Belinkov 2019, arXiv 1906.04284, against its uniform baseline.
    var local: Float {
        var distance: Float = 0
        for query in 0..<count {
            for key in 0..<query { distance += weights[query * count + key] * Float(query - key) }
        }
        return 1 - distance / (Float(count * (count - 1)) / 4)
    }

    /// Σ entropy of A[i] / Σ ln(i + 1): 1 if the head looks at every key equally.
    ///
    /// The entropy of Clark et al. 2019, arXiv 1906.04341, against its uniform baseline.
    var broad: Float {
        let entropy = weights.reduce(Float(0)) { $1 > 0 ? $0 - $1 * log($1) : $0 }
        return entropy / (1..<count).reduce(0) { $0 + log(Float($1 + 1)) }
    }

    /// The mean of A[i, i − n] over the queries whose token came n before, on a repeated sequence.
    ///
    /// The duplicate-token pattern of TransformerLens, head_detector.py, over the queries that have a duplicate.
    func duplicateToken(period: Int) -> Float { diagonal(period).suffix(period).reduce(0, +) / Float(period) }

    /// The mean of the diagonal A[i, i − (n − 1)], on a repeated sequence: what came after this token last time.
    ///
    /// ARENA 3.0; prefix matching in Olsson et al. 2022, arXiv 2209.11895.
    func induction(period: Int) -> Float {
        let diagonal = diagonal(period - 1)
        return diagonal.reduce(0, +) / Float(diagonal.count)
    }

    /// A[i, i − offset] for every i that has such a key.
    private func diagonal(_ offset: Int) -> [Float] {
        (offset..<count).map { weights[$0 * count + $0 - offset] }
    }
}
