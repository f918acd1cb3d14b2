import Generation

/// Which two neighbouring pieces byte pair encoding joins, how early, and to what.
struct MergeTable: Sendable {
    /// One rule.
    struct Merge: Sendable {
        /// Lower ones are applied first.
        let rank: UInt32
        /// What the two become.
        let id: Int32
    }

    private var keys: [UInt64]
    private var merges: [Merge]
    private static let free = UInt64.max

    /// Makes a table that can hold that many rules.
    init(capacity: Int) {
        var count = 16
        while count < capacity * 2 { count *= 2 }
        keys = [UInt64](repeating: Self.free, count: count)
        merges = [Merge](repeating: Merge(rank: 0, id: 0), count: count)
    }

    /// The rule for two pieces.
    subscript(left: Int32, right: Int32) -> Merge? {
        let key = Self.key(left, right)
        let slot = slot(of: key)
        return keys[slot] == key ? merges[slot] : nil
    }

    /// Adds a rule unless there is one for these pieces; adding more than the capacity is an error of the caller.
    mutating func add(_ left: TokenID, _ right: TokenID, _ merge: Merge) {
        let key = Self.key(Int32(left), Int32(right))
        let slot = slot(of: key)
        guard keys[slot] == Self.free else { return }
        keys[slot] = key
        merges[slot] = merge
    }

    private func slot(of key: UInt64) -> Int {
        var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 20) & (keys.count - 1)
        while keys[slot] != key, keys[slot] != Self.free { slot = (slot + 1) & (keys.count - 1) }
        return slot
    }

    private static func key(_ left: Int32, _ right: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: left)) << 32 | UInt64(UInt32(bitPattern: right))
    }
}

extension MergeTable {
    /// A rule as files write it: two pieces with a space between.
    static func rule(_ line: [UInt8]) -> (left: [UInt8], right: [UInt8])? {
        guard let space = line.dropFirst().firstIndex(of: 0x20), space + 1 < line.count else { return nil }
        return (Array(line[..<space]), Array(line[(space + 1)...]))
    }

    /// The rules of a byte pair encoding as its files list them, the first one first.
    ///
    /// - Parameter continuing: what the right piece of a rule begins with and what they become has not.
    /// - Throws: when a rule names a piece that the vocabulary has not.
    init(
        _ rules: [(left: [UInt8], right: [UInt8])], vocabulary: Vocabulary, continuing: [UInt8] = [], location: String
    ) throws(Failure) {
        self.init(capacity: rules.count)
        for (rank, rule) in rules.enumerated() {
            guard let left = vocabulary.id(of: rule.left[...]), let right = vocabulary.id(of: rule.right[...]),
                let joined = vocabulary.id(of: (rule.left + rule.right.dropFirst(continuing.count))[...])
            else {
                let text = String(decoding: rule.left + [0x20] + rule.right, as: UTF8.self)
                throw Failure(
                    .malformed, "a merge names a piece that is not in the vocabulary", at: location, found: text)
            }
            add(left, right, Merge(rank: UInt32(rank), id: Int32(joined)))
        }
    }

    /// The rules that scores stand for: SentencePiece joins the two neighbours whose joint piece has the highest score.
    ///
    /// Every way to cut a piece into two pieces is a rule, and equal scores share a rank, so that the leftmost pair goes first
    /// as in SentencePiece.
    init(scores: [Float], isText: (TokenID) -> Bool, vocabulary: Vocabulary) {
        let ids = (0..<vocabulary.count).filter(isText)
        var ranks: [Float: UInt32] = [:]
        for score in Set(ids.map { scores[$0] }).sorted(by: >) { ranks[score] = UInt32(ranks.count) }
        var rules: [(left: TokenID, right: TokenID, merge: Merge)] = []
        for id in ids {
            let piece = vocabulary[id]
            for cut in piece.indices.dropFirst() where piece[cut] & 0xC0 != 0x80 {
                guard let left = vocabulary.id(of: piece[..<cut]), isText(left),
                    let right = vocabulary.id(of: piece[cut...]), isText(right)
                else { continue }
                rules.append((left, right, Merge(rank: ranks[scores[id]] ?? 0, id: Int32(id))))
            }
        }
        self.init(capacity: rules.count)
        for rule in rules { add(rule.left, rule.right, rule.merge) }
    }
}
