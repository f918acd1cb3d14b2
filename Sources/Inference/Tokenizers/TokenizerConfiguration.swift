import Generation

/// What `tokenizer_config.json` adds to the vocabulary's own file.
struct TokenizerConfiguration {
    /// Whether a text begins with the begin-of-text token; nil if the file does not say.
    var addsBegin: Bool?
    /// Whether a text ends with the end-of-text token; nil if the file does not say.
    var addsEnd: Bool?
    /// The begin-of-text token as it is written.
    var beginText: String?
    /// The end-of-text token as it is written.
    var endText: String?
    /// The chat template.
    var chatTemplate: String?

    /// Nothing is said.
    init() {}

    /// Reads the file.
    init(_ json: JSON) {
        addsBegin = json["add_bos_token"]?.bool
        addsEnd = json["add_eos_token"]?.bool
        beginText = Self.text(json["bos_token"])
        endText = Self.text(json["eos_token"])
        // A list holds several named ones; `default` is the one for chats.
        chatTemplate =
            json["chat_template"]?.text
            ?? json["chat_template"]?.elements?.first { $0["name"]?.text == "default" }?["template"]?.text
    }

    /// A special token is a text, or an object with its flags.
    private static func text(_ value: JSON?) -> String? { value?.text ?? value?["content"]?.text }

    /// The tokens before a text, where the vocabulary's own file says `template`.
    func prefix(or template: [TokenID], in vocabulary: Vocabulary) throws(Failure) -> [TokenID] {
        try tokens(adds: addsBegin, text: beginText, or: template, in: vocabulary)
    }

    /// The tokens after a text, where the vocabulary's own file says `template`.
    func suffix(or template: [TokenID], in vocabulary: Vocabulary) throws(Failure) -> [TokenID] {
        try tokens(adds: addsEnd, text: endText, or: template, in: vocabulary)
    }

    private func tokens(
        adds: Bool?, text: String?, or template: [TokenID], in vocabulary: Vocabulary
    ) throws(Failure) -> [TokenID] {
        guard let adds else { return template }
        guard adds else { return [] }
        if !template.isEmpty { return template }
        guard let text, let id = vocabulary.id(of: Array(text.utf8)[...]) else {
            throw Failure(
                .malformed, "the tokenizer adds a token that it does not have", at: "tokenizer_config.json",
                found: text ?? "no name")
        }
        return [id]
    }
}
