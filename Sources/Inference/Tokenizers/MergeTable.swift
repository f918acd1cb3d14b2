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

    private struct Rule {
        let left: Int32
        let right: Int32
        let merge: Merge
    }

    private var rules: [Rule] = []
    /// Places of rules, by the hash of their two pieces.
    private var places: PlaceTable

    /// Makes a table that can hold that many rules.
    init(capacity: Int) {
        places = PlaceTable(capacity: capacity)
        rules.reserveCapacity(capacity)
    }

    /// The rule for two pieces.
    subscript(left: Int32, right: Int32) -> Merge? {
        places[slot(left, right)].map { rules[$0].merge }
    }

    /// Adds a rule unless there is one for these pieces; adding more than the capacity is an error of the caller.
    mutating func add(_ left: TokenID, _ right: TokenID, _ merge: Merge) {
        let rule = Rule(left: Int32(left), right: Int32(right), merge: merge)
        let slot = slot(rule.left, rule.right)
        guard places[slot] == nil else { return }
        places[slot] = rules.count
        rules.append(rule)
    }

    /// Where two pieces' rule is, or would be.
    private func slot(_ left: Int32, _ right: Int32) -> Int {
        let key = UInt64(UInt32(bitPattern: left)) << 32 | UInt64(UInt32(bitPattern: right))
        // The product's upper bits: those below the 32nd know only the right piece, and many rules have the same.
        let hash = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 40)
        return places.slot(hash: hash) { rules[$0].left == left && rules[$0].right == right }
    }
}

extension MergeTable {
    /// Two pieces that a rule joins, as they are written.
    typealias Pair = (left: ArraySlice<UInt8>, right: ArraySlice<UInt8>)

    /// A rule as files write it: two pieces with a space between.
    static func pair(_ line: [UInt8]) -> Pair? {
        guard let space = line.dropFirst().firstIndex(of: 0x20), space + 1 < line.count else { return nil }
        return (line[..<space], line[(space + 1)...])
    }

    /// The rules of a byte pair encoding as its files list them, the first one first.
    ///
    /// - Parameter continuing: what the right piece of a rule begins with and what they become has not.
    /// - Throws: when a rule names a piece that the vocabulary has not.
    init(
        _ pairs: [Pair], vocabulary: Vocabulary, continuing: [UInt8] = [], location: String
    ) throws(Failure) {
        self.init(capacity: pairs.count)
        var piece: [UInt8] = []
        for (rank, pair) in pairs.enumerated() {
            piece.removeAll(keepingCapacity: true)
            piece += pair.left
            piece += pair.right.dropFirst(continuing.count)
            guard let left = vocabulary.id(of: pair.left), let right = vocabulary.id(of: pair.right),
                let joined = vocabulary.id(of: piece[...])
            else {
                let text = String(decoding: pair.left + [0x20] + pair.right, as: UTF8.self)
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
