import Generation

/// A tokenizer as a pipeline: written special tokens, normalization, words, pieces, added tokens at both ends.
///
/// Each stage is data, so a new kind of tokenizer is a new stage or subword model and not a new pipeline.
struct SubwordTokenizer: Tokenizer {
    /// How pieces are written in the files, found by id and by bytes.
    let vocabulary: Vocabulary
    /// What each id adds to a text.
    let tokens: [Token]
    /// What is found as it is written.
    let addedTokens: AddedTokens
    /// What is done to a text, in this order.
    let normalizers: [TextNormalizer]
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
        let ids = encode(Array(text.utf8)) { _ in parsesSpecial }
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
        return encode(bytes) { range in !content.contains { $0.overlaps(range) } }
    }

    private func encode(_ bytes: [UInt8], parsesSpecial: (Range<Int>) -> Bool) -> [TokenID] {
        var ids: [TokenID] = []
        for part in addedTokens.split(bytes, parsesSpecial: parsesSpecial) {
            switch part {
            case .token(let id): ids.append(id)
            case .text(let range): append(bytes, range, to: &ids)
            }
        }
        return ids
    }

    private func append(_ bytes: [UInt8], _ range: Range<Int>, to ids: inout [TokenID]) {
        var text = Array(bytes[range])
        for normalizer in normalizers { normalizer.apply(to: &text, isAtStart: range.lowerBound == 0) }
        var words = [0..<text.count]
        for splitter in splitters { words = splitter.split(words, of: text) }
        model.encode(words, of: text, into: &ids)
    }

    func token(_ id: TokenID) -> Token {
        tokens.indices.contains(id) ? tokens[id] : Token(id: id, bytes: [])
    }

    func id(ofPiece piece: String) -> TokenID? { vocabulary.id(of: Array(piece.utf8)[...]) }
}

/// A change to a text before it is cut into words.
enum TextNormalizer: Hashable, Sendable {
    /// Puts something before every text that is not empty.
    case prepend([UInt8])
    /// Puts something before a text that does not begin with it; `onlyAtStart`: not after an added token.
    case ensurePrefix([UInt8], onlyAtStart: Bool)
    /// Replaces every occurrence.
    case replace([UInt8], with: [UInt8])

    func apply(to text: inout [UInt8], isAtStart: Bool) {
        switch self {
        case .prepend(let prefix):
            if !text.isEmpty { text.insert(contentsOf: prefix, at: 0) }
        case .ensurePrefix(let prefix, let onlyAtStart):
            if !text.isEmpty, isAtStart || !onlyAtStart, !text.starts(with: prefix) {
                text.insert(contentsOf: prefix, at: 0)
            }
        case .replace(let old, let new):
            guard let first = old.first, text.contains(first) else { return }
            var result: [UInt8] = []
            result.reserveCapacity(text.count)
            var offset = 0
            while offset < text.count {
                if text[offset] == first, text[offset...].starts(with: old) {
                    result += new
                    offset += old.count
                } else {
                    result.append(text[offset])
                    offset += 1
                }
            }
            text = result
        }
    }
}

/// A way to cut a text into words, or words into smaller ones.
enum TextSplitter: Hashable, Sendable {
    /// By a regular expression.
    case pattern(WordPattern)
    /// Every digit for itself.
    case digits
    /// Before every such mark of a space.
    case before([UInt8])
    /// Before every run of such marks.
    case beforeRun([UInt8])

    func split(_ words: [Range<Int>], of text: [UInt8]) -> [Range<Int>] {
        var result: [Range<Int>] = []
        for word in words {
            switch self {
            case .pattern(let pattern): pattern.split(text, in: word, into: &result)
            case .digits:
                cut(word, into: &result) { offset in
                    guard let character = TextCharacter(in: text, at: offset, end: word.upperBound) else { return nil }
                    return (character.length, character.kind == .number, character.kind == .number)
                }
            case .beforeRun(let mark):
                var isInRun = false
                cut(word, into: &result) { offset in
                    let isMark = text[offset..<word.upperBound].starts(with: mark)
                    defer { isInRun = isMark }
                    return isMark ? (mark.count, !isInRun, false) : (1, false, false)
                }
            case .before(let mark):
                cut(word, into: &result) { offset in
                    text[offset..<word.upperBound].starts(with: mark) ? (mark.count, true, false) : (1, false, false)
                }
            }
        }
        return result
    }

    /// Walks over a word and cuts it where the step says: its length, whether to cut before it, whether to cut after it.
    private func cut(
        _ word: Range<Int>, into words: inout [Range<Int>], step: (Int) -> (length: Int, before: Bool, after: Bool)?
    ) {
        var start = word.lowerBound
        var offset = start
        while offset < word.upperBound, let (length, before, after) = step(offset) {
            if before, offset > start {
                words.append(start..<offset)
                start = offset
            }
            offset += length
            if after {
                words.append(start..<offset)
                start = offset
            }
        }
        if start < word.upperBound { words.append(start..<word.upperBound) }
    }
}
