/// How one attention weight came about: every number from the query and the key to the head's output.
///
/// ```
/// score  = Σ query[i] · key[i]             one number for each key
/// scaled = score × scale                   scale = 1/√D, unless the family says otherwise
/// capped = cap · tanh(scaled / cap)        only where the family caps its scores
/// weight = softmax over the visible keys   keys after the query, or outside a sliding window, are masked
/// output = Σ weight[key] · value[key]
/// ```
public struct AttentionArithmetic: Hashable, Sendable {
    /// Which layer, from 0.
    public let layer: Int
    /// Which query head, from 0.
    public let head: Int
    /// Whose keys and values the head reads, from 0; equal to `head` unless heads share them.
    public let keyValueHead: Int
    /// Which tokens positions are.
    public let window: ContextWindow
    /// The position that looks, in the KV cache.
    public let query: Int
    /// The position that is looked at, in the KV cache.
    public let key: Int
    /// The query, `[D]`, as it enters the dot product.
    public let queryVector: [Float]
    /// The key, `[D]`, as it enters the dot product.
    public let keyVector: [Float]
    /// Query and key before rotary positions turned them, `[D]` each; nil for a model whose positions are not rotary.
    public let unrotated: Unrotated?
    /// What the score is multiplied by: 1/√D in most families.
    public let scale: Float
    /// The soft cap of the scores, or nil.
    public let scoreCap: Float?
    /// q·k of this query with every key up to it, `[query + 1]`, unscaled.
    public let scores: [Float]
    /// Where this query looks, `[query + 1]`; 0 for a masked key.
    public let weights: [Float]
    /// Which keys the query can see: those up to it, and within the window of a sliding layer.
    public let visibleKeys: Range<Int>
    /// The value of the key, `[D]`.
    public let valueVector: [Float]
    /// What the head gives for this query: the weighted sum of all values, `[D]`.
    public let output: [Float]

    /// Query and key before rotary positions turned them.
    public struct Unrotated: Hashable, Sendable {
        /// The query, `[D]`.
        public let query: [Float]
        /// The key, `[D]`.
        public let key: [Float]

        /// Makes a pair.
        public init(query: [Float], key: [Float]) {
            self.query = query
            self.key = key
        }
    }

    /// Makes the arithmetic of one weight.
    public init(
        layer: Int, head: Int, keyValueHead: Int, window: ContextWindow, query: Int, key: Int, queryVector: [Float],
        keyVector: [Float], unrotated: Unrotated?, scale: Float, scoreCap: Float?, scores: [Float], weights: [Float],
        visibleKeys: Range<Int>, valueVector: [Float], output: [Float]
    ) {
        precondition(queryVector.count == keyVector.count && scores.count == weights.count)
        self.layer = layer
        self.head = head
        self.keyValueHead = keyValueHead
        self.window = window
        self.query = query
        self.key = key
        self.queryVector = queryVector
        self.keyVector = keyVector
        self.unrotated = unrotated
        self.scale = scale
        self.scoreCap = scoreCap
        self.scores = scores
        self.weights = weights
        self.visibleKeys = visibleKeys
        self.valueVector = valueVector
        self.output = output
    }

    /// The products that q·k sums up, `[D]`.
    public var products: [Float] { zip(queryVector, keyVector).map { $0 * $1 } }

    /// The weight itself; 0 if the query cannot see the key.
    public var weight: Float { weights.indices.contains(key) ? weights[key] : 0 }

    /// Whether the query can see the key.
    public var isVisible: Bool { visibleKeys.contains(key) }

    /// What this key adds to the head's output, `[D]`.
    public var contribution: [Float] { valueVector.map { $0 * weight } }
}
