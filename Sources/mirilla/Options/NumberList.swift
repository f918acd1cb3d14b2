import ArgumentParser

/// Numbers with commas between them: `0,0.5,1`.
struct NumberList: ExpressibleByArgument {
    /// The numbers.
    let numbers: [Double]

    init?(argument: String) {
        let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
        numbers = parts.compactMap { Double($0) }.filter(\.isFinite)
        guard numbers.count == parts.count else { return nil }
    }
}
