import Generation

/// A tokenizer as a pipeline: written special tokens, normalization, words, pieces, added tokens at both ends.
///
/// Each stage is data, so a new kind of tokenizer is a new stage or subword model and not a new pipeline.
struct SubwordTokenizer: Tokenizer {
    /// How pieces are written in the files, found by id and by bytes.
    let vocabulary: Vocabulary
    /// What each id adds to a text.
    let tokens: TokenTable
    /// What is found as it is written.
    let addedTokens: AddedTokens
    /// The same where markers that are found after normalizing are looked for in the text as it is: in a chat only the text as it is
    /// tells which markers a message spelled.
    var chatTokens: AddedTokens?
    /// What is done to a text, in this order.
    let normalizers: [TextNormalizer]
    /// What is found in the text that the normalizers made.
    var normalizedTokens = AddedTokens([])
    /// What cuts the text into words, in this order.
    let splitters: [TextSplitter]
    /// What cuts words into pieces.
    let model: any SubwordModel
    /// What its configuration puts before and after a text.
    let prefix: [TokenID]
    let suffix: [TokenID]
    let dropsLeadingSpace: Bool

    var vocabularySize: Int { tokens.count }

    func encode(_ text: String, addsSpecial: Bool, parsesSpecial: Bool) -> [TokenID] {
        let ids = encode(Array(text.utf8), addedTokens) { _ in parsesSpecial }
        return addsSpecial ? prefix + ids + suffix : ids
    }

    func encode(_ segments: [ChatTemplate.Segment]) -> [TokenID] {
        var bytes: [UInt8] = []
        var content: [Range<Int>] = []
        for segment in segments {
            let start = bytes.count
            bytes += segment.text.utf8
            if segment.isContent { content.append(start..<bytes.count) }
        }
        return encode(bytes, chatTokens ?? addedTokens) { range in !content.contains { $0.overlaps(range) } }
    }

    private func encode(
        _ bytes: [UInt8], _ addedTokens: AddedTokens, parsesSpecial: (Range<Int>) -> Bool
    ) -> [TokenID] {
        var ids: [TokenID] = []
        for part in addedTokens.split(bytes, parsesSpecial: parsesSpecial) {
            switch part {
            case .token(let id): ids.append(id)
            case .text(let range): append(bytes, range, parsesSpecial: parsesSpecial, to: &ids)
            }
        }
        return ids
    }

    private func append(
        _ bytes: [UInt8], _ range: Range<Int>, parsesSpecial: (Range<Int>) -> Bool, to ids: inout [TokenID]
    ) {
        var text = Array(bytes[range])
        let isAtStart = range.lowerBound == 0 && !normalizers.contains { $0.losesFront(of: text) }
        for normalizer in normalizers { normalizer.apply(to: &text) }
        let isSpecialMeant = parsesSpecial(range)
        for part in normalizedTokens.split(text, parsesSpecial: { _ in isSpecialMeant }) {
            switch part {
            case .token(let id): ids.append(id)
            case .text(let part):
                let whole = part.count == text.count ? text : Array(text[part])
                var words = WordList(whole, isAtStart: isAtStart && part.lowerBound == 0)
                for splitter in splitters { splitter.apply(to: &words) }
                model.encode(words.ranges, of: words.text, into: &ids)
            }
        }
    }

    func token(_ id: TokenID) -> Token { tokens[id] }

    func id(ofPiece piece: String) -> TokenID? { vocabulary.id(of: Array(piece.utf8)[...]) }
}
