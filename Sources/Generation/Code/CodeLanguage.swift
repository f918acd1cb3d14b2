/// A language in which a request can be written as a program.
public enum CodeLanguage: String, Hashable, Sendable, CaseIterable {
    /// A shell script with curl; only for models behind HTTP.
    case curl
    /// Python, with the library that people use for this model.
    case python
    /// Swift, with this package's libraries.
    case swift

    /// A text between quotes, as Swift reads it.
    public static func swiftQuoted(_ text: String) -> String {
        let escaped = text.unicodeScalars.map { scalar -> String in
            switch scalar {
            case "\\": "\\\\"
            case "\"": "\\\""
            case "\n": "\\n"
            case "\r": "\\r"
            case "\t": "\\t"
            case "\u{0}"..<"\u{20}", "\u{7F}", "\u{2028}", "\u{2029}": "\\u{\(String(scalar.value, radix: 16))}"
            default: String(scalar)
            }
        }
        return "\"\(escaped.joined())\""
    }
}
