/// How the characters of a file are written as bytes.
public enum TextEncoding: String, Hashable, Sendable {
    /// One to four bytes for each character.
    case utf8 = "UTF-8"
    /// Two or four bytes for each character, the lower byte first.
    case utf16LittleEndian = "UTF-16LE"
    /// Two or four bytes for each character, the higher byte first.
    case utf16BigEndian = "UTF-16BE"
    /// One byte for each character, as Windows writes Western European texts; all of Latin-1's letters are the same in it.
    case windows1252 = "Windows-1252"
}

extension TextEncoding {
    /// What a file is written in, told from its first bytes, and how many of them are a byte order mark.
    ///
    /// A byte order mark decides; without one, zeros in every other byte mean UTF-16, bytes that are valid UTF-8 mean UTF-8, and all
    /// else is Windows-1252. `isWhole` says that no byte of the file is missing; otherwise its last character may be cut.
    public static func recognized(in bytes: some BidirectionalCollection<UInt8>, isWhole: Bool) -> (
        encoding: TextEncoding, markLength: Int
    ) {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
        if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
        if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
        var zeros = (even: 0, odd: 0)
        for (index, byte) in bytes.enumerated() where byte == 0 {
            if index.isMultiple(of: 2) { zeros.even += 1 } else { zeros.odd += 1 }
        }
        // Of texts in Latin letters, digits and delimiters nearly every higher byte is 0, and no lower one is.
        if zeros.odd * 4 > bytes.count, zeros.even == 0 { return (.utf16LittleEndian, 0) }
        if zeros.even * 4 > bytes.count, zeros.odd == 0 { return (.utf16BigEndian, 0) }
        return (isUTF8(bytes, isWhole: isWhole) ? .utf8 : .windows1252, 0)
    }

    private static func isUTF8(_ bytes: some BidirectionalCollection<UInt8>, isWhole: Bool) -> Bool {
        if String(validating: bytes, as: UTF8.self) != nil { return true }
        guard !isWhole else { return false }
        // A character may be cut: of its up to four bytes, up to three are here.
        return (1...3).contains { String(validating: bytes.dropLast($0), as: UTF8.self) != nil }
    }
}
