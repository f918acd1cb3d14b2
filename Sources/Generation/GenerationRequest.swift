/// Everything that decides one generation.
public struct GenerationRequest: Hashable, Sendable {
    /// What is continued.
    public var prompt: Prompt
    /// Tokens already generated after the prompt, to go on from: a branch, or an earlier position to look at.
    public var continuation: [TokenID]
    /// How tokens are drawn.
    public var sampling: SamplingParameters
    /// How many new tokens at most.
    public var maxNewTokens: Int
    /// How many tokens the model sees at most; nil is the model's own limit.
    public var contextLength: Int?
    /// Generation ends before the first of these texts.
    public var stopTexts: [String]
    /// Changes to the forward pass.
    public var interventions: [Intervention]
    /// How many candidates each step lists one by one.
    public var candidateCount: Int
    /// Whether steps carry the newest attention row.
    public var isTraced: Bool
    /// Settings of a picture or a video; what is missing is the model's to choose.
    public var media: [MediaOption: String]

    /// Makes a request.
    public init(
        prompt: Prompt, continuation: [TokenID] = [], sampling: SamplingParameters = SamplingParameters(),
        maxNewTokens: Int = 64, contextLength: Int? = nil, stopTexts: [String] = [], interventions: [Intervention] = [],
        candidateCount: Int = 40, isTraced: Bool = true, media: [MediaOption: String] = [:]
    ) {
        self.prompt = prompt
        self.continuation = continuation
        self.sampling = sampling
        self.maxNewTokens = maxNewTokens
        self.contextLength = contextLength
        self.stopTexts = stopTexts
        self.interventions = interventions
        self.candidateCount = candidateCount
        self.isTraced = isTraced
        self.media = media
    }
}
