import Generation
import Inference

/// A tokenizer for tests: a text is ids with spaces between them, so a test says exactly which tokens it means.
struct NumberTokenizer: Tokenizer {
    let vocabularySize: Int

    func encode(_ text: String, addsSpecial: Bool, parsesSpecial: Bool) -> [TokenID] {
        text.split(whereSeparator: \.isWhitespace).compactMap { TokenID($0) }
    }

    func token(_ id: TokenID) -> Token { Token(id: id, bytes: Array(" \(id)".utf8)) }

    func id(ofPiece piece: String) -> TokenID? { TokenID(piece) }

    func makeDecoder() -> StreamingDecoder { StreamingDecoder() }
}
