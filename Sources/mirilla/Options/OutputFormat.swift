import ArgumentParser

/// How results are written.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
    case jsonl

    /// Whether a command line asks for JSON, so that even an error that keeps it from being read is told in JSON.
    static func isStructured(_ arguments: [String]) -> Bool {
        let values =
            zip(arguments, arguments.dropFirst()).filter { $0.0 == "--format" }.map(\.1)
            + arguments.filter { $0.hasPrefix("--format=") }.map { String($0.dropFirst("--format=".count)) }
        return values.contains { $0 == json.rawValue || $0 == jsonl.rawValue }
    }
}

/// How results are written where there is nothing to stream.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
}
