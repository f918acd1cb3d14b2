import Generation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A folder in the layout that models have on the Hugging Face hub.
struct ModelFolder {
    let path: String

    /// The folder, with one slash at its end left out.
    init(path: String) {
        self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    }

    /// The path of a file in it, or nil if it is not there.
    func file(_ name: String) -> String? {
        let path = "\(path)/\(name)"
        return access(path, F_OK) == 0 ? path : nil
    }

    /// The JSON file of that name, or nil if it is not there.
    func json(_ name: String) throws(Failure) -> JSON? {
        guard let path = file(name) else { return nil }
        return try JSON(contentsOf: path)
    }

    /// The names of the files in it.
    var names: [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }

    /// Whether a path leads to a folder.
    static func isThere(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// The failure that a file of a model is not in it.
    func missing(_ what: String, expected: String) -> Failure {
        let names = names
        let listing = names.prefix(8).joined(separator: ", ") + (names.count > 8 ? " and \(names.count - 8) more" : "")
        var hint: String?
        if let gguf = names.first(where: { $0.hasSuffix(".gguf") }) {
            hint = "give the file itself: \(path)/\(gguf)"
        } else if names.contains(where: { $0.hasSuffix(".bin") || $0.hasSuffix(".pt") || $0.hasSuffix(".pth") }) {
            hint = "weights in PyTorch's own format are not read; convert them to safetensors"
        }
        return Failure(
            .notFound, what, at: path, expected: expected, found: names.isEmpty ? "an empty folder" : listing,
            hint: hint)
    }
}
