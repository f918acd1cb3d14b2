/// A decoder-only transformer, described by data: one forward pass serves every family.
public struct ModelConfiguration: Hashable, Sendable {
    /// How a vector is normalized before each part.
    public enum Normalization: Hashable, Sendable {
        /// Mean and variance, with weight and bias (Ba et al. 2016).
        case layerNorm
        /// Root mean square, with weight (Zhang & Sennrich 2019).
        case rmsNorm
    }

    /// Which elements of a head a rotation pairs.
    public enum RotaryPairing: Hashable, Sendable {
        /// Element i with element i + dimensions/2 (Hugging Face).
        case halves
        /// Element 2i with element 2i + 1 (GGUF files of the Llama family).
        case interleaved
    }

    /// How rotary frequencies are stretched for a long context.
    public enum RotaryScaling: Hashable, Sendable {
        /// Not at all.
        case none
        /// Positions divided by a factor.
        case linear(factor: Double)
        /// Llama 3.1: low frequencies divided, high ones kept, a ramp between.
        case llama3(factor: Double, lowFrequencyFactor: Double, highFrequencyFactor: Double, originalContext: Int)
        /// YaRN: high frequencies kept, low ones divided, a ramp between, and longer queries and keys (Peng et al. 2023).
        case yarn(YaRN)
        /// Each frequency divided by its own number, and longer queries and keys.
        case longRoPE(LongRoPE)
    }

    /// The numbers of YaRN.
    public struct YaRN: Hashable, Sendable {
        /// What low frequencies are divided by.
        public var factor: Double
        /// Pairs that turn more often within the original context are kept.
        public var fastTurns: Double
        /// Pairs that turn less often are divided.
        public var slowTurns: Double
        /// Tokens that the model was made for at first.
        public var originalContext: Int
        /// What rotated queries and keys are multiplied by.
        public var magnitude: Double
        /// Whether the ramp begins and ends at whole pairs.
        public var isTruncated: Bool

        /// Makes the numbers.
        public init(
            factor: Double, fastTurns: Double, slowTurns: Double, originalContext: Int, magnitude: Double,
            isTruncated: Bool
        ) {
            self.factor = factor
            self.fastTurns = fastTurns
            self.slowTurns = slowTurns
            self.originalContext = originalContext
            self.magnitude = magnitude
            self.isTruncated = isTruncated
        }
    }

    /// How a position enters the model.
    public enum Positions: Hashable, Sendable {
        /// A learned vector is added to the token's embedding.
        case learned
        /// Queries and keys are rotated (Su et al. 2021).
        case rotary(base: Double, dimensions: Int, pairing: RotaryPairing, scaling: RotaryScaling)
    }

    /// The nonlinearity of the MLP.
    public enum Activation: Hashable, Sendable {
        /// The tanh approximation of GELU (`gelu_new`).
        case geluTanh
        /// GELU by the error function.
        case gelu
        /// x · sigmoid(x).
        case silu
    }

    /// The shape of the MLP.
    public enum FeedForward: Hashable, Sendable {
        /// up, activation, down.
        case plain(Activation)
        /// activation(gate) ∘ up, down (Shazeer 2020).
        case gated(Activation)
    }

    /// Where a block has its norms.
    public enum NormPlacement: Hashable, Sendable {
        /// Before attention and before the MLP.
        case before
        /// Behind them (OLMo 2).
        case after
        /// Before and behind (Gemma 2).
        case both
    }

    /// How queries and keys are normalized before they are rotated.
    public enum QueryKeyNorm: Hashable, Sendable {
        /// Each head for itself.
        case eachHead
        /// All heads as one vector.
        case allHeads
    }

    /// Its family as configurations name it: `llama`, `gemma2`.
    public var architecture: String
    /// Blocks.
    public var layerCount: Int
    /// Query heads in a block.
    public var headCount: Int
    /// Key/value heads in a block; divides `headCount`.
    public var keyValueHeadCount: Int
    /// Elements of one head.
    public var headSize: Int
    /// Elements of the residual stream.
    public var embeddingSize: Int
    /// Elements of the MLP's inner layer.
    public var feedForwardSize: Int
    /// Pieces in the vocabulary.
    public var vocabularySize: Int
    /// Tokens that the model was made for.
    public var contextLimit: Int
    /// The norm.
    public var normalization: Normalization
    /// What is added to the variance or mean square.
    public var normalizationEpsilon: Double
    /// The positions.
    public var positions: Positions
    /// The MLP.
    public var feedForward: FeedForward
    /// Whether the unembedding is the embedding.
    public var tiesEmbeddings: Bool
    /// Where a block has its norms.
    public var normPlacement = NormPlacement.before
    /// Whether a norm multiplies with 1 + weight.
    public var addsOneToNorms = false
    /// How queries and keys are normalized, or nil.
    public var queryKeyNorm: QueryKeyNorm?
    /// Whether attention and the MLP read the same residual stream, and both are added to it.
    public var isParallel = false
    /// Whether attention and the MLP read the same norm.
    public var sharesNorm = false
    /// What attention scores are multiplied by, or nil for 1/√`headSize`.
    public var attentionScale: Double?
    /// The soft cap of attention scores: cap · tanh(score / cap).
    public var attentionScoreCap: Double?
    /// The soft cap of logits.
    public var logitCap: Double?
    /// What an embedding is multiplied by.
    public var embeddingScale = 1.0
    /// How many keys up to its own a query of a layer sees, nil for all; empty if all layers see all.
    public var windows: [Int?] = []
    /// The positions of layers with a window, where they are others.
    public var windowedPositions: Positions?

    /// How many keys up to its own a query of that layer sees; nil for all.
    public func window(ofLayer layer: Int) -> Int? { windows.indices.contains(layer) ? windows[layer] : nil }

    /// Makes a description.
    public init(
        architecture: String, layerCount: Int, headCount: Int, keyValueHeadCount: Int, headSize: Int,
        embeddingSize: Int, feedForwardSize: Int, vocabularySize: Int, contextLimit: Int,
        normalization: Normalization, normalizationEpsilon: Double, positions: Positions, feedForward: FeedForward,
        tiesEmbeddings: Bool
    ) {
        self.architecture = architecture
        self.layerCount = layerCount
        self.headCount = headCount
        self.keyValueHeadCount = keyValueHeadCount
        self.headSize = headSize
        self.embeddingSize = embeddingSize
        self.feedForwardSize = feedForwardSize
        self.vocabularySize = vocabularySize
        self.contextLimit = contextLimit
        self.normalization = normalization
        self.normalizationEpsilon = normalizationEpsilon
        self.positions = positions
        self.feedForward = feedForward
        self.tiesEmbeddings = tiesEmbeddings
    }
}
