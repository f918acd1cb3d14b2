/// How one text becomes another, word by word.
///
/// A word brings the white space before it; the parts put together in order, without what was added, are the first text, and without
/// what was removed, the second.
public struct TextDifference: Hashable, Sendable {
    /// A stretch of words with one fate.
    public struct Part: Hashable, Sendable {
        /// Which of the texts has it.
        public enum Kind: String, Hashable, Sendable {
            /// Both.
            case same
            /// The first only.
            case removed
            /// The second only.
            case added
        }

        /// Which of the texts has it.
        public let kind: Kind
        /// The words, as they are written.
        public internal(set) var text: String

        /// Makes a stretch.
        public init(kind: Kind, text: String) {
            self.kind = kind
            self.text = text
        }
    }

    /// The stretches, in the order of the texts.
    public let parts: [Part]

    /// Compares two texts by the shortest list of words to take out and put in (Myers 1986, as the standard library has it).
    public init(_ first: String, _ second: String) {
        let (before, after) = (Self.words(first), Self.words(second))
        let difference = after.difference(from: before)
        var removed = Set<Int>()
        var added = Set<Int>()
        for change in difference {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): added.insert(offset)
            }
        }
        var parts: [Part] = []
        func add(_ kind: Part.Kind, _ word: Substring) {
            if parts.last?.kind == kind {
                parts[parts.count - 1].text += word
            } else {
                parts.append(Part(kind: kind, text: String(word)))
            }
        }
        var (old, new) = (0, 0)
        while old < before.count || new < after.count {
            if removed.contains(old) {
                add(.removed, before[old])
                old += 1
            } else if added.contains(new) {
                add(.added, after[new])
                new += 1
            } else {
                add(.same, after[new])
                old += 1
                new += 1
            }
        }
        self.parts = parts
    }

    /// What both texts begin with.
    public var commonBeginning: String {
        if let first = parts.first, first.kind == .same { first.text } else { "" }
    }

    /// Whether the texts are equal.
    public var isEmpty: Bool { parts.allSatisfy { $0.kind == .same } }

    /// The words with the white space before each; white space at the end is a word of its own.
    private static func words(_ text: String) -> [Substring] {
        var words: [Substring] = []
        var start = text.startIndex
        var hasLetters = false
        for index in text.indices {
            if text[index].isWhitespace {
                if hasLetters {
                    words.append(text[start..<index])
                    start = index
                    hasLetters = false
                }
            } else {
                hasLetters = true
            }
        }
        if start < text.endIndex { words.append(text[start...]) }
        return words
    }
}
