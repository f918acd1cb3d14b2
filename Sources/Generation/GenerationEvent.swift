/// A prompt as the model received it.
public struct EncodedPrompt: Hashable, Sendable {
    /// The text that was tokenized: after the chat template, if there is one.
    public let text: String
    /// Its tokens.
    public let tokens: [Token]
    /// How many tokens at the front stay when the context overflows (a chat's system part).
    public let pinnedCount: Int
    /// Which of them the model sees.
    public let window: ContextWindow
    /// How many tokens were still in the KV cache and were not computed again.
    public let reusedCount: Int

    /// Makes an encoded prompt.
    public init(text: String, tokens: [Token], pinnedCount: Int, window: ContextWindow, reusedCount: Int) {
        self.text = text
        self.tokens = tokens
        self.pinnedCount = pinnedCount
        self.window = window
        self.reusedCount = reusedCount
    }
}

/// One generated token and what was known when it was drawn.
///
/// Figures that a hosted model does not disclose are nil.
public struct Step: Hashable, Sendable {
    /// Its place among the generated tokens, from 0.
    public let index: Int
    /// The token.
    public let token: Token
    /// The text that became complete with this token: empty while a character is still cut in two.
    public let text: String
    /// Its probability after the sampling stages.
    public let probability: Double?
    /// Its probability by the plain softmax of the logits.
    public let unsampledProbability: Double?
    /// Its place in the model's own ranking, 0 the most probable.
    public let rank: Int?
    /// What it was drawn from.
    public let distribution: Distribution?
    /// Where the position that predicted it looked.
    public let attention: AttentionRow?

    /// Makes a step.
    public init(
        index: Int, token: Token, text: String, probability: Double? = nil, unsampledProbability: Double? = nil,
        rank: Int? = nil, distribution: Distribution? = nil, attention: AttentionRow? = nil
    ) {
        self.index = index
        self.token = token
        self.text = text
        self.probability = probability
        self.unsampledProbability = unsampledProbability
        self.rank = rank
        self.distribution = distribution
        self.attention = attention
    }
}

/// Why a generation ended.
public enum FinishReason: String, Hashable, Sendable {
    /// The model ended its text.
    case endOfText = "eos"
    /// `maxNewTokens` were generated.
    case length
    /// One of the stop texts appeared.
    case stop
    /// The context has no room left.
    case context
    /// Someone stopped it.
    case cancelled
}

/// How long the parts of a generation took.
public struct Timings: Hashable, Sendable {
    /// Opening the model; zero if it was open already.
    public var load: Duration
    /// Prompt tokens that went through the model (not those still in the KV cache).
    public var prefillTokens: Int
    /// How long they took.
    public var prefill: Duration
    /// From the request to the first token.
    public var firstToken: Duration?
    /// Generated tokens after the first.
    public var decodeTokens: Int
    /// How long they took.
    public var decode: Duration

    /// Makes timings.
    public init(
        load: Duration = .zero, prefillTokens: Int = 0, prefill: Duration = .zero, firstToken: Duration? = nil,
        decodeTokens: Int = 0, decode: Duration = .zero
    ) {
        self.load = load
        self.prefillTokens = prefillTokens
        self.prefill = prefill
        self.firstToken = firstToken
        self.decodeTokens = decodeTokens
        self.decode = decode
    }

    /// Prompt tokens a second, or nil if none was computed.
    public var prefillTokensPerSecond: Double? { Self.rate(prefillTokens, prefill) }

    /// Generated tokens a second, or nil if there were fewer than two.
    public var decodeTokensPerSecond: Double? { Self.rate(decodeTokens, decode) }

    private static func rate(_ count: Int, _ duration: Duration) -> Double? {
        let seconds = duration / .seconds(1)
        return count > 0 && seconds > 0 ? Double(count) / seconds : nil
    }
}

/// How a generation ended.
public struct Completion: Hashable, Sendable {
    /// All the text generated, without the stop text.
    public let text: String
    /// Why it ended.
    public let reason: FinishReason
    /// How long it took.
    public let timings: Timings
    /// Tokens of the prompt that the model saw.
    public let promptTokens: Int
    /// Tokens generated.
    public let generatedTokens: Int
    /// What a service charges for; nil for a model that nobody charges for, or if the service does not say.
    public let usage: Usage?

    /// Makes a completion.
    public init(
        text: String, reason: FinishReason, timings: Timings, promptTokens: Int, generatedTokens: Int,
        usage: Usage? = nil
    ) {
        self.text = text
        self.reason = reason
        self.timings = timings
        self.promptTokens = promptTokens
        self.generatedTokens = generatedTokens
        self.usage = usage
    }
}

/// What a provider tells while it generates: the prompt once if it is disclosed, steps, then the completion.
public enum GenerationEvent: Hashable, Sendable {
    /// Something on the way that a person should know; the generation goes on.
    case notice(GenerationNotice)
    /// The prompt is encoded; the first token comes next.
    case prompt(EncodedPrompt)
    /// One token.
    case step(Step)
    /// The end.
    case completed(Completion)
}
