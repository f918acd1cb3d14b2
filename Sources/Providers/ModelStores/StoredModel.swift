/// A model that was found on this machine.
public struct StoredModel: Hashable, Sendable {
    /// Where models lie.
    public enum Store: String, Hashable, Sendable, CaseIterable {
        /// The Hugging Face cache.
        case huggingFace = "Hugging Face"
        /// Ollama's store.
        case ollama = "Ollama"
        /// LM Studio's folder.
        case lmStudio = "LM Studio"
        /// The cache of llama.cpp.
        case llamaCpp = "llama.cpp"
    }

    /// How a user writes it.
    public let reference: String
    /// Which store it lies in.
    public let store: Store
    /// The folder or file.
    public let path: String
    /// Bytes of its weights.
    public let weightBytes: Int

    /// Makes an entry.
    public init(reference: String, store: Store, path: String, weightBytes: Int) {
        self.reference = reference
        self.store = store
        self.path = path
        self.weightBytes = weightBytes
    }
}
