/// A model that generates, here or elsewhere.
///
/// The rest of the program cannot tell a local model from a hosted one except by `capabilities` and `inspector`.
public protocol Provider: Sendable {
    /// What the model is.
    var model: ModelDescription { get }
    /// What it takes and what it discloses.
    var capabilities: Capabilities { get }
    /// The way to look inside, or nil if the model cannot be looked into.
    var inspector: (any Inspector)? { get }
    /// Generates; the stream ends after `.completed` or throws a `Failure`. Ending the iteration (cancelling its task) cancels the
    /// generation at the next token.
    func generate(_ request: GenerationRequest) -> AsyncThrowingStream<GenerationEvent, any Error>
    /// A request to this model as a program that gives the same answer, or its like.
    ///
    /// - Throws: `Failure` for what the language or its libraries have no word for.
    func code(_ language: CodeLanguage, asking request: GenerationRequest) throws(Failure) -> String
    /// SHA-256 of the model's weights, in hexadecimal; nil if they are not on this machine.
    func weightsChecksum() async throws -> String?
    /// What its KV caches take at the moment; nil if it has none here. Can be asked at any time, while it generates too.
    var cacheMemory: CacheMemory? { get }
}

extension Provider {
    /// Refuses.
    public func code(_ language: CodeLanguage, asking request: GenerationRequest) throws(Failure) -> String {
        throw Failure(.unsupported, "nobody knows how this model is asked", at: model.reference)
    }

    /// Nil: the weights are elsewhere.
    public func weightsChecksum() async throws -> String? { nil }

    /// Nil: whatever it remembers is elsewhere.
    public var cacheMemory: CacheMemory? { nil }
}

/// Looks inside a model without drawing a token.
///
/// Requests are values: the position looked at is the end of `prompt` + `continuation`. What is still in the KV cache is not
/// computed again, so asking for an earlier position, or for the same one with other sampling settings, runs no forward pass.
public protocol Inspector: Sendable {
    /// Whether each position looks at all others, as in encoders, and not only at those before it.
    var isBidirectional: Bool { get }
    /// What may come next after the request's prompt and continuation, and where its last token looks.
    ///
    /// - Throws: `Failure`, or `CancellationError` when the surrounding task was cancelled.
    func inspect(_ request: GenerationRequest) async throws -> Inspection
    /// One head's whole pattern over the request's prompt and continuation.
    func attentionPattern(layer: Int, head: Int, of request: GenerationRequest) async throws -> AttentionPattern
    /// Some rows of a head's pattern, or of the mean or maximum over a layer's heads; only these rows are computed.
    ///
    /// - Parameter queries: positions in the KV cache.
    func attentionBand(
        layer: Int, heads: HeadSelection, queries: Range<Int>, of request: GenerationRequest
    ) async throws -> AttentionBand
    /// The patterns of all heads of a layer, small.
    ///
    /// - Parameters:
    ///   - side: how many cells wide and high at most.
    ///   - hidesFirstToken: whether weights on the first token, on which many heads rest, count as 0.
    func attentionThumbnails(
        layer: Int, side: Int, hidesFirstToken: Bool, of request: GenerationRequest
    ) async throws -> [AttentionThumbnail]
    /// How the weight that `query` gives to `key` (positions in the KV cache, `key <= query`) came about.
    func attentionArithmetic(
        layer: Int, head: Int, query: Int, key: Int, of request: GenerationRequest
    ) async throws -> AttentionArithmetic
    /// The way of one position (in the KV cache) through the model.
    func forwardPass(of request: GenerationRequest, at position: Int) async throws -> ForwardPass
    /// What each layer would have said at these positions (in the KV cache).
    func logitLens(of request: GenerationRequest, at positions: Range<Int>) async throws -> LogitLens
    /// What kinds of heads the model has; measured at the first call, then remembered.
    func headScores() async throws -> HeadScores
    /// What the model thinks of a text that someone else wrote behind the request's prompt and continuation: one step for each of
    /// its tokens, as if the model had drawn it.
    func steps(reading text: String, after request: GenerationRequest) async throws -> [Step]
    /// How what a request expects at each position of its continuation differs from what another request expects at the same
    /// position of its own; as many positions as the shorter continuation has.
    func divergences(of request: GenerationRequest, from other: GenerationRequest) async throws -> [Divergence]
    /// What the tokens of the request's continuation were drawn from: the probabilities of the whole vocabulary after the sampling
    /// stages, `[position, token]`, at some positions of the continuation.
    func expectations(of request: GenerationRequest, at positions: Range<Int>) async throws -> [[Float]]
    /// A number that two models have in common exactly when their vocabularies are the same.
    func vocabularyChecksum() async throws -> UInt64
    /// Writes what a pass over the request's prompt and continuation computes, as a safetensors file.
    func writeTensors(_ contents: TensorContents, of request: GenerationRequest, to path: String) async throws
}

