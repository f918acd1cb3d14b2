import Generation

/// SentencePiece's `precompiled_charsmap`: what parts of a text become, compiled into a double-array trie.
///
/// The format: the trie's length in bytes (32 bits), the trie, then the replacements, each ended by a zero byte. Every offset in it is
/// checked, because it comes out of a file.
struct CharacterMap: Sendable {
    /// What is looked up at once.
    enum Unit: Hashable, Sendable {
        /// The longest part that the map knows, as SentencePiece does it.
        case longestPart
        /// A grapheme, else its scalars, as Hugging Face's tokenizers does it.
        case grapheme
    }

    private let trie: [UInt32]
    private let replacements: [UInt8]

    /// Reads a map; nil if the bytes are none.
    init?(_ bytes: some RandomAccessCollection<UInt8>) {
        let bytes = Array(bytes)
        func number(_ offset: Int) -> UInt32 {
            (0..<4).reduce(0) { $0 | UInt32(bytes[offset + $1]) << (8 * UInt32($1)) }
        }
        guard bytes.count >= 4 else { return nil }
        let length = Int(number(0))
        guard length >= 4, length.isMultiple(of: 4), length <= bytes.count - 4 else { return nil }
        trie = stride(from: 4, to: 4 + length, by: 4).map(number)
        replacements = Array(bytes[(4 + length)...])
    }

    /// A text with every part that the map knows replaced.
    func apply(to text: [UInt8], by unit: Unit) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        switch unit {
        case .longestPart:
            var offset = 0
            while offset < text.count {
                if let match = matches(text[offset...]).last {
                    result += match.replacement
                    offset += match.length
                } else {
                    result.append(text[offset])
                    offset += 1
                }
            }
        case .grapheme:
            for character in String(decoding: text, as: UTF8.self) {
                let bytes = Array(character.utf8)
                if bytes.count < 6, let match = matches(bytes[...]).first {
                    result += match.replacement
                    continue
                }
                for scalar in character.unicodeScalars {
                    let bytes = Array(String(scalar).utf8)
                    if let match = matches(bytes[...]).first { result += match.replacement } else { result += bytes }
                }
            }
        }
        return result
    }

    /// The parts at the front of some bytes that the map knows, the shortest first.
    private func matches(_ bytes: ArraySlice<UInt8>) -> [(length: Int, replacement: ArraySlice<UInt8>)] {
        var matches: [(Int, ArraySlice<UInt8>)] = []
        // A unit of the trie: its label, whether it has a value, and how far its children are.
        func offset(_ unit: UInt32) -> Int { Int(unit >> 10) << Int((unit & 1 << 9) >> 6) }
        guard var place = trie.first.map(offset) else { return [] }
        for (index, byte) in bytes.enumerated() {
            guard byte != 0 else { break }
            place ^= Int(byte)
            guard trie.indices.contains(place) else { break }
            let unit = trie[place]
            guard unit & 0x8000_00FF == UInt32(byte) else { break }
            place ^= offset(unit)
            guard unit >> 8 & 1 == 1 else { continue }
            guard trie.indices.contains(place) else { break }
            let start = Int(trie[place] & 0x7FFF_FFFF)
            guard start < replacements.count else { break }
            let end = replacements[start...].firstIndex(of: 0) ?? replacements.count
            matches.append((index + 1, replacements[start..<end]))
        }
        return matches
    }
}

extension CharacterMap {
    /// Reads a map in Base64; nil if the text holds none.
    init?(base64 text: [UInt8]) {
        var bytes: [UInt8] = []
        var (bits, count) = (UInt32(0), 0)
        for letter in text where letter != UInt8(ascii: "=") {
            let value: UInt8
            switch letter {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = letter - 65
            case UInt8(ascii: "a")...UInt8(ascii: "z"): value = letter - 71
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = letter + 4
            case UInt8(ascii: "+"): value = 62
            case UInt8(ascii: "/"): value = 63
            default: return nil
            }
            bits = bits << 6 | UInt32(value)
            count += 6
            guard count >= 8 else { continue }
            count -= 8
            bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
        }
        self.init(bytes)
    }
}
