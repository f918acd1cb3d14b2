import TOMLKit

/// A TOML file that a person wrote, and the way from a key to its line.
public struct TOMLDocument: Sendable {
    /// The file, as errors name it.
    public let file: String
    /// What is in it.
    public let text: String

    /// Takes a file as it was read.
    public init(file: String, text: String) {
        self.file = file
        self.text = text
    }

    /// The file's name without folder and ending.
    public var name: String {
        let last = file.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? file
        return last.hasSuffix(".toml") ? String(last.dropLast(5)) : last
    }

    /// Reads the TOML.
    public func parse() throws(DocumentError) -> TOMLSetting {
        do {
            return TOMLSetting(try TOMLTable(string: text), path: [])
        } catch let error as TOMLParseError {
            let begin = error.source.begin
            let found = String(error.description.map { $0.isNewline ? " " : $0 })
            throw DocumentError(file: file, line: begin.line, column: begin.column, expected: "TOML", found: found)
        } catch {
            throw DocumentError(file: file, expected: "TOML", found: "\(error)")
        }
    }

    /// An error at a key.
    ///
    /// The parser tells no places of values, so the key is looked up in the text.
    public func error(at path: [String], expected: String, found: String, hint: String? = nil) -> DocumentError {
        let place = place(of: path)
        return DocumentError(
            file: file, line: place?.line, column: place?.column, key: path.isEmpty ? nil : path.joined(separator: "."),
            expected: expected, found: found, hint: hint)
    }

    /// Finds the key's line: below its `[table]`, at the start of a line, or inside its parent's inline table.
    private func place(of path: [String]) -> (line: Int, column: Int)? {
        var table: [String] = []
        // The quotes that end the text of several lines in which a line stands.
        var quotes: String?
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if let closing = quotes {
                if line.contains(closing) { quotes = nil }
                continue
            }
            let content = line.drop(while: \.isWhitespace)
            quotes = ["\"\"\"", "'''"].first { content.ranges(of: $0).count == 1 }
            if content.first == "[" {
                let name = content.dropFirst().prefix { $0 != "]" }
                table = Self.keys(name)
                if table == path { return (index + 1, line.count - content.count + 1) }
                continue
            }
            guard content.first != "#", let equals = content.firstIndex(of: "=") else { continue }
            let key = table + Self.keys(content[..<equals])
            guard path.starts(with: key) else { continue }
            let start = line.count - content.count
            guard path.count > key.count, let inner = path.last else { return (index + 1, start + 1) }
            let value = content[equals...]
            let offset = value.indices.first { at in
                value[at...].hasPrefix(inner)
                    && !(value[value.index(before: max(at, value.index(after: equals)))].isLetter)
            }
            let column = offset.map { content.distance(from: content.startIndex, to: $0) } ?? 0
            return (index + 1, start + column + 1)
        }
        return nil
    }

    private static func keys(_ dotted: some StringProtocol) -> [String] {
        dotted.split(separator: ".").map { part in
            String(part.filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" })
        }
    }
}
