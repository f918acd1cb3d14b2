/// The GGUF files that llama.cpp's own programs have downloaded, and any other folder that `LLAMA_CACHE` names.
public struct LlamaCppCache: Sendable {
    /// The folder looked into.
    public let folder: String

    /// The cache where the environment puts it: `LLAMA_CACHE`, else `llama.cpp` in the user's cache.
    public init(environment: [String: String], home: String) {
        func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        let written = value("LLAMA_CACHE") ?? (value("XDG_CACHE_HOME") ?? home + "/.cache") + "/llama.cpp"
        folder = written.hasSuffix("/") && written.count > 1 ? String(written.dropLast()) : written
    }

    /// The models in the folder; each is referred to by its path.
    public func models() -> [StoredModel] {
        ModelFolder.names(in: folder).filter { $0.hasSuffix(".gguf") && !$0.contains("mmproj") }.map { name in
            let path = "\(folder)/\(name)"
            return StoredModel(reference: path, store: .llamaCpp, path: path, weightBytes: ModelFolder.size(of: path))
        }
    }
}
