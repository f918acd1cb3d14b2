import Generation

/// A prompt beside the user's text that it was made of.
struct PromptSequence {
    /// The prompt as the model received it.
    let prompt: EncodedPrompt
    /// Which of its tokens the model sees with the present knobs.
    let window: ContextWindow
    /// What the user had written.
    private let written: String

    init(_ prompt: EncodedPrompt, of request: Prompt, contextLength: Int?) {
        self.prompt = prompt
        let count = prompt.tokens.count
        window = ContextWindow(
            promptCount: count, count: count, pinnedCount: prompt.pinnedCount, limit: max(1, contextLength ?? count))
        written =
            switch request {
            case .raw(let text): text
            case .chat(let messages): messages.last?.content ?? ""
            }
    }

    /// The UTF-8 bytes of the user's text that lie outside the context; nil if none do, or if the tokens cannot be matched
    /// with the text because the tokenizer has changed it.
    var outside: Range<Int>? {
        guard !window.dropped.isEmpty, window.tailStart < prompt.tokens.count else { return nil }
        let text = prompt.text.utf8
        guard let start = placeOfWritten else { return nil }
        let seen = prompt.tokens[window.tailStart...].reduce(0) { $0 + $1.bytes.count }
        let end = text.count - seen
        guard end > start, text.dropFirst(end).starts(with: prompt.tokens[window.tailStart].bytes) else { return nil }
        return 0..<min(end - start, written.utf8.count)
    }

    /// Where the user's text stands in the prompt: at its end, but for what a chat template writes behind it.
    private var placeOfWritten: Int? {
        let (text, written) = (prompt.text.utf8, written.utf8)
        let last = text.count - written.count
        guard !written.isEmpty, last >= 0 else { return nil }
        return stride(from: last, through: max(0, last - 1000), by: -1).first { start in
            text.dropFirst(start).starts(with: written)
        }
    }
}
