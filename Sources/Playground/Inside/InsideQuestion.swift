public import Generation

/// A question about the inside of the model, over a request's prompt and continuation; positions are those in the KV cache.
public enum InsideQuestion: Hashable, Sendable {
    /// Some rows of a head's pattern, or of a layer's heads together.
    case band(layer: Int, heads: HeadSelection, queries: Range<Int>)
    /// The patterns of all heads of a layer, small.
    case thumbnails(layer: Int, side: Int, hidesFirstToken: Bool)
    /// How the weight that a query gives to a key came about.
    case arithmetic(layer: Int, head: Int, query: Int, key: Int)
    /// One position's way through the model.
    case forwardPass(position: Int)
    /// What each layer would have said at these positions.
    case logitLens(positions: Range<Int>)
    /// What would be drawn at the end of the request.
    case draw
    /// What kinds of heads the model has, whatever the request.
    case headScores
    /// What the model thinks of a text that someone typed.
    case reading(String)
    /// How far what another request expects lies apart, position by position.
    case divergences(from: GenerationRequest)

    /// A question without its details: of each kind the newest question counts.
    public enum Kind: Hashable, Sendable {
        /// Rows of a pattern.
        case band
        /// The patterns of one layer, small: several layers can stand side by side.
        case thumbnails(layer: Int)
        /// The arithmetic of a weight.
        case arithmetic
        /// A way through the model.
        case forwardPass
        /// What each layer would have said.
        case logitLens
        /// A draw.
        case draw
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
        case .band: .band
        case .thumbnails(let layer, _, _): .thumbnails(layer: layer)
        case .arithmetic: .arithmetic
        case .forwardPass: .forwardPass
        case .logitLens: .logitLens
        case .draw: .draw
        case .headScores: .headScores
        case .reading: .reading
        case .divergences: .divergences
        }
    }
}

/// The answer to a question of the same kind.
public enum InsideAnswer: Hashable, Sendable {
    /// Rows of a pattern.
    case band(AttentionBand)
    /// The patterns of all heads of a layer, small.
    case thumbnails([AttentionThumbnail])
    /// The arithmetic of a weight.
    case arithmetic(AttentionArithmetic)
    /// A way through the model.
    case forwardPass(ForwardPass)
    /// What each layer would have said.
    case logitLens(LogitLens)
    /// What may come next, and what would be drawn.
    case inspection(Inspection)
    /// Kinds of heads.
    case headScores(HeadScores)
    /// The tokens of a typed text, as steps.
    case steps([Step])
    /// Two requests compared.
    case divergences([Divergence])
}
