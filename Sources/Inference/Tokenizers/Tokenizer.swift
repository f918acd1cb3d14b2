public import Generation

/// Text to pieces and back.
public protocol Tokenizer: Sendable {
    /// How many pieces there are.
    var vocabularySize: Int { get }
    /// Text to ids.
    ///
    /// - Parameters:
    ///   - text: any text.
    ///   - addsSpecial: whether the tokens that the tokenizer's own configuration adds (a beginning-of-text) are added.
    ///   - parsesSpecial: whether written special tokens (`<|endoftext|>`) become that token instead of plain text.
    func encode(_ text: String, addsSpecial: Bool, parsesSpecial: Bool) -> [TokenID]
    /// A rendered chat to ids: the template's special tokens are found, those that a message spells are plain text.
    ///
    /// Nothing is added: a template writes the beginning of a text itself.
    func encode(_ segments: [ChatTemplate.Segment]) -> [TokenID]
    /// The piece of an id: the bytes that it adds to the text, wherever it stands.
    func token(_ id: TokenID) -> Token
    /// The piece whose written form is exactly this text (`<s>`), or nil.
    func id(ofPiece piece: String) -> TokenID?
    /// Whether one space at the very front of a decoded text is an artefact of the tokenizer (SentencePiece's dummy prefix).
    var dropsLeadingSpace: Bool { get }
    /// A decoder for a stream of ids that continue a text: no space is left out at its front.
    func makeDecoder() -> StreamingDecoder
}

extension Tokenizer {
    /// By default every part is encoded for itself.
    public func encode(_ segments: [ChatTemplate.Segment]) -> [TokenID] {
        segments.flatMap { encode($0.text, addsSpecial: false, parsesSpecial: !$0.isContent) }
    }

    /// By default a space is a space.
    public var dropsLeadingSpace: Bool { false }

    /// A decoder for a stream of ids that continue a text: no space is left out at its front.
    public func makeDecoder() -> StreamingDecoder { StreamingDecoder() }

    /// The text of a whole sequence of ids.
    ///
    /// - Parameter includesSpecial: whether special tokens appear as they are written.
    public func decode(_ ids: some Sequence<TokenID>, includesSpecial: Bool = false) -> String {
        var decoder = StreamingDecoder(dropsLeadingSpace: dropsLeadingSpace)
        var text = ""
        for token in ids.lazy.map(token) where includesSpecial || !token.isSpecial { text += decoder.add(token) }
        return text + decoder.finish()
    }
}
