import Generation

/// What the walk and the logit lens show: they share the position.
public struct WalkDisplay: Hashable, Sendable {
    /// The chosen stop of the walk.
    var stop = Walk.Stop.place(.embedding)
    /// The position that was chosen; nil follows the token that is explained.
    var position: Int?
    /// The row of the lens that was chosen; nil is the last.
    var row: Int?

    init() {}
}
