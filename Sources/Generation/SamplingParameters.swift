/// How the next token is drawn from the logits, with Hugging Face's names and in its order.
///
/// The default is the model's own distribution: nothing is scaled, nothing is cut.
public struct SamplingParameters: Hashable, Sendable {
    /// Divides the logits; 0 is greedy (always the most probable token).
    public var temperature: Double
    /// Keeps only the k most probable tokens; 0 is off.
    public var topK: Int
    /// Keeps the smallest set of tokens whose probabilities reach this sum; 1 is off.
    public var topP: Double
    /// Cuts tokens less probable than this share of the most probable one; 0 is off.
    public var minP: Double
    /// Keeps the tokens whose surprise is nearest to the entropy, up to this mass; 1 is off.
    public var typicalP: Double
    /// Divides positive and multiplies negative logits of tokens already present, prompt included; 1 is off.
    public var repetitionPenalty: Double
    /// Subtracted once from the logit of a token generated before; 0 is off.
    public var presencePenalty: Double
    /// Subtracted from a token's logit for every time it was generated before; 0 is off.
    public var frequencyPenalty: Double
    /// Where the random draws start: same seed, model and settings give the same text.
    public var seed: UInt64

    /// Makes settings; every default is neutral.
    public init(
        temperature: Double = 1, topK: Int = 0, topP: Double = 1, minP: Double = 0, typicalP: Double = 1,
        repetitionPenalty: Double = 1, presencePenalty: Double = 0, frequencyPenalty: Double = 0, seed: UInt64 = 42
    ) {
        self.temperature = temperature
        self.topK = topK
        self.topP = topP
        self.minP = minP
        self.typicalP = typicalP
        self.repetitionPenalty = repetitionPenalty
        self.presencePenalty = presencePenalty
        self.frequencyPenalty = frequencyPenalty
        self.seed = seed
    }
}

/// One filter on the way from logits to a drawn token, in the order in which they act.
public enum SamplingStage: String, Hashable, Sendable, CaseIterable {
    /// Tokens already present are made less likely (Keskar et al. 2019, CTRL).
    case repetitionPenalty = "repetition_penalty"
    /// Tokens already generated lose a constant.
    case presencePenalty = "presence_penalty"
    /// Tokens already generated lose a constant for each time.
    case frequencyPenalty = "frequency_penalty"
    /// The logits are divided.
    case temperature
    /// Only the k best stay.
    case topK = "top_k"
    /// Only the nucleus stays (Holtzman et al. 2019).
    case topP = "top_p"
    /// Only tokens near the best stay (Nguyen et al. 2024).
    case minP = "min_p"
    /// Only typical tokens stay (Meister et al. 2022).
    case typicalP = "typical_p"
}
