public import Generation

/// A model in files on this machine, run by mirilla itself.
///
/// ```swift
/// let provider = try LocalProvider.open(path: "./stories260K", reference: "./stories260K")
/// for try await event in provider.generate(GenerationRequest(prompt: .raw("Once upon"))) { … }
/// ```
/// The weights stay in the mapped files. Everything runs on a thread of its own and a pool beside it; requests take turns token by
/// token, so a look inside is answered while a generation runs.
public final class LocalProvider: Provider, Inspector {
    /// What the model is.
    public let model: ModelDescription
    /// Every knob, the whole vocabulary, and attention.
    public let capabilities: Capabilities
    /// How long opening the model took.
    public let loadDuration: Duration
    let engine: Engine
    let weightFiles: [String]
    /// Where checksums of weights are remembered; nil has the files read each time.
    let checksumFolder: String?
    private let headScoresFolder: String?

    /// Bytes that one KV cache takes behind the whole context; several, for branches and comparisons, share the budget of the options.
    public let cacheByteLimit: Int

    /// A local model can always be looked into.
    public var inspector: (any Inspector)? { self }

    /// Opens a Hugging Face folder or a GGUF file.
    ///
    /// - Parameters:
    ///   - path: the folder or file.
    ///   - reference: how the user writes the model.
    /// - Throws: `Failure` if a file is missing, broken or of a kind that mirilla cannot run.
    public static func open(path: String, reference: String, options: LocalOptions = LocalOptions()) throws(Failure)
        -> LocalProvider
    {
        let start = ContinuousClock.now
        return try LocalProvider(
            ModelFiles.open(path: path), reference: reference, options: options, openedSince: start)
    }

    /// Makes a provider of files that are open already.
    ///
    /// - Parameter openedSince: when opening them began, for `loadDuration`.
    public init(
        _ files: ModelFiles, reference: String, options: LocalOptions = LocalOptions(),
        openedSince start: ContinuousClock.Instant = .now
    ) throws(Failure) {
        let weights = try Weights(files)
        let engine = Engine(files, weights: weights, options: options)
        let configuration = files.configuration
        model = ModelDescription(
            reference: reference, name: files.name, architecture: configuration.architecture,
            parameterCount: weights.parameterCount, contextLimit: engine.contextLimit,
            vocabularySize: configuration.vocabularySize, layerCount: configuration.layerCount,
            headCount: configuration.headCount, keyValueHeadCount: configuration.keyValueHeadCount,
            weightType: weights.dominantType.rawValue, activationType: engine.activationType,
            weightBytes: files.checkpoint.tensorBytes)
        capabilities = Self.capabilities(
            contextLimit: engine.contextLimit, takesSystemPrompt: files.chatTemplate != nil)
        cacheByteLimit = configuration.cacheBytes(context: engine.contextLimit, options: options)
        self.engine = engine
        weightFiles = files.weightFiles
        checksumFolder = options.checksumFolder
        headScoresFolder = options.cacheFolder.map { $0 + "/head-scores" }
        SpareMemory.giveBack()
        loadDuration = start.duration(to: .now)
    }

    /// What its KV caches take: those of what runs and those of what was looked at before.
    public var cacheMemory: CacheMemory? { engine.cacheMemory }

    /// Generates; ending the iteration stops at the next token.
    ///
    /// `Completion.text` is the text of this request's new tokens; it is more than the steps' texts together where the end was held
    /// back, because it might have become a stop text or is half a character.
    public func generate(_ request: GenerationRequest) -> AsyncThrowingStream<GenerationEvent, any Error> {
        AsyncThrowingStream(generating: { [engine, loadDuration] tell in
            try await engine.generate(request, load: loadDuration, tell: tell)
        })
    }

    /// What may come next, and where the last token looks; no forward pass while the KV cache knows.
    public func inspect(_ request: GenerationRequest) async throws -> Inspection {
        try await engine.inspect(request)
    }

    /// One head's whole pattern, from kept queries and keys.
    public func attentionPattern(layer: Int, head: Int, of request: GenerationRequest) async throws -> AttentionPattern
    {
        try await engine.attentionPattern(layer: layer, head: head, of: request)
    }

