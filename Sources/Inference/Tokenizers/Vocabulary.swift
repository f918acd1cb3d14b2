import Generation

/// The written pieces of a tokenizer, found by id and by their bytes.
///
/// Pieces are found through an open hash table, so that a piece can be looked up by a slice of a text
/// without an allocation: building the merges of a large vocabulary is some hundred thousand of such look-ups.
struct Vocabulary: Sendable {
    private var pieces = ByteStrings()
    /// Ids, at the place that the hash of their piece gives or the next free one; -1 is free.
    private var slots: [Int32]
    /// The most bytes that a piece has.
    private var longest = 0

    /// Makes a vocabulary: the id of a piece is its place.
    ///
    /// Where two are equal the first one is found; empty ones never are.
    init(pieces: [[UInt8]]) {
        var slotCount = 16
        while slotCount < pieces.count * 2 { slotCount *= 2 }
        slots = [Int32](repeating: -1, count: slotCount)
        for (id, piece) in pieces.enumerated() {
            self.pieces.append(piece)
            longest = max(longest, piece.count)
            let slot = slot(of: piece[...])
            if !piece.isEmpty, slots[slot] < 0 { slots[slot] = Int32(id) }
        }
    }

    /// How many pieces there are.
    var count: Int { pieces.count }

    /// The written piece of an id, which must be below `count`.
    subscript(id: TokenID) -> ArraySlice<UInt8> { pieces[id] }

    /// The id of exactly these bytes.
    func id(of bytes: ArraySlice<UInt8>) -> TokenID? {
        let id = slots[slot(of: bytes)]
        return id < 0 ? nil : Int(id)
    }

    /// Finds every piece that a text begins with at an offset, the shortest first.
    func forEachPiece(in text: [UInt8], from start: Int, to end: Int, _ body: (_ end: Int, _ id: TokenID) -> Void) {
        var hash = Self.hashStart
        for offset in start..<min(end, start + longest) {
            hash = Self.hash(hash, text[offset])
            var slot = Self.fold(hash) & (slots.count - 1)
            while slots[slot] >= 0 {
                let id = Int(slots[slot])
                if self[id] == text[start...offset] {
                    body(offset + 1, id)
                    break
                }
                slot = (slot + 1) & (slots.count - 1)
            }
        }
    }

    /// Where the id of a piece is, or would be.
    private func slot(of bytes: ArraySlice<UInt8>) -> Int {
        var slot = Self.hash(bytes) & (slots.count - 1)
        while slots[slot] >= 0, self[Int(slots[slot])] != bytes { slot = (slot + 1) & (slots.count - 1) }
        return slot
    }

    /// FNV-1a, folded.
    private static func hash(_ bytes: ArraySlice<UInt8>) -> Int { fold(bytes.reduce(hashStart, hash)) }

    private static let hashStart: UInt64 = 0xCBF2_9CE4_8422_2325

    private static func hash(_ hash: UInt64, _ byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }

    private static func fold(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash ^ hash >> 29) }
}
