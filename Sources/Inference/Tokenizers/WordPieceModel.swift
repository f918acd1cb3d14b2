import Generation

/// Cuts a word greedily: always the longest piece that fits, and nothing but `unknown` if the rest has none.
///
/// Schuster & Nakajima 2012; as BERT uses it, Devlin et al. 2018.
struct WordPieceModel: SubwordModel {
    let vocabulary: Vocabulary
    let unknown: TokenID?
    /// What pieces begin with that do not begin a word.
    let continuing: [UInt8]
    /// Longer words are unknown as a whole.
    let longestWord: Int

    func encode(_ words: [Range<Int>], of text: [UInt8], into ids: inout [TokenID]) {
        for word in words where !word.isEmpty {
            if let pieces = pieces(of: text[word]) { ids += pieces } else if let unknown { ids.append(unknown) }
        }
    }

    private func pieces(of word: ArraySlice<UInt8>) -> [TokenID]? {
        guard word.count(where: { $0 & 0xC0 != 0x80 }) <= longestWord else { return nil }
        var pieces: [TokenID] = []
        var start = word.startIndex
        while start < word.endIndex {
            let prefix = start > word.startIndex ? continuing : []
            var end = word.endIndex
            var piece: TokenID?
            while end > start {
                piece = vocabulary.id(of: (prefix + word[start..<end])[...])
                if piece != nil { break }
                repeat { end -= 1 } while end > start && word[end] & 0xC0 == 0x80
            }
            guard let piece else { return nil }
            pieces.append(piece)
            start = end
        }
        return pieces
    }
}

/// Every word is a piece or unknown.
struct WordLevelModel: SubwordModel {
    let vocabulary: Vocabulary
    let unknown: TokenID?

    func encode(_ words: [Range<Int>], of text: [UInt8], into ids: inout [TokenID]) {
        for word in words where !word.isEmpty {
            if let id = vocabulary.id(of: text[word]) ?? unknown { ids.append(id) }
        }
    }
}
