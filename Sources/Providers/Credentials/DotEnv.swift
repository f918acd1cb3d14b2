/// The settings in a `.env` file: `NAME=value` lines, as the dotenv tools of other languages read them.
///
/// Understood are `export` in front, quotes around a value, `#` comments and, in double quotes, `\n`, `\"` and `\\`. Lines that are
/// none of this are passed over. Variables are not expanded.
struct DotEnv {
    /// The values by name; of a name given twice the last one.
    private(set) var values: [String: String] = [:]

    init(parsing text: String) {
        for line in text.split(whereSeparator: \.isNewline) {
            guard let equals = line.firstIndex(of: "=") else { continue }
            var name = line[..<equals].trimmed
            if name.hasPrefix("export ") { name = name.dropFirst("export ".count).trimmed }
            guard !name.isEmpty, name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }) else {
                continue
            }
            values[String(name)] = Self.value(line[line.index(after: equals)...].trimmed)
        }
    }

    private static func value(_ written: Substring) -> String {
        if let quote = written.first, quote == "\"" || quote == "'" {
            var value = ""
            var rest = written.dropFirst()
            while let character = rest.popFirst() {
                if character == quote { return value }
                if character == "\\", quote == "\"", let escaped = rest.popFirst() {
                    value.append(escaped == "n" ? "\n" : escaped)
                } else {
                    value.append(character)
                }
            }
            // The quote was never closed, so it belongs to the value.
            return String(written)
        }
        if written.hasPrefix("#") { return "" }
        // A comment needs a space before it: a key may hold the sign.
        for index in written.indices where written[index] == "#" {
            if written[written.index(before: index)].isWhitespace { return String(written[..<index].trimmed) }
        }
        return String(written)
    }
}

extension Substring {
    /// The text without white space at both ends.
    fileprivate var trimmed: Substring {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return self[first...last]
    }
}
