import Generation

extension Token {
    /// The token in quotes, with its line breaks and broken bytes written out.
    var quoted: String { isWholeText ? JSONValue.string(text).text : "\"\(text)\"" }
}
