/// One position's way through the model: the vector at each stop, from the embedding to the logits.
public struct ForwardPass: Hashable, Sendable {
    /// Which tokens positions are.
    public let window: ContextWindow
    /// The position that is followed, in the KV cache.
    public let position: Int
    /// The stops, in order.
    public let stops: [Stop]
    /// The tokens with the highest logits, highest first: as many as one may want to read.
    public let topTokens: [Token]

    /// Makes a forward pass.
    public init(window: ContextWindow, position: Int, stops: [Stop], topTokens: [Token] = []) {
        self.window = window
        self.position = position
        self.stops = stops
        self.topTokens = topTokens
    }

    /// Where one can look at the vector.
    public enum Place: Hashable, Sendable {
        /// The row of the embedding table.
        case tokenEmbedding
        /// The row of the position table; only where positions are learned.
        case positionEmbedding
        /// The sum of both (or the embedding, scaled where the family scales it): the residual stream before block 0.
        case embedding
        /// What a block's attention reads.
        case attentionNorm(layer: Int)
        /// What its attention adds to the residual stream.
        case attention(layer: Int)
        /// The residual stream after that.
        case residualAfterAttention(layer: Int)
        /// What a block's MLP reads.
        case mlpNorm(layer: Int)
        /// The MLP's inner activations, after the activation function (and the gate).
        case mlpActivations(layer: Int)
        /// What its MLP adds to the residual stream.
        case mlp(layer: Int)
        /// The residual stream after the block.
        case residual(layer: Int)
        /// What the unembedding reads.
        case finalNorm
        /// One number for each piece of the vocabulary.
        case logits
    }

    /// The vector at one place.
    public struct Stop: Hashable, Sendable {
        /// Where.
        public let place: Place
        /// The vector: `[E]`, for activations `[F]`, for logits `[V]`.
        public let values: [Float]

        /// Makes a stop.
        public init(place: Place, values: [Float]) {
            self.place = place
            self.values = values
        }

        /// The Euclidean norm of the vector.
        public var norm: Float { values.reduce(0) { $0 + $1 * $1 }.squareRoot() }
    }
}
