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
    /// The piece of an id: the bytes that it adds to the text, wherever it stands.
    func token(_ id: TokenID) -> Token
    /// The piece whose written form is exactly this text (`<s>`), or nil.
    func id(ofPiece piece: String) -> TokenID?
    /// A decoder for a stream of ids that follow the given ones.
    func makeDecoder() -> StreamingDecoder
}
