public import Generation
import Synchronization

/// A model in files on this machine that turns texts into vectors: an encoder made for that, or any decoder.
///
/// ```swift
/// let embedder = try LocalEmbedder.open(path: "./all-MiniLM-L6-v2", reference: "./all-MiniLM-L6-v2")
/// let vectors = try await embedder.embed(["a cat", "a dog"], as: .document).vectors
/// ```
/// A decoder's vector is the mean of its states behind the final norm; it was never trained to be one, so neighbours mean less.
public final class LocalEmbedder: Embedder {
    /// What the model is.
    public let model: ModelDescription
    /// Always.
    public let isLocal = true
    /// The way to look inside: an encoder's attention, or all that a decoder shows.
    public let inspector: (any Inspector)?
    private let kind: Kind
    private let weightFiles: [String]
    private let checksumFolder: String?
    private let checksum = Mutex<String?>(nil)

    private enum Kind: Sendable {
        case encoder(EncoderEngine)
        case decoder(Engine)
    }

    /// Whether the model was made to embed texts.
    public var isEncoder: Bool {
        if case .encoder = kind { true } else { false }
    }

    /// Opens an encoder's folder, or any model that mirilla generates with.
    ///
    /// - Throws: `Failure` if a file is missing, broken or of a kind that mirilla cannot run.
    public static func open(
        path: String, reference: String, options: LocalOptions = LocalOptions()
    ) throws(Failure) -> LocalEmbedder {
        if let files = try EncoderFiles(path: path) {
            return try LocalEmbedder(files, reference: reference, options: options)
        }
        return LocalEmbedder(try LocalProvider.open(path: path, reference: reference, options: options))
    }

    /// Embeds with a decoder that is open already.
    public init(_ provider: LocalProvider) {
        model = provider.model
        inspector = provider
        kind = .decoder(provider.engine)
        weightFiles = provider.weightFiles
        checksumFolder = provider.checksumFolder
    }

    init(_ files: EncoderFiles, reference: String, options: LocalOptions) throws(Failure) {
        let weights = try EncoderWeights(files.configuration, checkpoint: files.checkpoint)
        let engine = EncoderEngine(files, weights: weights, threadCount: options.threadCount)
        let configuration = files.configuration
        model = ModelDescription(
            reference: reference, name: files.name, architecture: "bert", parameterCount: weights.parameterCount,
            contextLimit: files.sentences.tokenLimit, vocabularySize: configuration.vocabularySize,
            layerCount: configuration.layerCount, headCount: configuration.headCount,
            keyValueHeadCount: configuration.headCount,
            weightType: files.checkpoint.tensor(named: files.checkpoint.tensorNames.first ?? "")?.type.rawValue,
            weightBytes: files.checkpoint.tensorBytes)
        inspector = EncoderInspector(engine: engine)
        kind = .encoder(engine)
        weightFiles = files.checkpoint.paths
        checksumFolder = options.checksumFolder
    }

    /// The checksum of the weights and how their states are pooled; the files are read once, and not at all if the options name a
    /// folder that remembers it.
    public func identity(as role: EmbeddingRole) async throws -> EmbeddingIdentity {
        let sum: String
        if let known = checksum.withLock(\.self) {
            sum = known
        } else {
            sum = try await WeightChecksum.of(weightFiles, rememberedIn: checksumFolder)
            checksum.withLock { $0 = sum }
        }
        switch kind {
        case .encoder(let engine):
            let sentences = engine.sentences
            let differs = sentences.queryPrompt != sentences.documentPrompt
            return EmbeddingIdentity(
                model: "sha256:\(sum) \(sentences.description)", role: differs ? role : nil)
        case .decoder(let engine):
            return EmbeddingIdentity(model: "sha256:\(sum) pooling=mean normalized tokens=\(engine.contextLimit)")
        }
    }

    /// Embeds texts, as many of them at once as make good work for all processors; stops between passes when cancelled.
    public func embed(
        _ texts: [String], as role: EmbeddingRole, report: @Sendable (Int) -> Void
    ) async throws -> Embeddings {
        switch kind {
        case .encoder(let engine):
            return Embeddings(vectors: try await engine.embed(texts, as: role, report: report))
        case .decoder(let engine):
            var vectors: [[Float]] = []
            for text in texts {
                vectors.append(try await engine.meanState(of: text))
                report(vectors.count)
            }
            return Embeddings(vectors: vectors)
        }
    }
}
