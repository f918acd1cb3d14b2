import Generation

/// A text from the command line, or from standard input where it is `-`.
enum TextArgument {
    /// The text, exactly as it is given; not a newline is added or taken away.
    static func read(_ argument: String) -> String {
        guard argument == "-" else { return argument }
        let bytes = StandardInput.readAll()
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        StandardError.writeLine("mirilla: standard input is not valid UTF-8; the offending bytes are read as U+FFFD")
        return String(decoding: bytes, as: UTF8.self)
    }
}