/// What an inspector saw.
public struct Inspection: Hashable, Sendable {
    /// The prompt as the model received it.
    public let prompt: EncodedPrompt
    /// What may come next.
    public let distribution: Distribution
    /// Where the last token looks; nil if the request was not traced.
    public let attention: AttentionRow?
    /// The token that a run would draw here with the request's settings; nil if the model does not say.
    public let draw: Draw?
    /// Tokens that had to go through the model for this answer: 0 when everything was still known.
    public let evaluatedCount: Int

    /// Makes an inspection.
    public init(
        prompt: EncodedPrompt, distribution: Distribution, attention: AttentionRow?, draw: Draw? = nil,
        evaluatedCount: Int
    ) {
        self.prompt = prompt
        self.distribution = distribution
        self.attention = attention
        self.draw = draw
        self.evaluatedCount = evaluatedCount
    }
}

/// An inspector need not see everything.
extension Inspector {
    /// Each position looks at itself and at those before it.
    public var isBidirectional: Bool { false }

    /// Refuses.
    public func attentionBand(
        layer: Int, heads: HeadSelection, queries: Range<Int>, of request: GenerationRequest
    ) async throws -> AttentionBand { throw Self.undisclosed("attention") }

    /// Refuses.
    public func attentionThumbnails(
        layer: Int, side: Int, hidesFirstToken: Bool, of request: GenerationRequest
    ) async throws -> [AttentionThumbnail] { throw Self.undisclosed("attention") }

    /// Refuses.
    public func attentionArithmetic(
        layer: Int, head: Int, query: Int, key: Int, of request: GenerationRequest
    ) async throws -> AttentionArithmetic { throw Self.undisclosed("queries, keys and values") }

    /// Refuses.
    public func forwardPass(of request: GenerationRequest, at position: Int) async throws -> ForwardPass {
        throw Self.undisclosed("the residual stream")
    }

    /// Refuses.
    public func logitLens(of request: GenerationRequest, at positions: Range<Int>) async throws -> LogitLens {
        throw Self.undisclosed("the residual stream")
    }

    /// Refuses.
    public func headScores() async throws -> HeadScores { throw Self.undisclosed("attention") }

    /// Refuses.
    public func steps(reading text: String, after request: GenerationRequest) async throws -> [Step] {
        throw Self.undisclosed("its tokenizer")
    }

    /// Refuses.
    public func divergences(
        of request: GenerationRequest, from other: GenerationRequest
    ) async throws -> [Divergence] { throw Self.undisclosed("the whole distribution") }

    /// Refuses.
    public func expectations(of request: GenerationRequest, at positions: Range<Int>) async throws -> [[Float]] {
        throw Self.undisclosed("the whole distribution")
    }

    /// Refuses.
    public func vocabularyChecksum() async throws -> UInt64 { throw Self.undisclosed("its vocabulary") }

    /// Refuses.
    public func writeTensors(
        _ contents: TensorContents, of request: GenerationRequest, to path: String
    ) async throws { throw Self.undisclosed("attention") }

    private static func undisclosed(_ what: String) -> Failure {
        Failure(.unsupported, "this model does not disclose \(what)")
    }
}
