import Generation

/// Many short strings of bytes, one behind the other: a large vocabulary as arrays of their own would take six times its letters.
struct ByteStrings: Sendable {
    private var bytes: [UInt8] = []
    private var ends: [Int] = []

    /// How many there are.
    var count: Int { ends.count }

    /// One of them; the place must be below `count`.
    subscript(place: Int) -> ArraySlice<UInt8> { bytes[(place == 0 ? 0 : ends[place - 1])..<ends[place]] }

    mutating func append(_ string: some Collection<UInt8>) {
        bytes += string
        ends.append(bytes.count)
    }
}

/// What each id of a vocabulary adds to a text.
struct TokenTable: Sendable {
    private var texts = ByteStrings()
    private var special: Set<TokenID> = []

    /// How many tokens there are.
    var count: Int { texts.count }

    /// The token of an id; one that adds nothing where there is none.
    subscript(id: TokenID) -> Token {
        guard (0..<count).contains(id) else { return Token(id: id, bytes: []) }
        return Token(id: id, bytes: Array(texts[id]), isSpecial: special.contains(id))
    }

    /// Adds the token with the next id.
    mutating func append(_ bytes: [UInt8], isSpecial: Bool) {
        if isSpecial { special.insert(count) }
        texts.append(bytes)
    }
}
