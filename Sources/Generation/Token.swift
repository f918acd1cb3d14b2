/// The number of a piece in a model's vocabulary.
public typealias TokenID = Int

/// One piece of text as a model sees it: its number in the vocabulary and the bytes it stands for.
///
/// The bytes need not be valid UTF-8 on their own: a byte-level vocabulary may cut a character in two.
public struct Token: Hashable, Sendable {
    /// The number of a token whose number a hosted model does not disclose.
    public static let undisclosedID: TokenID = -1

    /// Its number in the vocabulary.
    public let id: TokenID
    /// The bytes it adds to the text; for a special token, the bytes of its written name (`<|endoftext|>`).
    public let bytes: [UInt8]
    /// Whether it is a marker of the model (beginning, end, role) rather than text.
    public let isSpecial: Bool

    /// Makes a token.
    public init(id: TokenID, bytes: [UInt8], isSpecial: Bool = false) {
        self.id = id
        self.bytes = bytes
        self.isSpecial = isSpecial
    }

    /// The bytes as text; where they are not valid UTF-8 on their own, each offending byte as `\xNN`.
    public var text: String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        return bytes.map { byte in
            if byte >= 0x20, byte < 0x7F { return String(UnicodeScalar(byte)) }
            let digits = String(byte, radix: 16, uppercase: true)
            return "\\x" + (digits.count == 1 ? "0" : "") + digits
        }.joined()
    }

    /// Its number, unless a hosted model keeps that to itself.
    public var disclosedID: TokenID? { id == Self.undisclosedID ? nil : id }

    /// Whether it is the same piece: by its number, and where that is not disclosed by its bytes.
    public func isSamePiece(as other: Token) -> Bool {
        id == other.id && (disclosedID != nil || bytes == other.bytes)
    }

    /// Whether the bytes are valid UTF-8 on their own, so that `text` is exact.
    public var isWholeText: Bool { String(validating: bytes, as: UTF8.self) != nil }
}
