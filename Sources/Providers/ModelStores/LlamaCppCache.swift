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
        // Its names begin with the repository's, and the part of a model that sees has its mark somewhere behind.
        let names = ModelFolder.names(in: folder).filter { !$0.contains("mmproj") }
        return ModelFolder.languageModels(in: names.map { "\(folder)/\($0)" }).map {
            StoredModel(reference: $0.path, store: .llamaCpp, path: $0.path, weightBytes: $0.bytes)
        }
    }
}
