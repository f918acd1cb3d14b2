public import Generation

/// Puts the bytes of tokens together again and gives out whole characters only.
public struct StreamingDecoder: Sendable {
    private var pending: [UInt8] = []
    private var dropsLeadingSpace: Bool

    /// Makes a decoder.
    ///
    /// - Parameter dropsLeadingSpace: whether one space at the very front is an artefact of the tokenizer (SentencePiece's dummy
    ///   prefix) and is left out.
    public init(dropsLeadingSpace: Bool = false) {
        self.dropsLeadingSpace = dropsLeadingSpace
    }

    /// Adds a token's bytes and returns the text that became complete.
    public mutating func add(_ token: Token) -> String {
        pending += token.bytes
        if dropsLeadingSpace, let first = pending.first {
            if first == 0x20 { pending.removeFirst() }
            dropsLeadingSpace = false
        }
        let complete = Self.completeCount(pending)
        defer { pending.removeFirst(complete) }
        return String(decoding: pending[..<complete], as: UTF8.self)
    }

    /// What is still cut in two, as replacement characters; call it at the end of the text.
    public mutating func finish() -> String {
        defer { pending = [] }
        return String(decoding: pending, as: UTF8.self)
    }

    /// How many bytes at the front are not the beginning of an unfinished UTF-8 sequence.
    private static func completeCount(_ bytes: [UInt8]) -> Int {
        for back in 1...4 where back <= bytes.count {
            let byte = bytes[bytes.count - back]
            if byte & 0xC0 == 0x80 { continue }
            let length =
                switch byte {
                case 0xC2...0xDF: 2
                case 0xE0...0xEF: 3
                case 0xF0...0xF4: 4
                // Plain ASCII, or a byte that begins nothing.
                default: 1
                }
            return length > back ? bytes.count - back : bytes.count
        }
        return bytes.count
    }
}
