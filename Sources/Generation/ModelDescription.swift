/// What a model is, as far as it is known.
public struct ModelDescription: Hashable, Sendable {
    /// How a user writes it: `nano`, `./folder`, `openai:MODEL`.
    public var reference: String
    /// Its name for people.
    public var name: String
    /// `gpt2`, `llama`…; nil if not disclosed.
    public var architecture: String?
    /// How many parameters; nil if not disclosed.
    public var parameterCount: Int?
    /// How many tokens it can see; nil if not known.
    public var contextLimit: Int?
    /// How many pieces its vocabulary has; nil if not disclosed.
    public var vocabularySize: Int?
    /// Layers; nil if not disclosed.
    public var layerCount: Int?
    /// Query heads in a layer; nil if not disclosed.
    public var headCount: Int?
    /// Heads with keys and values of their own; nil if not disclosed.
    public var keyValueHeadCount: Int?
    /// How its weights are stored: `F16`, `Q8_0`…; nil if not disclosed.
    public var weightType: String?
    /// How a prompt's numbers are rounded before they are multiplied with the weights: `I16`, `I8`, `BF16`; nil if they are not, or not
    /// disclosed.
    public var activationType: String?
    /// Bytes of its weights; nil if not known.
    public var weightBytes: Int?

    /// Makes a description.
    public init(
        reference: String, name: String, architecture: String? = nil, parameterCount: Int? = nil,
        contextLimit: Int? = nil, vocabularySize: Int? = nil, layerCount: Int? = nil, headCount: Int? = nil,
        keyValueHeadCount: Int? = nil, weightType: String? = nil, activationType: String? = nil,
        weightBytes: Int? = nil
    ) {
        self.reference = reference
        self.name = name
        self.architecture = architecture
        self.parameterCount = parameterCount
        self.contextLimit = contextLimit
        self.vocabularySize = vocabularySize
        self.layerCount = layerCount
        self.headCount = headCount
        self.keyValueHeadCount = keyValueHeadCount
        self.weightType = weightType
        self.activationType = activationType
        self.weightBytes = weightBytes
    }
}
