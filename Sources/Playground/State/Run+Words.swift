import Generation

extension Run {
    /// The user's words that the vocabulary has only in pieces, in the order of the text, each once: a sign that the model has
    /// hardly seen them.
    ///
    /// A word counts from three pieces on; in two come plurals and names.
    public var wordsInPieces: [String] {
        let asked: String
        switch request.prompt {
        case .raw(let text): asked = text
        case .chat(let messages): asked = messages.last?.content ?? ""
        }
        let askedWords = Set(asked.split { !$0.isLetter }.map(String.init))
        var found: [String] = []
        for word in pieces() where word.count >= 3 && askedWords.contains(word.text) && !found.contains(word.text) {
            found.append(word.text)
        }
        return found
    }

    /// The prompt's words with the number of tokens that each is written in.
    private func pieces() -> [(text: String, count: Int)] {
        var words: [(text: String, count: Int)] = []
        var bytes: [UInt8] = []
        var count = 0
        func finish() {
            let word = String(decoding: bytes, as: UTF8.self).filter(\.isLetter)
            if !word.isEmpty { words.append((word, count)) }
            bytes = []
            count = 0
        }
        for token in prompt?.tokens ?? [] {
            // A byte that is no ASCII letter or digit begins something new, unless it is part of a longer character.
            let begins = token.bytes.first.map { $0 < 0x80 && !UnicodeScalar($0).properties.isAlphabetic } ?? true
            if token.isSpecial || begins { finish() }
            if token.isSpecial { continue }
            bytes += token.bytes
            count += 1
        }
        finish()
        return words
    }
}
