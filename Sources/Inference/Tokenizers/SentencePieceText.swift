import Generation

/// How SentencePiece writes pieces: a space as `▁`, a byte that is no character of its own as `<0x0A>`.
enum SentencePieceText {
    /// `▁`, U+2581.
    static let space: [UInt8] = [0xE2, 0x96, 0x81]

    /// What a piece adds to a text.
    static func bytes(ofPiece piece: [UInt8]) -> [UInt8] {
        if let byte = byte(ofPiece: piece) { return [byte] }
        var bytes = piece
        TextNormalizer.replace(space, with: [0x20]).apply(to: &bytes)
        return bytes
    }

    /// The byte that a piece stands for.
    static func byte(ofPiece piece: [UInt8]) -> UInt8? {
        guard piece.count == 6, piece.starts(with: Array("<0x".utf8)), piece[5] == UInt8(ascii: ">") else { return nil }
        return UInt8(String(decoding: piece[3..<5], as: UTF8.self), radix: 16)
    }

    /// How a text can be cut into words without changing its pieces: where no piece goes on from a character to a space, nothing
    /// is ever joined there, and short words are encoded several times as fast as one long text.
    static func splitters(for vocabulary: Vocabulary) -> [TextSplitter] {
        for id in 0..<vocabulary.count {
            let piece = vocabulary[id]
            var rest = piece[...]
            while rest.starts(with: space) { rest = rest.dropFirst(space.count) }
            while let place = rest.firstIndex(of: space[0]) {
                if rest[place...].starts(with: space) { return [] }
                rest = rest[(place + 1)...]
            }
        }
        return [.beforeRun(space)]
    }

    /// The pieces of all 256 bytes, or nil if one is missing.
    static func bytePieces(in vocabulary: Vocabulary) -> [Int32]? {
        let pieces = (0..<256).compactMap { value in
            let digits = String(value, radix: 16, uppercase: true)
            let piece = "<0x\(digits.count == 1 ? "0" : "")\(digits)>"
            return vocabulary.id(of: Array(piece.utf8)[...]).map { Int32($0) }
        }
        return pieces.count == 256 ? pieces : nil
    }
}
