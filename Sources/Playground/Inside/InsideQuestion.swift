public import Generation

/// A question about the inside of the model, over a request's prompt and continuation; positions are those in the KV cache.
public enum InsideQuestion: Hashable, Sendable {
    /// One head's whole pattern, or that of a layer's heads together.
    case pattern(layer: Int, heads: HeadSelection)
    /// How the weight that a query gives to a key came about.
    case arithmetic(layer: Int, head: Int, query: Int, key: Int)
    /// One position's way through the model.
    case forwardPass(position: Int)
    /// What each layer would have said at these positions.
    case logitLens(positions: Range<Int>)
    /// What kinds of heads the model has, whatever the request.
    case headScores
    /// What the model thinks of a text that someone typed.
    case reading(String)
    /// How far what another request expects lies apart, position by position.
    case divergences(from: GenerationRequest)

    /// A question without its details: of each kind the newest question counts.
    public enum Kind: Hashable, Sendable {
        /// A pattern.
        case pattern
        /// The arithmetic of a weight.
        case arithmetic
        /// A way through the model.
        case forwardPass
        /// What each layer would have said.
        case logitLens
        /// Kinds of heads.
        case headScores
        /// A typed text.
        case reading
        /// Two requests compared.
        case divergences
    }

    /// What kind of question this is.
    public var kind: Kind {
        switch self {
        case .pattern: .pattern
        case .arithmetic: .arithmetic
        case .forwardPass: .forwardPass
        case .logitLens: .logitLens
        case .headScores: .headScores
        case .reading: .reading
        case .divergences: .divergences
        }
    }
}

/// Which of a layer's heads are looked at.
public enum HeadSelection: Hashable, Sendable {
    /// One of them.
    case one(Int)
    /// All: the mean of their weights.
    case mean
    /// All: the greatest of their weights.
    case maximum
}

/// The answer to a question of the same kind.
public enum InsideAnswer: Hashable, Sendable {
    /// A pattern; that of several heads together bears the number of the first one.
    case pattern(AttentionPattern)
    /// The arithmetic of a weight.
    case arithmetic(AttentionArithmetic)
    /// A way through the model.
    case forwardPass(ForwardPass)
    /// What each layer would have said.
    case logitLens(LogitLens)
    /// Kinds of heads.
    case headScores(HeadScores)
    /// The tokens of a typed text, as steps.
    case steps([Step])
    /// Two requests compared.
    case divergences([Divergence])
}
