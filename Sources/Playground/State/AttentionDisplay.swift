public import Generation

/// How an attention weight becomes a shade.
public enum AttentionScale: String, Hashable, Sendable, CaseIterable {
    /// The weight itself.
    case linear
    /// Its square root: weak weights become visible.
    case squareRoot = "sqrt"
    /// Its logarithm: very weak ones, too.
    case logarithmic = "log"
    /// Its share of the strongest weight in the row.
    case rowMaximum = "row_max"
}

/// One head, or all heads of its layer together.
public enum HeadCombination: String, Hashable, Sendable, CaseIterable {
    /// The chosen head alone.
    case single
    /// The mean of the layer's heads.
    case mean
    /// The greatest weight that any head of the layer gives.
    case maximum
}

/// What the attention screen shows in its large pane.
public enum AttentionView: String, Hashable, Sendable, CaseIterable {
    /// Queries down, keys across.
    case matrix
    /// The text, shaded by one token's weights.
    case text
    /// All heads of a layer, small.
    case heads
    /// How the weight under the cursor came about.
    case arithmetic
}

/// Whose weights shade the text.
public enum AttentionDirection: Hashable, Sendable {
    /// Those that the chosen token gives to the tokens before it.
    case looksAt
    /// Those that the tokens after it give to the chosen token.
    case isLookedAtBy
}

/// Which head is looked at, and how it is drawn.
public struct AttentionDisplay: Hashable, Sendable {
    /// Which layer, from 0.
    public internal(set) var layer = 0
    /// Which head of the layer, from 0.
    public internal(set) var head = 0
    /// Whether someone has chosen the head, or one was found that has something to show.
    var isHeadChosen = false
    /// The chosen head alone, or all of its layer together.
    public internal(set) var combination = HeadCombination.single
    /// How weights become shades.
    public internal(set) var scale = AttentionScale.squareRoot
    /// Whether the first token is left out: many heads rest on it and drown the others.
    public internal(set) var hidesFirstToken = false
    /// Whether what a token gives to itself is left out.
    public internal(set) var hidesDiagonal = false

    // MARK: The attention screen

    /// What its large pane shows.
    public internal(set) var view = AttentionView.matrix
    /// Whose weights shade the text.
    public internal(set) var direction = AttentionDirection.looksAt
    /// Whether the arithmetic shows query and key before rotary positions turned them.
    public internal(set) var showsUnrotated = false
    /// From which line the arithmetic is shown.
    public internal(set) var arithmeticLine = 0
    /// The position that looks; nil follows the token that is explained.
    var query: Int?
    /// The position that is looked at; nil is the one with the greatest weight.
    var key: Int?

    /// Makes the default display: the first head.
    public init() {}

    /// Whose pattern is read.
    public var heads: HeadSelection {
        switch combination {
        case .single: .head(head)
        case .mean: .mean
        case .maximum: .maximum
        }
    }
}
