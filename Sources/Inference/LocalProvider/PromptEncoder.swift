import Generation

/// A prompt as tokens.
struct EncodedText {
    var text: String
    var ids: [TokenID]
    /// Tokens at the front that stay when the context overflows.
    var pinnedCount: Int

    init(_ text: String, _ ids: [TokenID], pinnedCount: Int = 0) {
        self.text = text
        self.ids = ids
        self.pinnedCount = pinnedCount
    }
}

/// Turns prompts into tokens.
struct PromptEncoder: Sendable {
    let tokenizer: any Tokenizer
    let endTokens: Set<TokenID>
    let vocabularySize: Int

    func encode(_ prompt: Prompt) throws(Failure) -> EncodedText {
        var encoded: EncodedText
        switch prompt {
        case .raw(let text): encoded = EncodedText(text, tokenizer.encode(text, addsSpecial: true, parsesSpecial: true))
        case .chat(let messages): encoded = joined(messages)
        }
        // Nothing at all cannot be continued; the end of the text before is where a text begins.
        if encoded.ids.isEmpty, let end = endTokens.min() { encoded.ids = [end] }
        guard !encoded.ids.isEmpty else {
            throw Failure(
                .usage, "the prompt is empty", hint: "this model has no token that begins a text: write something")
        }
        if let wrong = encoded.ids.first(where: { $0 >= vocabularySize }) {
            throw Failure(
                .malformed, "the tokenizer does not fit the model", expected: "ids below \(vocabularySize)",
                found: "\(wrong)")
        }
        return encoded
    }

    /// Text in which nothing is a marker of the model.
    private func plain(_ text: String) -> EncodedText {
        EncodedText(text, tokenizer.encode(text, addsSpecial: true, parsesSpecial: false))
    }

    /// A base model continues the plain texts, with blank lines between them.
    private func joined(_ messages: [Message]) -> EncodedText {
        let texts = messages.filter { !$0.content.isEmpty }
        var encoded = plain(texts.map(\.content).joined(separator: "\n\n"))
        let system = texts.prefix { $0.role == .system }
        if !system.isEmpty {
            let start = plain(system.map { $0.content + "\n\n" }.joined())
            encoded.pinnedCount = zip(start.ids, encoded.ids).prefix { $0 == $1 }.count
        }
        return encoded
    }
}
