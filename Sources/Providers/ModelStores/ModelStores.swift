public import Generation

/// Every place on this machine where models lie.
public struct ModelStores: Sendable {
    /// The Hugging Face cache.
    public let huggingFace: HuggingFaceCache
    /// Ollama's store.
    public let ollama: OllamaStore
    /// LM Studio's folders.
    public let lmStudio: LMStudioFolder
    /// The cache of llama.cpp.
    public let llamaCpp: LlamaCppCache
    private let home: String

    /// The stores where the environment puts them.
    public init(environment: [String: String], home: String) {
        huggingFace = HuggingFaceCache(environment: environment, home: home)
        ollama = OllamaStore(environment: environment, home: home)
        lmStudio = LMStudioFolder(home: home)
        llamaCpp = LlamaCppCache(environment: environment, home: home)
        self.home = home
    }

    /// The models found.
    public func models() -> [StoredModel] {
        huggingFace.models() + ollama.models() + lmStudio.models() + llamaCpp.models()
    }

    /// The folder or file of a model that lies on this machine.
    ///
    /// - Returns: nil for the embedded model, which lies in no store.
    /// - Throws: `Failure` if it is not there or is not a local model.
    public func path(of reference: ModelReference) throws(Failure) -> String? {
        switch reference {
        case .embedded: return nil
        case .path(let written):
            let path = written.hasPrefix("~/") ? home + written.dropFirst() : written
            guard ModelFolder.exists(path) else {
                throw Failure(
                    .notFound, "no such model", at: written, expected: "a Hugging Face folder or a GGUF file",
                    found: "nothing there", hint: "mirilla models list shows what is on this machine")
            }
            return path
        case .huggingFace(let repository, let revision):
            return try huggingFace.path(ofRepository: repository, revision: revision)
        case .ollamaStore(let name):
            return try ollama.path(ofModel: name)
        case .hosted, .server:
            throw Failure(
                .unsupported, "this version speaks to local models only", at: reference.description,
                hint: "mirilla models list shows what is on this machine")
        }
    }
}
