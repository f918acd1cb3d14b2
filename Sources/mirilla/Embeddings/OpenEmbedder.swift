import Generation
import Inference
import Providers

/// Opens models that turn texts into vectors, here or elsewhere.
enum OpenEmbedder {
    /// Opens the model of a reference.
    ///
    /// - Parameter dimensions: how long the vectors should be; only for models that run elsewhere.
    static func open(_ reference: String, network: NetworkOptions, dimensions: Int? = nil) throws -> any Embedder {
        let parsed = try ModelReference(reference)
        switch parsed {
        case .hosted, .server: return try network.services.embedder(parsed, dimensions: dimensions)
        case .embedded, .path, .huggingFace, .ollamaStore:
            guard dimensions == nil else {
                throw Failure(
                    .usage, "the length of a local model's vectors cannot be chosen", at: "--dimensions",
                    hint: "leave it out, or take a model behind a service")
            }
            return try LocalEmbedder.open(
                path: LocalModels.path(of: reference), reference: reference,
                options: LocalOptions(cacheFolder: LocalModels.cacheFolder))
        }
    }
}
