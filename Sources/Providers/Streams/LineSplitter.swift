import Generation

/// Cuts a stream of bytes into lines, however the bytes come.
///
/// A byte-order mark at the front is passed over. A line that grows beyond the limit is refused, so that nobody's garbage fills the
/// memory.
struct LineSplitter: Sendable {
    /// What ends a line.
    enum Ending: Sendable {
        /// CR, LF, or both together, as in server-sent events.
        case any
        /// LF, with a CR before it or not, as in lines of JSON.
        case newline
    }

    private let ending: Ending
    private let limit: Int
    private var line: [UInt8] = []
    private var isAtStart = true
    private var endedByReturn = false

    init(_ ending: Ending, limit: Int = 1 << 24) {
        self.ending = ending
        self.limit = limit
    }

    /// Takes bytes and gives the lines that they complete.
    mutating func lines(in bytes: some Sequence<UInt8>) throws(Failure) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        for byte in bytes {
            if endedByReturn {
                endedByReturn = false
                // The LF of a CRLF whose CR has ended the line already.
                if byte == 0x0A { continue }
            }
            switch byte {
            case 0x0A:
                if ending == .newline, line.last == 0x0D { line.removeLast() }
                lines.append(takeLine())
            case 0x0D where ending == .any:
                endedByReturn = true
                lines.append(takeLine())
            default:
                line.append(byte)
                guard line.count <= limit else {
                    throw Failure(.malformed, "the server sends a line without end", expected: "at most \(limit) bytes")
                }
            }
        }
        return lines
    }

    /// What stands after the last line's end, nil if nothing does.
    mutating func rest() -> [UInt8]? {
        let rest = takeLine()
        return rest.isEmpty ? nil : rest
    }

    private mutating func takeLine() -> [UInt8] {
        defer {
            line.removeAll(keepingCapacity: true)
            isAtStart = false
        }
        return isAtStart && line.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(line.dropFirst(3)) : line
    }
}
