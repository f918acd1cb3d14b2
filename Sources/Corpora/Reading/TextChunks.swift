import Generation

/// The text of a file in UTF-8, piece after piece; a character may be cut between two of them.
struct TextChunks {
    /// How the file is written.
    let encoding: TextEncoding
    private let path: String
    private let file: FileChunks
    private var first: [UInt8]?
    /// Of UTF-16, what a piece has of the character that goes on in the next one.
    private var rest: [UInt8] = []

    /// Opens a file and recognizes how it is written.
    ///
    /// - Throws: `Failure` if it cannot be read, is empty, or is no text.
    init(path: String) throws(Failure) {
        self.path = path
        file = try FileChunks(path: path)
        let bytes = try file.next()
        guard !bytes.isEmpty else {
            throw Failure(.malformed, "the file is empty", at: path, expected: "text")
        }
        let (encoding, markLength) = TextEncoding.recognized(in: bytes, isWhole: bytes.count < FileChunks.size)
        if let hint = Self.reasonAgainst(bytes, encoding) {
            throw Failure(.malformed, "the file is no text", at: path, expected: "CSV or plain text", hint: hint)
        }
        self.encoding = encoding
        first = Array(bytes.dropFirst(markLength))
    }

    /// The next piece; nil at the end.
    mutating func next() throws(Failure) -> [UInt8]? {
        let bytes: [UInt8]
        if let first {
            bytes = first
            self.first = nil
        } else {
            bytes = try file.next()
            guard !bytes.isEmpty else {
                defer { rest = [] }
                return rest.isEmpty ? nil : Array("\u{FFFD}".utf8)
            }
        }
        return switch encoding {
        case .utf8: bytes
        case .windows1252: Windows1252.utf8(bytes)
        case .utf16LittleEndian: utf8(ofUTF16: bytes, lowByteAt: 0)
        case .utf16BigEndian: utf8(ofUTF16: bytes, lowByteAt: 1)
        }
    }

    private mutating func utf8(ofUTF16 bytes: [UInt8], lowByteAt low: Int) -> [UInt8] {
        let bytes = rest + bytes
        var units = stride(from: 0, to: bytes.count - 1, by: 2).map {
            UInt16(bytes[$0 + low]) | UInt16(bytes[$0 + 1 - low]) << 8
        }
        if let last = units.last, UTF16.isLeadSurrogate(last) { units.removeLast() }
        rest = Array(bytes[(2 * units.count)...])
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }

    /// What a file that is no text may be; nil for a text.
    private static func reasonAgainst(_ bytes: [UInt8], _ encoding: TextEncoding) -> String? {
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return "it is an archive or a spreadsheet; save it as CSV" }
        if bytes.starts(with: [0x1F, 0x8B]) { return "it is compressed; unpack it with gunzip" }
        if bytes.starts(with: Array("PAR1".utf8)) { return "it is a Parquet file; save it as CSV" }
        let isWide = encoding == .utf16LittleEndian || encoding == .utf16BigEndian
        return !isWide && bytes.contains(0) ? "it holds bytes that no text has" : nil
    }
}

/// Windows' encoding of Western European texts.
enum Windows1252 {
    /// The characters of 0x80 to 0x9F; all others have the number of their byte.
    private static let special: [UInt16] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,
        0x017D,
        0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153,
        0x9D,
        0x017E, 0x0178,
    ]

    /// The text in UTF-8.
    static func utf8(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        let units = bytes.map { 0x80...0x9F ~= $0 ? special[Int($0) - 0x80] : UInt16($0) }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }
}
