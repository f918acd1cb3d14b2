import TOMLKit

/// The text of a theme file, and the way from a key to its line.
struct ThemeSource {
    let file: String
    let text: String

    /// The theme's name: the file's, without folder and ending.
    var name: String {
        let last = file.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? file
        return last.hasSuffix(".toml") ? String(last.dropLast(5)) : last
    }

    /// Reads the TOML.
    func parse() throws(ThemeError) -> Setting {
        do {
            return Setting(try TOMLTable(string: text), path: [])
        } catch let error as TOMLParseError {
            let begin = error.source.begin
            let found = String(error.description.map { $0.isNewline ? " " : $0 })
            throw ThemeError(file: file, line: begin.line, column: begin.column, expected: "TOML", found: found)
        } catch {
            throw ThemeError(file: file, expected: "TOML", found: "\(error)")
        }
    }

    /// An error at a key.
    ///
    /// The parser tells no places of values, so the key is looked up in the text.
    func error(at path: [String], expected: String, found: String, hint: String? = nil) -> ThemeError {
        let place = place(of: path)
        return ThemeError(
            file: file, line: place?.line, column: place?.column, key: path.isEmpty ? nil : path.joined(separator: "."),
            expected: expected, found: found, hint: hint)
    }

    /// Finds the key's line: below its `[table]`, at the start of a line, or inside its parent's inline table.
    private func place(of path: [String]) -> (line: Int, column: Int)? {
        var table: [String] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let content = line.drop(while: \.isWhitespace)
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

/// A value in a theme file and the keys that lead to it.
struct Setting {
    /// The value, freed from the parser's types.
    indirect enum Value {
        case string(String)
        case bool(Bool)
        case array([Setting])
        case table([(key: String, value: Setting)])
        /// Something that no theme uses; as written.
        case other(String)
    }

    let path: [String]
    let value: Value

    init(_ toml: some TOMLValueConvertible, path: [String]) {
        self.path = path
        if let text = toml.string {
            value = .string(text)
        } else if let bool = toml.bool {
            value = .bool(bool)
        } else if let array = toml.array {
            value = .array(array.map { Setting($0.tomlValue, path: path) })
        } else if let table = toml.table {
            value = .table(
                table.keys.sorted().compactMap { key in
                    table[key].map { (key, Setting($0.tomlValue, path: path + [key])) }
                })
        } else {
            value = .other("the \(toml.type) \(toml.tomlValue.debugDescription)")
        }
    }

    /// The value in a few words, for errors.
    var description: String {
        switch value {
        case .string(let text): "\"\(text)\""
        case .bool(let bool): "\(bool)"
        case .array: "an array"
        case .table: "a table"
        case .other(let text): text
        }
    }
}
