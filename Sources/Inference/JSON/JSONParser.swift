import Generation

extension JSON {
    /// Reads one JSON text.
    ///
    /// - Parameters:
    ///   - bytes: the whole text, UTF-8.
    ///   - location: what the text is, for messages: a path.
    init(parsing bytes: UnsafeRawBufferPointer, at location: String) throws(Failure) {
        var parser = JSONParser(bytes: bytes, location: location)
        self = try parser.parseDocument()
    }

    /// Reads one JSON text.
    init(parsing bytes: [UInt8], at location: String) throws(Failure) {
        self = try bytes.withUnsafeBytes { buffer in
            Result { () throws(Failure) in try JSON(parsing: buffer, at: location) }
        }.get()
    }
}

/// Reads JSON (RFC 8259) byte by byte: strings are copied as they are, so ten megabytes take a fraction of a second.
private struct JSONParser {
    private let bytes: UnsafeRawBufferPointer
    private let location: String
    private var offset = 0
    private var depth = 0

    /// Deeper nesting is refused: each level takes stack.
    private static let depthLimit = 128

    init(bytes: UnsafeRawBufferPointer, location: String) {
        self.bytes = bytes
        self.location = location
    }

    mutating func parseDocument() throws(Failure) -> JSON {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
        let value = try parseValue()
        skipSpace()
        guard offset == bytes.count else { throw failure(expected: "the end of the text") }
        return value
    }

    private mutating func parseValue() throws(Failure) -> JSON {
        skipSpace()
        switch peek {
        case UInt8(ascii: "{"): return try nested { parser throws(Failure) in try parser.parseObject() }
        case UInt8(ascii: "["): return try nested { parser throws(Failure) in try parser.parseArray() }
        case UInt8(ascii: "\""): return .string(try parseString())
        case UInt8(ascii: "t"): return try parseWord("true", .bool(true))
        case UInt8(ascii: "f"): return try parseWord("false", .bool(false))
        case UInt8(ascii: "n"): return try parseWord("null", .null)
        case UInt8(ascii: "-")?, (UInt8(ascii: "0")...UInt8(ascii: "9"))?: return try parseNumber()
        default: throw failure(expected: "a value")
        }
    }

    private mutating func nested(_ parse: (inout Self) throws(Failure) -> JSON) throws(Failure) -> JSON {
        guard depth < Self.depthLimit else { throw failure(expected: "at most \(Self.depthLimit) levels of nesting") }
        depth += 1
        offset += 1
        defer { depth -= 1 }
        return try parse(&self)
    }

    private mutating func parseObject() throws(Failure) -> JSON {
        var members: [JSON.Member] = []
        skipSpace()
        if take(UInt8(ascii: "}")) { return .object(members) }
        while true {
            skipSpace()
            guard peek == UInt8(ascii: "\"") else { throw failure(expected: "a member's name in quotes") }
            let key = try parseString()
            skipSpace()
            guard take(UInt8(ascii: ":")) else { throw failure(expected: "a colon") }
            members.append(JSON.Member(key: key, value: try parseValue()))
            skipSpace()
            if take(UInt8(ascii: "}")) { return .object(members) }
            guard take(UInt8(ascii: ",")) else { throw failure(expected: "a comma or the end of the object") }
        }
    }

    private mutating func parseArray() throws(Failure) -> JSON {
        var elements: [JSON] = []
        skipSpace()
        if take(UInt8(ascii: "]")) { return .array(elements) }
        while true {
            elements.append(try parseValue())
            skipSpace()
            if take(UInt8(ascii: "]")) { return .array(elements) }
            guard take(UInt8(ascii: ",")) else { throw failure(expected: "a comma or the end of the array") }
        }
    }

