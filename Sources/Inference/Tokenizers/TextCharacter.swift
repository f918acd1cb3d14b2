/// One Unicode scalar of a text, as word patterns see it.
struct TextCharacter {
    /// What the patterns' classes tell apart.
    enum Kind {
        /// `\p{L}`
        case letter
        /// `\p{N}`
        case number
        /// `\s`
        case space
        case other
    }

    /// Where it begins.
    let offset: Int
    /// Its bytes.
    let length: Int
    let kind: Kind
    /// Whether it is a carriage return or a line feed.
    let isNewline: Bool

    /// The scalar that begins at an offset of a text in UTF-8, or nil at the end.
    init?(in text: [UInt8], at offset: Int, end: Int) {
        guard offset < end else { return nil }
        self.offset = offset
        let first = text[offset]
        isNewline = first == 0x0A || first == 0x0D
        guard first >= 0x80 else {
            length = 1
            kind =
                switch first {
                case 0x41...0x5A, 0x61...0x7A: .letter
                case 0x30...0x39: .number
                case 0x09...0x0D, 0x20: .space
                default: .other
                }
            return
        }
        var end = offset + 1
        var value = UInt32(first) & (first >= 0xF0 ? 0x07 : first >= 0xE0 ? 0x0F : 0x1F)
        while end < text.count, text[end] & 0xC0 == 0x80 {
            value = value << 6 | UInt32(text[end] & 0x3F)
            end += 1
        }
        length = end - offset
        kind = Unicode.Scalar(value).map(Self.kind) ?? .other
    }

    private static func kind(of scalar: Unicode.Scalar) -> Kind {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: .letter
        case .decimalNumber, .letterNumber, .otherNumber: .number
        default: scalar.properties.isWhitespace ? .space : .other
        }
    }
}
