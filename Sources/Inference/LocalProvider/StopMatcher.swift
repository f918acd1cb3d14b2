/// Ends a text before the first of some texts, and never lets half of one through.
struct StopMatcher {
    private let stops: [[UInt8]]
    /// Text that may be the beginning of a stop text.
    private var held: [UInt8] = []
    /// Whether a stop text has appeared.
    private(set) var hasStopped = false

    init(_ stopTexts: [String]) {
        stops = stopTexts.map { Array($0.utf8) }.filter { !$0.isEmpty }
    }

    /// Adds text and returns what may be shown.
    mutating func add(_ text: String) -> String {
        guard !stops.isEmpty else { return text }
        guard !hasStopped else { return "" }
        held += text.utf8
        if let start = held.indices.first(where: { start in stops.contains { held[start...].starts(with: $0) } }) {
            hasStopped = true
            return release(start)
        }
        let mayGrow = held.indices.first { start in stops.contains { $0.starts(with: held[start...]) } }
        return release(mayGrow ?? held.count)
    }

    /// What was held back, at the end of the text.
    mutating func finish() -> String {
        hasStopped ? "" : release(held.count)
    }

    private mutating func release(_ count: Int) -> String {
        defer { held.removeFirst(count) }
        return String(decoding: held[..<count], as: UTF8.self)
    }
}
