/// How much each head of a model does what well-known kinds of heads do, measured once on fixed probes.
public struct HeadScores: Hashable, Sendable {
    /// A kind of head with a name in the literature.
    public enum Kind: String, Hashable, Sendable, CaseIterable, Codable {
        /// Looks at the token before.
        case previousToken
        /// Looks at earlier occurrences of the same token.
        case duplicateToken
        /// Looks at what followed the last time this token appeared.
        case induction
        /// Rests on the first token.
        case firstToken
        /// Stays near.
        case local
        /// Looks everywhere about equally.
        case broad

        /// Whether the kind says which token the head looks at.
        fileprivate var namesAToken: Bool { self != .local && self != .broad }
    }

    /// Layers.
    public let layerCount: Int
    /// Query heads in a layer.
    public let headCount: Int
    /// `[layer, head]` for each kind, by the kind's formula.
    public let scores: [Kind: [Float]]
    /// From which score on a head bears the kind's name.
    public let thresholds: [Kind: Float]

    /// Makes scores.
    public init(layerCount: Int, headCount: Int, scores: [Kind: [Float]], thresholds: [Kind: Float]) {
        precondition(scores.values.allSatisfy { $0.count == layerCount * headCount })
        self.layerCount = layerCount
        self.headCount = headCount
        self.scores = scores
        self.thresholds = thresholds
    }

    /// A head's score of a kind; nil for a head or kind that was not measured.
    public func score(_ kind: Kind, layer: Int, head: Int) -> Float? {
        guard (0..<layerCount).contains(layer), (0..<headCount).contains(head) else { return nil }
        return scores[kind]?[layer * headCount + head]
    }

    /// The name that fits a head best: of the kinds whose threshold it reaches, the one whose score lies farthest above it, in
    /// proportion; nil for a head that reaches none.
    ///
    /// A kind that says which token the head looks at comes before one that only says how far or how widely it looks.
    public func label(layer: Int, head: Int) -> Kind? {
        func best(_ kinds: [Kind]) -> Kind? {
            kinds.compactMap { kind -> (kind: Kind, excess: Float)? in
                guard let score = score(kind, layer: layer, head: head), let threshold = thresholds[kind],
                    score >= threshold
                else { return nil }
                return (kind, (score - threshold) / (1 - threshold))
            }.max { $0.excess < $1.excess }?.kind
        }
        return best(Kind.allCases.filter(\.namesAToken)) ?? best(Kind.allCases.filter { !$0.namesAToken })
    }
}
