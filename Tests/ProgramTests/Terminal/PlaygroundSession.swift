import Foundation

/// The playground in a terminal.
extension TerminalSession {
    /// Opens a terminal with the playground in it and waits until its model answers.
    static func playground(
        _ options: String = "", columns: Int = 120, rows: Int = 36, environment: [String: String] = [:],
        home: URL? = nil
    ) async throws -> TerminalSession {
        let session = try TerminalSession(columns: columns, rows: rows, environment: environment, home: home)
        try await session.startPlayground(options)
        try await session.waitFor("F16")
        return session
    }

    /// Types the command that opens the playground.
    func startPlayground(_ options: String = "") async throws {
        try await start("\(Program.mirilla.path) \(options)")
    }

    /// The entropy of the next-token pane, in bits; nil while it shows none.
    static func entropy(in screen: String) -> Double? {
        screen.firstMatch(of: /entropy ([0-9.]+) bits/).flatMap { Double($0.output.1) }
    }

    /// Waits until the next-token pane shows an entropy that satisfies a condition, and returns it.
    @discardableResult
    func waitForEntropy(_ what: String, where condition: (Double) -> Bool = { _ in true }) async throws -> Double {
        let screen = try await waitUntil("an entropy \(what)") { Self.entropy(in: $0).map(condition) ?? false }
        return Self.entropy(in: screen) ?? 0
    }

    /// The weight under the cursor of the attention screen, as it is written, and between which positions.
    struct Weight {
        let query: Int
        let key: Int
        let figure: String
    }

    /// The weight under the cursor of the attention screen; nil while it shows none.
    static func weight(in screen: String) -> Weight? {
        guard let match = screen.firstMatch(of: /▸ \S+ ([0-9]+) looks at \S+ ([0-9]+) +([01]\.[0-9]{4})/),
            let query = Int(match.output.1), let key = Int(match.output.2)
        else { return nil }
        return Weight(query: query, key: key, figure: String(match.output.3))
    }

    /// Waits until the attention screen shows a weight that satisfies a condition, and returns it.
    @discardableResult
    func waitForWeight(_ what: String, where condition: (Weight) -> Bool) async throws -> Weight {
        let screen = try await waitUntil("the weight \(what)") { Self.weight(in: $0).map(condition) ?? false }
        guard let weight = Self.weight(in: screen) else { throw Problem(description: "no weight \(what)") }
        return weight
    }

    /// How many tokens the output has, as its pane says; nil while it says nothing.
    static func outputCount(in screen: String) -> Int? {
        screen.firstMatch(of: /Output [^0-9│╮]*([0-9]+) tokens?/).flatMap { Int($0.output.1) }
    }

    /// Where the knob of a slider stands: its row and column.
    static func sliderKnob(of parameter: String, in screen: String) -> (column: Int, row: Int)? {
        for (row, line) in screen.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            guard line.contains(" \(parameter) "), let column = line.firstIndex(of: "●") else { continue }
            return (line.distance(from: line.startIndex, to: column), row)
        }
        return nil
    }

    /// Whether the shell has the terminal back: it waits in the last line, the ordinary screen, no mouse reports.
    func isBackInShell(_ screen: String) throws -> Bool {
        let lines = screen.split(separator: "\n")
        return try lines.last?.trimmingCharacters(in: .whitespaces) == Self.prompt && !isAlternateScreen
            && !reportsMouse
    }
}
