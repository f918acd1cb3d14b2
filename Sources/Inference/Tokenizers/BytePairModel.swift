import Generation

/// Byte pair encoding: a word begins as single characters, and the best pair of neighbours is joined until no rule fits.
///
/// Sennrich, Haddow, Birch 2016, arXiv 1508.07909.
struct BytePairModel: SubwordModel {
    /// What a word begins as.
    enum Alphabet: Sendable {
        /// One piece for each byte (Radford et al. 2019); a byte without a piece is left out.
        case bytes([Int32?])
        /// One piece for each character; others become their bytes' pieces if there are such, else `unknown`, once for
        /// neighbours if `fusesUnknown`, else nothing.
        case characters(bytePieces: [Int32]?, unknown: Int32?, fusesUnknown: Bool)
    }

    /// How a piece says where in its word it stands.
    struct Affixes: Sendable {
        /// What pieces begin with that do not begin a word.
        var continuing: [UInt8] = []
        /// What pieces end with that end a word.
        var ending: [UInt8] = []
    }

    let vocabulary: Vocabulary
    let merges: MergeTable
    let alphabet: Alphabet
    /// Whether a word that is a piece as a whole becomes that piece, whatever the rules would make of it.
    let prefersWholeWords: Bool
    var affixes = Affixes()

    func encode(_ words: [Range<Int>], of text: [UInt8], into ids: inout [TokenID]) {
        var merging = Merging()
        for word in words {
            if prefersWholeWords, let id = piece(text[word]) {
                ids.append(id)
                continue
            }
            merging.symbols.removeAll(keepingCapacity: true)
            start(text[word], into: &merging)
            merging.run(merges)
            merging.append(to: &ids)
        }
    }

    /// The piece that is the whole word.
    private func piece(_ word: ArraySlice<UInt8>) -> TokenID? {
        switch alphabet {
        case .bytes: vocabulary.id(of: word.flatMap { ByteAlphabet.characters[Int($0)] }[...])
        case .characters: vocabulary.id(of: word)
        }
    }

    private func start(_ word: ArraySlice<UInt8>, into merging: inout Merging) {
        switch alphabet {
        case .bytes(let pieces):
            for byte in word {
                if let id = pieces[Int(byte)] { merging.add(id) }
            }
        case .characters(let bytePieces, let unknown, let fusesUnknown):
            var offset = word.startIndex
            while offset < word.endIndex {
                var end = offset + 1
                while end < word.endIndex, word[end] & 0xC0 == 0x80 { end += 1 }
                let character =
                    (offset > word.startIndex ? affixes.continuing : []) + word[offset..<end]
                    + (end == word.endIndex ? affixes.ending : [])
                if let id = vocabulary.id(of: character[...]) {
                    merging.add(Int32(id))
                } else if let bytePieces {
                    for byte in character { merging.add(bytePieces[Int(byte)]) }
                } else if let unknown, !fusesUnknown || merging.symbols.last?.id != unknown {
                    merging.add(unknown)
                }
                offset = end
            }
        }
    }
}

/// A word while its pieces are joined: a linked list of pieces, and a heap of the pairs that a rule joins.
///
/// Every pair enters and leaves the heap at most once for each time it comes about, so a text of n characters without a space
/// takes n log n steps.
private struct Merging {
    struct Symbol {
        /// The piece, or -1 once it is part of its left neighbour.
        var id: Int32
        var previous: Int32
        var next: Int32
    }

    struct Pair {
        /// Rank, then place: the heap's order.
        let order: UInt64
        let left: Int32
        let right: Int32
        let joined: Int32
    }

    var symbols: [Symbol] = []
    private var heap: [Pair] = []

    mutating func add(_ id: Int32) {
        let place = Int32(truncatingIfNeeded: symbols.count)
        symbols.append(Symbol(id: id, previous: place - 1, next: place + 1))
    }

    mutating func run(_ merges: MergeTable) {
        guard symbols.count > 1 else { return }
        for place in 0..<symbols.count - 1 { push(place, merges) }
        while let pair = pop() {
            let place = Int(truncatingIfNeeded: pair.order & 0xFFFF_FFFF)
            // The pair may have gone since: one of the two was joined with another neighbour.
            let next = Int(symbols[place].next)
            guard symbols[place].id == pair.left, next < symbols.count, symbols[next].id == pair.right else { continue }
            symbols[place].id = pair.joined
            symbols[next].id = -1
            let after = Int(symbols[next].next)
            symbols[place].next = Int32(truncatingIfNeeded: after)
            if after < symbols.count {
                symbols[after].previous = Int32(truncatingIfNeeded: place)
                push(place, merges)
            }
            if symbols[place].previous >= 0 { push(Int(symbols[place].previous), merges) }
        }
    }

    func append(to ids: inout [TokenID]) {
        var place = 0
        while place < symbols.count {
            ids.append(Int(symbols[place].id))
            place = Int(symbols[place].next)
        }
    }

    private mutating func push(_ place: Int, _ merges: MergeTable) {
        let left = symbols[place].id
        let right = symbols[Int(symbols[place].next)].id
        guard let merge = merges[left, right] else { return }
        let order = UInt64(merge.rank) << 32 | UInt64(place)
        heap.append(Pair(order: order, left: left, right: right, joined: merge.id))
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard heap[child].order < heap[parent].order else { break }
            heap.swapAt(child, parent)
            child = parent
        }
    }

    private mutating func pop() -> Pair? {
        guard let first = heap.first, let last = heap.popLast() else { return nil }
        if heap.isEmpty { return first }
        heap[0] = last
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2]
            where child < heap.count && heap[child].order < heap[least].order { least = child }
            if least == parent { return first }
            heap.swapAt(parent, least)
            parent = least
        }
    }
}
