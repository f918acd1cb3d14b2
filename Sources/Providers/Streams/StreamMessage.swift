import Generation

/// One message of a streamed answer: a server-sent event, or a line.
struct StreamMessage: Hashable, Sendable {
    /// The event's name; nil for a line, or if the event has none.
    var event: String?
    /// What it carries.
    var data: [UInt8]
}

/// How the messages of a streamed answer are told apart.
enum StreamFraming: Hashable, Sendable {
    /// Server-sent events (WHATWG HTML, section 9.2).
    case events
    /// One line of JSON after the other.
    case lines

    /// What reads such a stream.
    func makeParser() -> StreamParser { StreamParser(self) }

    /// The media type that such a stream has.
    var mediaTypes: [String] {
        switch self {
        case .events: ["text/event-stream"]
        case .lines: ["application/x-ndjson", "application/ndjson", "application/jsonl", "application/json"]
        }
    }
}

/// Cuts the bytes of a streamed answer into messages, however they come.
struct StreamParser: Sendable {
    private let framing: StreamFraming
    private let limit: Int
    private var lines: LineSplitter
    private var event: String?
    private var data: [UInt8]?

    /// - Parameter limit: the most bytes of one message; what is longer is refused.
    init(_ framing: StreamFraming, limit: Int = 1 << 24) {
        self.framing = framing
        self.limit = limit
        lines = LineSplitter(framing == .events ? .any : .newline, limit: limit)
    }

    /// Takes bytes and gives the messages that they complete.
    mutating func messages(in bytes: some Sequence<UInt8>) throws(Failure) -> [StreamMessage] {
        var messages: [StreamMessage] = []
        for line in try lines.lines(in: bytes) {
            if let message = take(line) { messages.append(message) }
            guard data.map({ $0.count <= limit }) != false else {
                throw Failure(
                    .malformed, "the server sends an event without end", expected: "at most \(limit) bytes")
            }
        }
        return messages
    }

    /// What stands at the end without the line break or the empty line that should follow it.
    mutating func end() -> [StreamMessage] {
        let last = lines.rest().flatMap { take($0) }
        return [last, framing == .events ? take([]) : nil].compactMap { $0 }
    }

    private mutating func take(_ line: [UInt8]) -> StreamMessage? {
        guard framing == .events else {
            return line.allSatisfy { $0 == 0x20 || $0 == 0x09 } ? nil : StreamMessage(data: line)
        }
        guard !line.isEmpty else {
            defer { (event, data) = (nil, nil) }
            return data.map { StreamMessage(event: event, data: $0) }
        }
        let colon = line.firstIndex(of: UInt8(ascii: ":")) ?? line.endIndex
        var value = line[min(colon + 1, line.endIndex)...]
        if value.first == 0x20 { value = value.dropFirst() }
        switch line[..<colon] {
        case let name where name == Self.eventField: event = String(decoding: value, as: UTF8.self)
        case let name where name == Self.dataField: data = data.map { $0 + [0x0A] + value } ?? Array(value)
        // A comment has no name; `id` and `retry` serve reconnecting, which would pay for the answer twice.
        default: break
        }
        return nil
    }

    private static let eventField = Array("event".utf8)[...]
    private static let dataField = Array("data".utf8)[...]
}
