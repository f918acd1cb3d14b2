import Generation

/// Two runs side by side: where they part, and which tokens behind that place they still have in common.
public struct TokenAlignment: Hashable, Sendable {
    /// The first position at which the tokens differ; nil if one is the beginning of the other.
    public let firstDifference: Int?
    /// Positions that either has.
    public let count: Int
    /// The tokens of the first run that the second one lacks.
    public let differing: Set<Int>
    /// The tokens of the second run that the first one lacks.
    public let differingInOther: Set<Int>

    /// How many tokens of each run behind the place where they part are compared; all that follows counts as different.
    private static let reach = 400

    /// Compares two runs by their longest common subsequence of tokens.
    public init(_ run: Run, _ other: Run) {
        let common = zip(run.steps, other.steps).prefix { $0.token.isSamePiece(as: $1.token) }.count
        count = max(run.steps.count, other.steps.count)
        firstDifference = common < min(run.steps.count, other.steps.count) ? common : nil
        let tail = run.steps[common...].prefix(Self.reach).map(\.token)
        let otherTail = other.steps[common...].prefix(Self.reach).map(\.token)
        let kept = Self.commonSubsequence(tail, otherTail)
        differing = Set(common..<max(common, run.steps.count)).subtracting(kept.map { $0.0 + common })
        differingInOther = Set(common..<max(common, other.steps.count)).subtracting(kept.map { $0.1 + common })
    }

    /// The places of a longest common subsequence in both sequences.
    private static func commonSubsequence(_ a: [Token], _ b: [Token]) -> [(Int, Int)] {
        guard !a.isEmpty, !b.isEmpty else { return [] }
        let width = b.count + 1
        // lengths[i * width + j]: how much a[i...] and b[j...] have in common.
        var lengths = [UInt16](repeating: 0, count: (a.count + 1) * width)
        for i in a.indices.reversed() {
            for j in b.indices.reversed() {
                lengths[i * width + j] =
                    a[i].isSamePiece(as: b[j])
                    ? lengths[(i + 1) * width + j + 1] + 1
                    : max(lengths[(i + 1) * width + j], lengths[i * width + j + 1])
            }
        }
        var pairs: [(Int, Int)] = []
        var (i, j) = (0, 0)
        while i < a.count, j < b.count {
            if a[i].isSamePiece(as: b[j]) {
                pairs.append((i, j))
                (i, j) = (i + 1, j + 1)
            } else if lengths[(i + 1) * width + j] >= lengths[i * width + j + 1] {
                i += 1
            } else {
                j += 1
            }
        }
        return pairs
    }
}
