import Generation

/// The written pieces of a tokenizer, found by id and by their bytes.
///
/// A piece can be looked up by a slice of a text without an allocation: building the merges of a large vocabulary is some hundred
/// thousand of such look-ups.
struct Vocabulary: Sendable {
    private var pieces = ByteStrings()
    /// Ids, by the hash of their piece.
    private var ids: PlaceTable
    /// The most bytes that a piece has.
    private var longest = 0

    /// Makes a vocabulary: the id of a piece is its place.
    ///
    /// Where two are equal the first one is found; empty ones never are.
    init(pieces: [[UInt8]]) {
        ids = PlaceTable(capacity: pieces.count)
        for (id, piece) in pieces.enumerated() {
            self.pieces.append(piece)
            longest = max(longest, piece.count)
            let slot = slot(of: piece[...], hash: Self.hash(piece[...]))
            if !piece.isEmpty, ids[slot] == nil { ids[slot] = id }
        }
    }

    /// How many pieces there are.
    var count: Int { pieces.count }

    /// The written piece of an id, which must be below `count`.
    subscript(id: TokenID) -> ArraySlice<UInt8> { pieces[id] }

    /// The id of exactly these bytes.
    func id(of bytes: ArraySlice<UInt8>) -> TokenID? { ids[slot(of: bytes, hash: Self.hash(bytes))] }

    /// Finds every piece that a text begins with at an offset, the shortest first.
    func forEachPiece(in text: [UInt8], from start: Int, to end: Int, _ body: (_ end: Int, _ id: TokenID) -> Void) {
        var hash = Self.hashStart
        for offset in start..<min(end, start + longest) {
            hash = Self.hash(hash, text[offset])
            if let id = ids[slot(of: text[start...offset], hash: Self.fold(hash))] { body(offset + 1, id) }
        }
    }

    /// Where the id of a piece is, or would be.
    private func slot(of bytes: ArraySlice<UInt8>, hash: Int) -> Int {
        ids.slot(hash: hash) { self[$0] == bytes }
    }

    /// FNV-1a, folded.
    private static func hash(_ bytes: ArraySlice<UInt8>) -> Int { fold(bytes.reduce(hashStart, hash)) }

    private static let hashStart: UInt64 = 0xCBF2_9CE4_8422_2325

    private static func hash(_ hash: UInt64, _ byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }

    private static func fold(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash ^ hash >> 29) }
}
