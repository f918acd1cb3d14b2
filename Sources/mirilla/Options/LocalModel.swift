import Generation
import Inference

/// A model that a command has opened.
struct LocalModel {
    /// The model.
    let provider: LocalProvider
    /// Its files.
    let files: ModelFiles

    /// Opens the model of a reference; one that ends in the type of its weights is converted if it was not before.
    ///
    /// - Parameter report: told how far a conversion has come.
    init(
        _ reference: String, options: LocalOptions = LocalOptions(), report: (PullProgress) -> Void = { _ in }
    ) throws {
        let start = ContinuousClock.now
        files = try Self.files(reference, options: options, report: report)
        provider = try LocalProvider(files, reference: reference, options: options, openedSince: start)
    }

    private static func files(
        _ reference: String, options: LocalOptions, report: (PullProgress) -> Void
    ) throws -> ModelFiles {
        let path = try LocalModels.path(of: reference)
        guard let weights = WeightType.split(reference).weights else { return try ModelFiles.open(path: path) }
        return try LocalModels.converted.open(
            path, as: weights, reference: LocalModels.absolute(reference), threadCount: options.threadCount,
            report: report)
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
