import Generation

/// Tokens that are found in a text as they are written, before anything else is done to it.
struct AddedTokens: Sendable {
    /// One of them.
    struct Entry: Sendable {
        let id: TokenID
        /// How it is written.
        let content: [UInt8]
        /// Whether it is a marker of the model, found only when written markers are meant as such.
        var isSpecial: Bool
        /// Whether spaces before it belong to it.
        var stripsLeft = false
        /// Whether spaces after it belong to it.
        var stripsRight = false
        /// Whether it is only found where no letter or digit is next to it.
        var isWord = false
        /// Whether it is found in the text that the normalizers made, not in the text as it is.
        var isNormalized = false
    }

    /// A part of a text.
    enum Part {
        case text(Range<Int>)
        case token(TokenID)
    }

    /// By first byte, the longest first.
    private let entries: [[Entry]]

    init(_ entries: [Entry]) {
        var table = [[Entry]](repeating: [], count: 256)
        for entry in entries {
            guard let first = entry.content.first else { continue }
            table[Int(first)].append(entry)
        }
        self.entries = table.map { $0.sorted { $0.content.count > $1.content.count } }
    }

    /// Cuts a text at the tokens written in it: at each place the longest one.
    ///
    /// - Parameters:
    ///   - text: UTF-8.
    ///   - parsesSpecial: whether a special token that is written there is meant as such.
    func split(_ text: [UInt8], parsesSpecial: (Range<Int>) -> Bool) -> [Part] {
        var parts: [Part] = []
        var start = 0
        var offset = 0
        while offset < text.count {
            guard let entry = match(text, at: offset, parsesSpecial: parsesSpecial) else {
                offset += 1
                continue
            }
            guard !entry.isWord || isWord(offset..<offset + entry.content.count, in: text) else {
                offset += entry.content.count
                continue
            }
            var end = offset
            if entry.stripsLeft {
                while end > start, let before = character(before: end, in: text), before.kind == .space {
                    end = before.offset
                }
            }
            if end > start { parts.append(.text(start..<end)) }
            parts.append(.token(entry.id))
            offset += entry.content.count
            if entry.stripsRight {
                while let next = TextCharacter(in: text, at: offset, end: text.count), next.kind == .space {
                    offset += next.length
                }
            }
            start = offset
        }
        if start < text.count { parts.append(.text(start..<text.count)) }
        return parts
    }

    private func match(_ text: [UInt8], at offset: Int, parsesSpecial: (Range<Int>) -> Bool) -> Entry? {
        entries[Int(text[offset])].first { entry in
            let end = offset + entry.content.count
            return end <= text.count && text[offset..<end].elementsEqual(entry.content)
                && (!entry.isSpecial || parsesSpecial(offset..<end))
        }
    }

    private func isWord(_ range: Range<Int>, in text: [UInt8]) -> Bool {
        let neighbours = [
            character(before: range.lowerBound, in: text),
            TextCharacter(in: text, at: range.upperBound, end: text.count),
        ]
        return neighbours.allSatisfy { neighbour in
            guard let neighbour else { return true }
            let scalar = ScalarText(text, in: neighbour.offset..<neighbour.offset + neighbour.length)
            return !ScalarSet.word.contains(scalar.values[0], category: scalar.categories[0])
        }
    }

    private func character(before offset: Int, in text: [UInt8]) -> TextCharacter? {
        guard offset > 0 else { return nil }
        var start = offset - 1
        while start > 0, text[start] & 0xC0 == 0x80 { start -= 1 }
        return TextCharacter(in: text, at: start, end: offset)
    }
}
