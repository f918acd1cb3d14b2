/// Tables and texts as Markdown that any reader understands.
enum Markdown {
    /// A table with a heading.
    static func table(_ heading: [String], _ rows: [[String]]) -> String {
        ([heading, heading.map { _ in "---" }] + rows).map { row in
            "| " + row.map(cell).joined(separator: " | ") + " |\n"
        }.joined()
    }

    /// Text as a quotation.
    static func quoted(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { "> \($0)\n" }.joined()
    }

    /// Text as it is, whatever it contains.
    static func block(_ text: String) -> String {
        // The fence must be longer than any in the text.
        var longest = 2
        var current = 0
        for character in text {
            current = character == "`" ? current + 1 : 0
            longest = max(longest, current)
        }
        let fence = String(repeating: "`", count: longest + 1)
        return "\(fence)text\n\(text)\n\(fence)\n"
    }

    private static func cell(_ text: String) -> String {
        text.map { $0 == "|" ? "\\|" : $0.isNewline ? " " : String($0) }.joined()
    }
}
