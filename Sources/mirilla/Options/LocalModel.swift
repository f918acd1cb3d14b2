import Generation
import Inference

/// A model that a command has opened.
struct LocalModel {
    /// The model.
    let provider: LocalProvider
    /// Its files.
    let files: ModelFiles

    /// Opens the model of a reference.
    init(_ reference: String, options: LocalOptions = LocalOptions()) throws(Failure) {
        let start = ContinuousClock.now
        files = try ModelFiles.open(path: LocalModels.path(of: reference))
        provider = try LocalProvider(files, reference: reference, options: options, openedSince: start)
    }

    /// The model as `generate` and `models show` describe it.
    func json() async throws -> JSONValue {
        let model = provider.model
        return [
            "ref": .string(model.reference), "name": .string(model.name),
            "architecture": .optional(model.architecture), "parameters": .optional(model.parameterCount),
            "context_limit": .optional(model.contextLimit), "vocabulary_size": .optional(model.vocabularySize),
            "sha256": .string(try await provider.checksum()),
        ]
    }
}
