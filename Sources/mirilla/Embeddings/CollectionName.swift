import Generation

/// What a collection may be called: anything that fits on a line, up to a hundred characters, without spaces at its ends.
enum CollectionName {
    private static let limit = 100

    /// The name, if it can be one.
    static func checked(_ name: String) throws(Failure) -> String {
        let isPlain = name.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
        guard !name.isEmpty, name.count <= limit, isPlain, name.first?.isWhitespace == false,
            name.last?.isWhitespace == false
        else {
            throw Failure(
                .usage, "a collection cannot be called this", at: "--collection",
                expected: "1 to \(limit) characters on one line, no space at its ends", found: "`\(name.prefix(40))`")
        }
        return name
    }

    /// The name of a file's collection: that of the file without folder and ending.
    static func ofFile(_ path: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return name }
        return String(name[..<dot])
    }
}
