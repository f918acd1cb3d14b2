/// The grapheme at an offset of a text: how far to the next one, and the room it takes.
struct GraphemeStep {
    /// Its length in UTF-8.
    let length: Int
    /// Its columns; a tab's depend on where it stands and are not counted here.
    let columns: Int
    /// Whether it is a space at which a line may end.
    let isSpace: Bool
    /// Whether it is a tab.
    let isTab: Bool

    /// Reads the grapheme.
    ///
    /// Between two scalars that never join anything there is a boundary; that saves nearly all the work.
    init(of text: String, bytes: UnsafeBufferPointer<UInt8>, at offset: Int, end: Int) {
        let scalar = SimpleScalar(bytes, at: offset, end: end)
        if let scalar, offset + scalar.length >= end || SimpleScalar(bytes, at: offset + scalar.length, end: end) != nil
        {
            length = scalar.length
            columns = scalar.columns
            isSpace = scalar.value == 0x20 || scalar.value == 0x3000
            isTab = scalar.value == 0x09
        } else {
            let character = text[text.utf8.index(text.startIndex, offsetBy: offset)]
            length = max(1, min(character.utf8.count, end - offset))
            columns = character.columnWidth
            isSpace = character == " "
            isTab = character == "\t"
        }
    }
}

/// A scalar that is a grapheme by itself unless something that is not simple follows: ASCII, Latin letters, common
/// punctuation, kana and ideographs.
private struct SimpleScalar {
    let value: UInt32
    let length: Int
    let columns: Int

    init?(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int, end: Int) {
        let lead = UInt32(bytes[offset])
        switch lead {
        case 0x00..<0x80:
            guard lead != 0x0D else { return nil }
            (value, length, columns) = (lead, 1, lead >= 0x20 && lead < 0x7F ? 1 : 0)
        case 0xC2..<0xCC where offset + 1 < end:
            value = (lead & 0x1F) << 6 | UInt32(bytes[offset + 1] & 0x3F)
            (length, columns) = (2, 1)
            // The first are controls, and a soft hyphen is not drawn.
            guard value >= 0xA0, value != 0xAD else { return nil }
        case 0xE2..<0xEA where offset + 2 < end:
            value =
                (lead & 0x0F) << 12 | UInt32(bytes[offset + 1] & 0x3F) << 6 | UInt32(bytes[offset + 2] & 0x3F)
            length = 3
            switch value {
            case 0x2010...0x2027: columns = 1
            case 0x3000...0x3002, 0x300C...0x300F, 0x3041...0x3096, 0x30A1...0x30FA, 0x4E00...0x9FFF: columns = 2
            default: return nil
            }
        default: return nil
        }
    }
}
