import Generation

/// The written pieces of a tokenizer, found by id and by their bytes.
///
/// All pieces lie in one array and are found through an open hash table, so that a piece can be looked up by a slice of a text
/// without an allocation: building the merges of a large vocabulary is some hundred thousand of such look-ups.
struct Vocabulary: Sendable {
    private var storage: [UInt8] = []
    private var starts: [Int] = [0]
    /// Ids, at the place that the hash of their piece gives or the next free one; -1 is free.
    private var slots: [Int32]

    /// Makes a vocabulary: the id of a piece is its place.
    ///
    /// Where two are equal the first one is found; empty ones never are.
    init(pieces: [[UInt8]]) {
        var slotCount = 16
        while slotCount < pieces.count * 2 { slotCount *= 2 }
        slots = [Int32](repeating: -1, count: slotCount)
        starts.reserveCapacity(pieces.count + 1)
        for (id, piece) in pieces.enumerated() {
            storage += piece
            starts.append(storage.count)
            guard !piece.isEmpty, self.id(of: piece[...]) == nil else { continue }
            slots[freeSlot(for: piece[...])] = Int32(id)
        }
    }

    /// How many pieces there are.
    var count: Int { starts.count - 1 }

    /// The written piece of an id, which must be below `count`.
    subscript(id: TokenID) -> ArraySlice<UInt8> { storage[starts[id]..<starts[id + 1]] }

    /// The id of exactly these bytes.
    func id(of bytes: ArraySlice<UInt8>) -> TokenID? {
        var slot = Self.hash(bytes) & (slots.count - 1)
        while slots[slot] >= 0 {
            let id = Int(slots[slot])
            if self[id] == bytes { return id }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    private func freeSlot(for bytes: ArraySlice<UInt8>) -> Int {
        var slot = Self.hash(bytes) & (slots.count - 1)
        while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
        return slot
    }

    /// FNV-1a, folded.
    private static func hash(_ bytes: ArraySlice<UInt8>) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return Int(truncatingIfNeeded: hash ^ hash >> 29)
    }
}