    /// Some rows of a pattern, from kept queries and keys.
    public func attentionBand(
        layer: Int, heads: HeadSelection, queries: Range<Int>, of request: GenerationRequest
    ) async throws -> AttentionBand {
        try await engine.attentionBand(layer: layer, heads: heads, queries: queries, of: request)
    }

    /// All patterns of a layer, small, from kept queries and keys.
    public func attentionThumbnails(
        layer: Int, side: Int, hidesFirstToken: Bool, of request: GenerationRequest
    ) async throws -> [AttentionThumbnail] {
        try await engine.attentionThumbnails(layer: layer, side: side, hidesFirstToken: hidesFirstToken, of: request)
    }

    /// How a weight came about, from kept queries, keys and values.
    public func attentionArithmetic(
        layer: Int, head: Int, query: Int, key: Int, of request: GenerationRequest
    ) async throws -> AttentionArithmetic {
        try await engine.attentionArithmetic(layer: layer, head: head, query: query, key: key, of: request)
    }

    /// One position's way through the model; costs a pass over that one token.
    public func forwardPass(of request: GenerationRequest, at position: Int) async throws -> ForwardPass {
        try await engine.forwardPass(of: request, at: position)
    }

    /// What each layer would have said; costs a pass over those tokens and a product with the unembedding for each layer.
    public func logitLens(of request: GenerationRequest, at positions: Range<Int>) async throws -> LogitLens {
        try await engine.logitLens(of: request, at: positions)
    }

    /// What kinds of heads the model has; measured once, then remembered here and, if the options name a folder, on disk.
    public func headScores() async throws -> HeadScores {
        if let known = await engine.headScores { return known }
        var store: HeadScoresStore?
        if let headScoresFolder {
            store = HeadScoresStore(folder: headScoresFolder, checksum: try await checksum())
        }
        let configuration = engine.configuration
        if let stored = store?.read(layerCount: configuration.layerCount, headCount: configuration.headCount) {
            await engine.keep(stored)
            return stored
        }
        let scores = try await engine.measureHeadScores()
        store?.write(scores)
        return scores
    }

    /// What the model thinks of a text that someone else wrote, token by token; each is one forward pass unless it is remembered.
    public func steps(reading text: String, after request: GenerationRequest) async throws -> [Step] {
        try await engine.steps(reading: text, after: request)
    }

    /// How far what two requests expect lies apart, position by position, over the whole vocabulary.
    public func divergences(
        of request: GenerationRequest, from other: GenerationRequest
    ) async throws -> [Divergence] {
        try await engine.divergences(of: request, from: other)
    }

    /// What the request's tokens were drawn from; costs a product with the unembedding for each position.
    public func expectations(of request: GenerationRequest, at positions: Range<Int>) async throws -> [[Float]] {
        try await engine.expectations(of: request, at: positions)
    }

    /// A number made of every piece's bytes in the order of their ids (FNV-1a).
    public func vocabularyChecksum() async -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        for id in 0..<engine.tokenizer.vocabularySize {
            let token = engine.tokenizer.token(id)
            token.bytes.forEach(add)
            // Where a piece ends, and whether it is text at all.
            add(token.isSpecial ? 0xFE : 0xFF)
        }
        return hash
    }

    /// A local model takes every knob.
    private static func capabilities(contextLimit: Int, takesSystemPrompt: Bool) -> Capabilities {
        var knobs: [Knob: KnobSupport] = [:]
        for knob in Knob.allCases {
            let range: ClosedRange<Double>? =
                switch knob {
                case .maxNewTokens: 0...1_000_000
                case .context: 1...Double(contextLimit)
                case .seed: 0...0x1p53
                default: Sampler.range(of: knob)
                }
            if let range { knobs[knob] = .supported(range) }
        }
        return Capabilities(
            knobs: knobs, takesSystemPrompt: takesSystemPrompt, isLocal: true, candidateLimit: nil,
            disclosesAttention: true)
    }
}
