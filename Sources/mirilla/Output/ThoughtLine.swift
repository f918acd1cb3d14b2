/// What a model thinks before it writes: on a terminal it is told, dimmed and apart from the text, which alone is the result.
struct ThoughtLine {
    private let isShown = StandardError.isTerminal
    private var isOpen = false

    /// Tells what comes next of a thought.
    mutating func tell(_ thought: String) {
        guard isShown else { return }
        isOpen = true
        // What would steer the terminal is no thought.
        let plain = thought.filter {
            $0.isNewline || $0.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
        }
        StandardError.write("\u{1B}[2m\(plain)\u{1B}[22m")
    }

    /// Ends the thought, so that the text begins on a line of its own.
    mutating func end() {
        guard isOpen else { return }
        isOpen = false
        StandardError.write("\n\n")
    }
}
