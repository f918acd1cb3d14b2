public import Generation

/// All that the knobs decide.
public struct Settings: Hashable, Sendable {
    /// How tokens are drawn.
    public var sampling: SamplingParameters
    /// How many new tokens at most.
    public var maxNewTokens: Int
    /// How many tokens the model sees at most; nil is the model's own limit.
    public var contextLength: Int?
    /// Generation ends before the first of these texts.
    public var stopTexts: [String]
    /// Whether the user's text goes to the model as it is, without system text and chat template.
    public var isRaw: Bool
    /// Knobs that are sent although the model is known to refuse them.
    public var forcedKnobs: Set<Knob>
    /// What was chosen for pictures and videos; what is missing is the model's to choose.
    public var media: [MediaOption: String]

    /// Makes settings; the defaults are the model's own distribution and 64 new tokens.
    public init(
        sampling: SamplingParameters = SamplingParameters(), maxNewTokens: Int = 64, contextLength: Int? = nil,
        stopTexts: [String] = [], isRaw: Bool = false, forcedKnobs: Set<Knob> = [],
        media: [MediaOption: String] = [:]
    ) {
        self.sampling = sampling
        self.maxNewTokens = maxNewTokens
        self.contextLength = contextLength
        self.stopTexts = stopTexts
        self.isRaw = isRaw
        self.forcedKnobs = forcedKnobs
        self.media = media
    }
}
