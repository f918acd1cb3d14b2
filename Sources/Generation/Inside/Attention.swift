/// Where one position looks: the attention pattern's newest row, of every layer and head.
public struct AttentionRow: Hashable, Sendable {
    /// Layers.
    public let layerCount: Int
    /// Query heads in a layer.
    public let headCount: Int
    /// Heads that have keys and values of their own; fewer than `headCount` when heads share them.
    public let keyValueHeadCount: Int
    /// Which tokens the keys are.
    public let window: ContextWindow
    /// Probabilities, `[layer, head, key position]`, each row summing to 1.
    public let weights: [Float]

    /// Makes a row; `weights` holds `layerCount × headCount × window.visibleCount` values.
    public init(layerCount: Int, headCount: Int, keyValueHeadCount: Int, window: ContextWindow, weights: [Float]) {
        precondition(weights.count == layerCount * headCount * window.visibleCount)
        self.layerCount = layerCount
        self.headCount = headCount
        self.keyValueHeadCount = keyValueHeadCount
        self.window = window
        self.weights = weights
    }

    /// How many keys each head looks over.
    public var keyCount: Int { window.visibleCount }

    /// One head's probabilities, `[key position]`.
    public subscript(layer: Int, head: Int) -> ArraySlice<Float> {
        let start = (layer * headCount + head) * keyCount
        return weights[start..<start + keyCount]
    }
}

/// One head's whole pattern.
public struct AttentionPattern: Hashable, Sendable {
    /// Which layer, from 0.
    public let layer: Int
    /// Which head, from 0.
    public let head: Int
    /// Which tokens rows and columns are.
    public let window: ContextWindow
    /// Probabilities, `[query position, key position]`; 0 above the diagonal, unless the model looks both ways.
    public let weights: [Float]

    /// Makes a pattern; `weights` is square.
    public init(layer: Int, head: Int, window: ContextWindow, weights: [Float]) {
        precondition(weights.count == window.visibleCount * window.visibleCount)
        self.layer = layer
        self.head = head
        self.window = window
        self.weights = weights
    }

    /// The weight that a query gives to a key, both as positions in the KV cache.
    public subscript(query: Int, key: Int) -> Float { weights[query * window.visibleCount + key] }
}

/// A change made to the forward pass while it runs.
public enum Intervention: Hashable, Sendable {
    /// The output of one attention head is replaced by zeros before the output projection.
    case switchOffHead(layer: Int, head: Int)
    /// What an MLP adds to the residual stream is replaced by zeros.
    case switchOffMLP(layer: Int)
}
