import Generation

/// How many tokens a well-known model sees at most.
///
/// The figures and their dates are explained in `docs/CONTEXT.md`.
public struct KnownWindow: Hashable, Sendable {
    /// The model's name.
    public let name: String
    /// How many tokens it sees.
    public let tokens: Int

    /// The models that the course names, as they were when it named them.
    public static let ofTheCourse = [
        KnownWindow(name: "GPT-2", tokens: 1_024), KnownWindow(name: "GPT-3", tokens: 2_048),
        KnownWindow(name: "Mistral 7B", tokens: 8_192), KnownWindow(name: "GPT-4o", tokens: 128_000),
        KnownWindow(name: "Llama 3.1", tokens: 131_072), KnownWindow(name: "Claude 3.5 Sonnet", tokens: 200_000),
        KnownWindow(name: "Gemini 1.5 Pro", tokens: 1_000_000),
    ]

    /// What the providers offer on 2026-11-23.
    public static let current = [
        KnownWindow(name: "Claude Haiku 4.5", tokens: 200_000), KnownWindow(name: "GPT-6.1 Sol", tokens: 922_000),
        KnownWindow(name: "Claude Opus 5.5", tokens: 1_000_000), KnownWindow(name: "Gemini 4 Argon", tokens: 1_048_576),
    ]
}

/// How long the prompt is, as far as the chosen model tells.
public struct PromptLength: Hashable, Sendable {
    /// How many tokens.
    public let tokens: Int
    /// Whether the model's own tokenizer counted them; otherwise they are guessed from the length of the text.
    public let isCounted: Bool

    /// Bytes that a token of English has on average; only for models that do not disclose their tokenizer.
    public static let bytesPerToken = 4
}

extension PlaygroundState {
    /// How long the prompt is; nil if there is none.
    public var promptLength: PromptLength? {
        if let answer = inspection.answer, answer.question.runID == nil {
            return PromptLength(tokens: answer.inspection.prompt.tokens.count, isCounted: true)
        }
        guard !isPromptEmpty else { return nil }
        if let run, let prompt = run.prompt, run.request.prompt == self.prompt {
            return PromptLength(tokens: prompt.tokens.count, isCounted: true)
        }
        let bytes = user.text.utf8.count + (isSystemTextSent ? system.text.utf8.count : 0)
        return PromptLength(
            tokens: (bytes + PromptLength.bytesPerToken - 1) / PromptLength.bytesPerToken, isCounted: false)
    }

    /// The bytes of the user's text that a hosted model with a context of its own would drop, roughly; nil if none, or if it is known
    /// exactly elsewhere.
    public var guessedOutside: Range<Int>? {
        guard let model = model.loaded, !model.canInspect, let length = promptLength, !length.isCounted,
            let limit = effectiveContextLength, length.tokens > limit
        else { return nil }
        return 0..<min(user.text.utf8.count, (length.tokens - limit) * PromptLength.bytesPerToken)
    }
}
