import ArgumentParser

/// Counts with commas between them: `128,512`.
struct CountList: ExpressibleByArgument, CustomStringConvertible {
    /// The counts.
    let counts: [Int]
    /// Whether nobody asked for exactly these.
    let isDefault: Bool

    /// A default.
    init(_ counts: [Int]) {
        self.counts = counts
        isDefault = true
    }

    init?(argument: String) {
        let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
        let counts = parts.compactMap { Int($0) }.filter { $0 > 0 }
        guard counts.count == parts.count else { return nil }
        self.counts = counts
        isDefault = false
    }

    var description: String { counts.map(String.init).joined(separator: ",") }
    var defaultValueDescription: String { description }
}