    private mutating func parseWord(_ word: StaticString, _ value: JSON) throws(Failure) -> JSON {
        let end = offset + word.utf8CodeUnitCount
        guard end <= bytes.count,
            bytes[offset..<end].elementsEqual(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
        else { throw failure(expected: "\(word)") }
        offset = end
        return value
    }

    private mutating func parseNumber() throws(Failure) -> JSON {
        let start = offset
        var isInteger = true
        _ = take(UInt8(ascii: "-"))
        if !take(UInt8(ascii: "0")) { try takeDigits() }
        if take(UInt8(ascii: ".")) {
            isInteger = false
            try takeDigits()
        }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            isInteger = false
            if !take(UInt8(ascii: "-")) { _ = take(UInt8(ascii: "+")) }
            try takeDigits()
        }
        let text = String(decoding: bytes[start..<offset], as: UTF8.self)
        if isInteger, let value = Int(text) { return .integer(value) }
        guard let value = Double(text) else { throw failure(expected: "a number") }
        return .number(value)
    }

    private mutating func takeDigits() throws(Failure) {
        guard let first = peek, isDigit(first) else { throw failure(expected: "a digit") }
        while let byte = peek, isDigit(byte) { offset += 1 }
    }

    private func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    private mutating func parseString() throws(Failure) -> [UInt8] {
        offset += 1
        var content: [UInt8] = []
        while true {
            let start = offset
            while offset < bytes.count, bytes[offset] >= 0x20, bytes[offset] != UInt8(ascii: "\""),
                bytes[offset] != UInt8(ascii: "\\")
            { offset += 1 }
            content += bytes[start..<offset]
            if take(UInt8(ascii: "\"")) { break }
            guard take(UInt8(ascii: "\\")) else {
                throw failure(
                    expected: offset < bytes.count ? "no control character in a string" : "the string's closing quote")
            }
            try parseEscape(into: &content)
        }
        guard content.allSatisfy({ $0 < 0x80 }) || String(validating: content, as: UTF8.self) != nil else {
            throw failure(expected: "UTF-8 in the string that ends here")
        }
        return content
    }

    private mutating func parseEscape(into content: inout [UInt8]) throws(Failure) {
        let letter = peek
        offset += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(bytes[offset - 1])
        case UInt8(ascii: "b"): content.append(0x08)
        case UInt8(ascii: "f"): content.append(0x0C)
        case UInt8(ascii: "n"): content.append(0x0A)
        case UInt8(ascii: "r"): content.append(0x0D)
        case UInt8(ascii: "t"): content.append(0x09)
        case UInt8(ascii: "u"):
            var code = try parseHexadecimal()
            if code & 0xFC00 == 0xD800, take(UInt8(ascii: "\\")) {
                guard take(UInt8(ascii: "u")) else { throw failure(expected: "the second half of a surrogate pair") }
                let low = try parseHexadecimal()
                guard low & 0xFC00 == 0xDC00 else { throw failure(expected: "the second half of a surrogate pair") }
                code = 0x10000 + (code & 0x3FF) << 10 + low & 0x3FF
            }
            guard let scalar = Unicode.Scalar(code) else { throw failure(expected: "both halves of a surrogate pair") }
            content += UTF8.encode(scalar).map { Array($0) } ?? []
        default:
            offset -= 1
            throw failure(expected: "an escape")
        }
    }

    private mutating func parseHexadecimal() throws(Failure) -> UInt32 {
        guard bytes.count - offset >= 4,
            bytes[offset..<offset + 4].allSatisfy({ Character(UnicodeScalar($0)).isHexDigit }),
            let code = UInt32(String(decoding: bytes[offset..<offset + 4], as: UTF8.self), radix: 16)
        else { throw failure(expected: "four hexadecimal digits") }
        offset += 4
        return code
    }

    private var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        offset += 1
        return true
    }

    private mutating func skipSpace() {
        while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { offset += 1 }
    }

    /// A failure at the current offset, with line and column counted from 1 (the column in characters).
    private func failure(expected: String) -> Failure {
        let read = bytes[..<min(offset, bytes.count)]
        let line = 1 + read.count { $0 == 0x0A }
        let lineStart = read.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        let column = 1 + read[lineStart...].count { $0 & 0xC0 != 0x80 }
        let found =
            peek.map { $0 > 0x20 && $0 < 0x7F ? "`\(Character(UnicodeScalar($0)))`" : "byte \($0)" }
            ?? "the end of the text"
        return Failure(
            .malformed, "cannot read the JSON", at: "\(location):\(line):\(column)", expected: expected, found: found)
    }
}
