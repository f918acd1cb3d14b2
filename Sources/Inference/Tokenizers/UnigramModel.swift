import Generation

/// A unigram language model: of all ways to cut a word into pieces, the likeliest.
///
/// Kudo 2018, arXiv 1804.10959.
struct UnigramModel: SubwordModel {
    private let vocabulary: Vocabulary
    /// Log probabilities by id; nil for pieces that are never found in a text.
    private let scores: [Double?]
    private let unknown: TokenID?
    /// What a character costs that no piece is.
    private let unknownScore: Double
    /// The pieces of single bytes, for characters that no piece is.
    private let bytePieces: [Int32]?

    /// Makes a model.
    ///
    /// - Parameters:
    ///   - scores: log probabilities by id; nil for pieces that are never found in a text.
    ///   - unknown: the piece for what no piece is; neighbours become one.
    init(vocabulary: Vocabulary, scores: [Double?], unknown: TokenID?, bytePieces: [Int32]?) {
        self.vocabulary = vocabulary
        self.scores = scores
        self.unknown = unknown
        self.bytePieces = bytePieces
        // SentencePiece's penalty.
        unknownScore = (scores.lazy.compactMap { $0 }.min() ?? 0) - 10
    }

    func encode(_ words: [Range<Int>], of text: [UInt8], into ids: inout [TokenID]) {
        for word in words { encode(word, of: text, into: &ids) }
    }

    /// The best way to a place: its last piece (nil: one character that is none), where that begins, and its score.
    private struct Path {
        var id: TokenID?
        var start = -1
        var score = 0.0
    }

    private func encode(_ word: Range<Int>, of text: [UInt8], into ids: inout [TokenID]) {
        var paths = [Path](repeating: Path(), count: word.count + 1)
        func offer(_ id: TokenID?, _ score: Double, from start: Int, to end: Int) {
            let total = paths[start - word.lowerBound].score + score
            let place = end - word.lowerBound
            if paths[place].start < 0 || total > paths[place].score {
                paths[place] = Path(id: id, start: start, score: total)
            }
        }
        var start = word.lowerBound
        while start < word.upperBound {
            var next = start + 1
            while next < word.upperBound, text[next] & 0xC0 == 0x80 { next += 1 }
            var isCharacterKnown = false
            vocabulary.forEachPiece(in: text, from: start, to: word.upperBound) { end, id in
                guard let score = scores[id] else { return }
                offer(id, score, from: start, to: end)
                if end == next { isCharacterKnown = true }
            }
            if !isCharacterKnown { offer(nil, unknownScore, from: start, to: next) }
            start = next
        }

        var pieces: [(id: TokenID?, range: Range<Int>)] = []
        var end = word.upperBound
        while end > word.lowerBound {
            let path = paths[end - word.lowerBound]
            let id = path.id == unknown ? nil : path.id
            if id == nil, let last = pieces.last, last.id == nil {
                pieces[pieces.count - 1].range = path.start..<last.range.upperBound
            } else {
                pieces.append((id, path.start..<end))
            }
            end = path.start
        }
        for (id, range) in pieces.reversed() {
            if let id {
                ids.append(id)
            } else if let bytePieces {
                for byte in text[range] { ids.append(Int(bytePieces[Int(byte)])) }
            } else if let unknown {
                ids.append(unknown)
            }
        }
    }
}
