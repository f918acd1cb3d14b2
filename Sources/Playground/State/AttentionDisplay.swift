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

/// Which head is looked at, and how it is drawn.
public struct AttentionDisplay: Hashable, Sendable {
    /// Which layer, from 0.
    public internal(set) var layer = 0
    /// Which head of the layer, from 0.
    public internal(set) var head = 0
    /// Whether someone has chosen the head, or one was found that has something to show.
    var isHeadChosen = false
    /// How weights become shades.
    public internal(set) var scale = AttentionScale.squareRoot
    /// Whether the first token is left out: many heads rest on it and drown the others.
    public internal(set) var hidesFirstToken = false
    /// Whether the mean of the layer's heads is shown in place of one head.
    public internal(set) var averagesHeads = false

    /// Makes the default display: the first head.
    public init() {}
}
