/// What a hosted generation used, as the service counts it.
public struct Usage: Hashable, Sendable {
    /// Tokens of the prompt, as the service counts them; nil if it does not say.
    public var promptTokens: Int?
    /// Tokens generated, those of its reasoning included; nil if the service does not say.
    public var generatedTokens: Int?
    /// How many of the generated tokens were reasoning that is not part of the text.
    public var reasoningTokens: Int?
    /// How many of the prompt's tokens the service still had.
    public var cachedTokens: Int?
    /// What it cost in US dollars: only where the service or a dated price list says so.
    public var costUSD: Double?

    /// Makes an account.
    public init(
        promptTokens: Int? = nil, generatedTokens: Int? = nil, reasoningTokens: Int? = nil, cachedTokens: Int? = nil,
        costUSD: Double? = nil
    ) {
        self.promptTokens = promptTokens
        self.generatedTokens = generatedTokens
        self.reasoningTokens = reasoningTokens
        self.cachedTokens = cachedTokens
        self.costUSD = costUSD
    }
}

/// Something that a provider does on the way and that a person should know.
public enum GenerationNotice: Hashable, Sendable {
    /// The model refuses a parameter: the request is sent once more without it, and the model's capabilities are these from now on.
    case parameterRefused(name: String, reason: String, Capabilities)
    /// The service is busy or failed: the request is sent once more after a while.
    case retry(after: Duration, reason: String)
    /// The model thinks before it writes; this is what it discloses of it.
    case reasoning(String)
    /// A picture or a video is so far.
    case progress(MediaProgress)
    /// What a picture looks like: a draft of it, or the one that the completion names the file of.
    case picture(Picture, isDraft: Bool)
    /// There is a file, but it cannot be shown here, for this reason.
    case notShown(reason: String)
}
