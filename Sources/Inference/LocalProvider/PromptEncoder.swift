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
    private let tokenizer: any Tokenizer
    private let endTokens: Set<TokenID>
    private let vocabularySize: Int
    private let beginText: String
    private let endText: String
    /// The chat template, or why it cannot be used; nil for a base model.
    private let template: Result<ChatTemplate, Failure>?

    init(_ files: ModelFiles) {
        tokenizer = files.tokenizer
        endTokens = files.endTokens
        vocabularySize = files.configuration.vocabularySize
        beginText = files.beginText
        endText = files.endText
        template = files.chatTemplate.map { source in
            do throws(Failure) { return .success(try ChatTemplate(source: source)) } catch { return .failure(error) }
        }
    }

    /// What an empty text is: nothing at all cannot be continued, and the end of the text before is where a text begins.
    var beginning: [TokenID] {
        let begin = tokenizer.encode("", addsSpecial: true, parsesSpecial: true)
        return begin.isEmpty ? endTokens.min().map { [$0] } ?? [] : begin
    }

    func encode(_ prompt: Prompt) throws(Failure) -> EncodedText {
        var encoded: EncodedText
        switch prompt {
        case .raw(let text):
            encoded = EncodedText(text, tokenizer.encode(text, addsSpecial: true, parsesSpecial: true))
        case .chat(let messages):
            let messages = messages.filter { $0.role != .system || !$0.content.isEmpty }
            if let template {
                encoded = try rendered(messages, template.get())
            } else {
                encoded = joined(messages)
            }
        }
        if encoded.ids.isEmpty { encoded.ids = beginning }
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

    /// Text that goes on where a text stops: nothing in it is a marker, and no space is put at its front.
    func continuation(_ text: String) -> [TokenID] {
        guard tokenizer.dropsLeadingSpace, !text.isEmpty else {
            return tokenizer.encode(text, addsSpecial: false, parsesSpecial: false)
        }
        // A line break cannot join the dummy space in a piece, so the text behind it is cut as it stands.
        let front = tokenizer.encode("\n", addsSpecial: false, parsesSpecial: false)
        let whole = tokenizer.encode("\n" + text, addsSpecial: false, parsesSpecial: false)
        return whole.starts(with: front)
            ? Array(whole.dropFirst(front.count)) : tokenizer.encode(text, addsSpecial: false, parsesSpecial: false)
    }

    // MARK: - A base model

    /// A base model continues the plain texts, with blank lines between them.
    private func joined(_ messages: [Message]) -> EncodedText {
        let texts = messages.filter { !$0.content.isEmpty }
        var encoded = plain(texts.map(\.content).joined(separator: "\n\n"))
        let system = texts.prefix { $0.role == .system }
        if !system.isEmpty {
            encoded.pinnedCount = commonCount(plain(system.map { $0.content + "\n\n" }.joined()).ids, encoded.ids)
        }
        return encoded
    }

    /// Text in which nothing is a marker of the model.
    private func plain(_ text: String) -> EncodedText {
        EncodedText(text, tokenizer.encode(text, addsSpecial: true, parsesSpecial: false))
    }

    // MARK: - A chat model

    /// The system part and the markers before the first other turn stay when the context overflows: what a rendering with other
    /// words in those turns has in common with this one.
    private func rendered(_ messages: [Message], _ template: ChatTemplate) throws(Failure) -> EncodedText {
        let segments = try segments(messages, template)
        let ids = ids(of: segments)
        let others = messages.map { message in
            let content = message.content.hasPrefix("x") ? "y" : "x"
            return message.role == .system ? message : Message(role: message.role, content: content)
        }
        let pinnedCount = commonCount(self.ids(of: try self.segments(others, template)), ids)
        return EncodedText(segments.map(\.text).joined(), ids, pinnedCount: pinnedCount)
    }

    private func segments(_ messages: [Message], _ template: ChatTemplate) throws(Failure) -> [ChatTemplate.Segment] {
        try template.renderSegments(messages: messages, bosToken: beginText, eosToken: endText)
    }

    /// Markers count where the template wrote them; the same characters in a message are plain text.
    private func ids(of segments: [ChatTemplate.Segment]) -> [TokenID] {
        let isHarmless = segments.allSatisfy { !$0.isContent || markers($0.text).isEmpty }
        if isHarmless {
            let text = segments.map(\.text).joined()
            return tokenizer.encode(text, addsSpecial: false, parsesSpecial: true)
        }
        var ids: [TokenID] = []
        var text = ""
        func flush() {
            ids += tokenizer.encode(text, addsSpecial: false, parsesSpecial: false)
            text = ""
        }
        for segment in segments {
            var rest = segment.text[...]
            for marker in segment.isContent ? [] : markers(segment.text) {
                guard let range = rest.firstRange(of: marker.text) else { continue }
                text += rest[..<range.lowerBound]
                flush()
                ids.append(marker.id)
                rest = rest[range.upperBound...]
            }
            text += rest
        }
        flush()
        return ids
    }

    /// The special tokens that are written in a text.
    private func markers(_ text: String) -> [Token] {
        tokenizer.encode(text, addsSpecial: false, parsesSpecial: true).map(tokenizer.token).filter(\.isSpecial)
    }

    private func commonCount(_ a: [TokenID], _ b: [TokenID]) -> Int {
        zip(a, b).prefix { $0 == $1 }.count
    }
}
