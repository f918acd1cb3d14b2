/// Turns bytes into text as they come and keeps a character that is still cut in two.
struct TextDecoder: Sendable {
    private var pending: [UInt8] = []

    /// Takes bytes and gives the text that they complete; what can never become a character is U+FFFD.
    mutating func text(adding bytes: [UInt8]) -> String {
        pending += bytes
        let complete = pending.count - Self.unfinishedCount(pending)
        defer { pending.removeFirst(complete) }
        return String(decoding: pending[..<complete], as: UTF8.self)
    }

    /// What was left unfinished.
    mutating func rest() -> String {
        defer { pending = [] }
        return String(decoding: pending, as: UTF8.self)
    }

    /// How many bytes at the end begin a character that is not whole yet.
    private static func unfinishedCount(_ bytes: [UInt8]) -> Int {
        for count in 1...3 where count <= bytes.count {
            let byte = bytes[bytes.count - count]
            if byte & 0xC0 == 0x80 { continue }
            let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC2 ? 2 : 1
            return length > count ? count : 0
        }
        return 0
    }
}
