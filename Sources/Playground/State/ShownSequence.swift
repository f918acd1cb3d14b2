public import Generation

/// The tokens of a prompt and of what was generated after it, and which of them the model sees with the present settings.
public struct ShownSequence: Hashable, Sendable {
    /// The prompt as the model received it.
    public let prompt: EncodedPrompt
    /// The tokens generated after it.
    public let generated: [Token]
    /// How many tokens the model sees at most; nil if nobody knows.
    public let contextLength: Int?

    /// Makes a sequence.
    public init(prompt: EncodedPrompt, generated: [Token], contextLength: Int?) {
        self.prompt = prompt
        self.generated = generated
        self.contextLength = contextLength
    }

    /// How many tokens there are.
    public var count: Int { prompt.tokens.count + generated.count }

    /// The token at an index of the whole sequence.
    public subscript(index: Int) -> Token {
        index < prompt.tokens.count ? prompt.tokens[index] : generated[index - prompt.tokens.count]
    }

    /// Which tokens the model sees when it predicts what comes after the whole sequence.
    public var window: ContextWindow { window(generatedCount: generated.count) }

    /// Which tokens the model sees when it predicts what comes after so many generated tokens.
    public func window(generatedCount: Int) -> ContextWindow {
        let count = prompt.tokens.count + min(max(0, generatedCount), generated.count)
        return ContextWindow(
            promptCount: prompt.tokens.count, count: count, pinnedCount: prompt.pinnedCount,
            limit: max(1, contextLength ?? count))
    }
}
