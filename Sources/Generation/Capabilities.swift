/// Something a user can turn.
public enum Knob: String, Hashable, Sendable, CaseIterable {
    /// Divides the logits.
    case temperature
    /// How many new tokens at most.
    case maxNewTokens = "max_new_tokens"
    /// How many tokens the model sees at most.
    case context
    /// Nucleus.
    case topP = "top_p"
    /// The k best.
    case topK = "top_k"
    /// Relative floor.
    case minP = "min_p"
    /// Typical sampling.
    case typicalP = "typical_p"
    /// Against repetition, multiplicative.
    case repetitionPenalty = "repetition_penalty"
    /// Against repetition, once.
    case presencePenalty = "presence_penalty"
    /// Against repetition, for each time.
    case frequencyPenalty = "frequency_penalty"
    /// Where the random draws start.
    case seed
}

/// Whether a model takes a knob.
public enum KnobSupport: Hashable, Sendable {
    /// It does, within the range.
    case supported(ClosedRange<Double>)
    /// It does not; the reason is for people.
    case rejected(reason: String)
}

/// What a model takes and what it discloses.
public struct Capabilities: Hashable, Sendable {
    /// The knobs; one that is missing is not supported.
    public var knobs: [Knob: KnobSupport]
    /// Whether a system prompt has a place of its own: a chat template or a role.
    public var takesSystemPrompt: Bool
    /// Whether the prompt and the text stay on this machine.
    public var isLocal: Bool
    /// How many candidates each step can list: nil the whole vocabulary, 0 none.
    public var candidateLimit: Int?
    /// Whether attention can be seen.
    public var disclosesAttention: Bool
    /// What it makes; the completion of a picture or a video names the file that it is in.
    public var output: ModelOutput
    /// The settings of what makes no text.
    public var choices: [MediaChoice]

    /// Makes capabilities.
    public init(
        knobs: [Knob: KnobSupport], takesSystemPrompt: Bool, isLocal: Bool, candidateLimit: Int?,
        disclosesAttention: Bool, output: ModelOutput = .text, choices: [MediaChoice] = []
    ) {
        self.knobs = knobs
        self.takesSystemPrompt = takesSystemPrompt
        self.isLocal = isLocal
        self.candidateLimit = candidateLimit
        self.disclosesAttention = disclosesAttention
        self.output = output
        self.choices = choices
    }
}
