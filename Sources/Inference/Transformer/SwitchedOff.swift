/// The parts of a model that are switched off: what they would add to the residual stream is replaced by zeros.
///
/// Keys and values depend on it, so a KV cache belongs to one of these.
struct SwitchedOff: Hashable, Sendable {
    /// Attention heads; their output is zero before the output projection.
    var heads: Set<HeadIndex> = []
    /// Layers whose MLP adds nothing, not even its bias.
    var mlps: Set<Int> = []
}

/// One attention head of the model.
struct HeadIndex: Hashable, Sendable {
    let layer: Int
    let head: Int
}
