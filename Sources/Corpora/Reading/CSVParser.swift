import Generation

/// Cuts CSV into records as it comes: RFC 4180, with any delimiter, and line ends of any kind.
///
/// A quote within a field that does not begin with one is a character like others.
struct CSVParser {
    /// Bytes that one record can have.
    static let recordLimit = 10_000_000

    private enum Place {
        case fieldStart, plain, quoted, afterQuote
    }

    private let path: String
    private let delimiter: UInt8
    private var record = CSVRecord()
    private var place = Place.fieldStart
    private var line = 1
    /// The line of the quote that is open.
    private var quoteLine = 1
    private var wasReturn = false

    /// - Parameter path: for messages.
    init(path: String, delimiter: UInt8) {
        self.path = path
        self.delimiter = delimiter
    }

    /// Takes the next bytes and hands over each record that ends in them; blank lines are none.
    ///
    /// - Returns: false if `take` did, which is how reading ends early.
    mutating func feed(_ bytes: [UInt8], _ take: (CSVRecord) throws -> Bool) throws -> Bool {
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if wasReturn {
                wasReturn = false
                if byte == .lineFeed {
                    index += 1
                    continue
                }
            }
            switch place {
            case .quoted:
                let end = bytes[index...].firstIndex(of: .quote) ?? bytes.count
                line += bytes[index..<end].count { $0 == .lineFeed }
                try append(bytes[index..<end])
                index = end + 1
                if end < bytes.count { place = .afterQuote }
            case .afterQuote where byte == .quote:
                try append([byte])
                place = .quoted
                index += 1
            case .fieldStart where byte == .quote:
                place = .quoted
                quoteLine = line
                index += 1
            case .fieldStart, .plain, .afterQuote:
                if byte == delimiter {
                    endField()
                    index += 1
                } else if byte == .lineFeed || byte == .carriageReturn {
                    wasReturn = byte == .carriageReturn
                    index += 1
                    if try !endRecord(take) { return false }
                } else if place == .afterQuote {
                    throw failure("a character follows a closing quote", found: "`\(character(bytes, at: index))`")
                } else {
                    let end = bytes[index...].firstIndex {
                        $0 == delimiter || $0 == .lineFeed || $0 == .carriageReturn
                    }
                    try append(bytes[index..<(end ?? bytes.count)])
                    place = .plain
                    index = end ?? bytes.count
                }
            }
        }
        return true
    }

    /// Ends the text; its last line need not have an end.
    mutating func finish(_ take: (CSVRecord) throws -> Bool) throws {
        if place == .quoted {
            throw failure(
                "a quote is never closed", found: "the end of the file",
                hint: "the quote is on line \(quoteLine); quotes inside a quoted field are doubled")
        }
        if place != .fieldStart || !record.ends.isEmpty { _ = try endRecord(take) }
    }

    private mutating func append(_ bytes: some Collection<UInt8>) throws(Failure) {
        guard record.bytes.count + bytes.count < Self.recordLimit else {
            throw failure(
                "a row is too long", expected: "less than \(Self.recordLimit / 1_000_000) MB",
                hint: place == .quoted ? "is the quote on line \(quoteLine) not closed?" : nil)
        }
        record.bytes += bytes
    }

    private mutating func endField() {
        record.ends.append(record.bytes.count)
        place = .fieldStart
    }

    private mutating func endRecord(_ take: (CSVRecord) throws -> Bool) throws -> Bool {
        let isBlankLine = place == .fieldStart && record.ends.isEmpty
        endField()
        line += 1
        var isWanted = true
        if !isBlankLine {
            isWanted = try take(record)
            record.number += 1
        }
        record.line = line
        record.bytes.removeAll(keepingCapacity: true)
        record.ends.removeAll(keepingCapacity: true)
        return isWanted
    }

    private func failure(_ what: String, expected: String? = nil, found: String? = nil, hint: String? = nil) -> Failure
    {
        Failure(.malformed, what, at: record.place(in: path), expected: expected, found: found, hint: hint)
    }

    private func character(_ bytes: [UInt8], at index: Int) -> Character {
        String(decoding: bytes[index..<min(index + 4, bytes.count)], as: UTF8.self).first ?? "?"
    }
}

extension CSVRecord {
    /// Where it is, for messages: `file.csv, row 3 (line 5)`; rows are counted without the header.
    func place(in path: String) -> String {
        number == 0 ? "\(path), header" : "\(path), row \(number) (line \(line))"
    }
}

extension UInt8 {
    static let quote = UInt8(ascii: "\"")
    static let lineFeed = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")
}
