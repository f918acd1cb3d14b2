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
}

/// Looks inside a model without drawing a token.
///
/// Requests are values: the position looked at is the end of `prompt` + `continuation`. What is still in the KV cache is not
/// computed again, so asking for an earlier position, or for the same one with other sampling settings, runs no forward pass.
public protocol Inspector: Sendable {
    /// What may come next after the request's prompt and continuation, and where its last token looks.
    ///
    /// - Throws: `Failure`, or `CancellationError` when the surrounding task was cancelled.
    func inspect(_ request: GenerationRequest) async throws -> Inspection
    /// One head's whole pattern over the request's prompt and continuation.
    func attentionPattern(layer: Int, head: Int, of request: GenerationRequest) async throws -> AttentionPattern
}

/// What an inspector saw.
public struct Inspection: Hashable, Sendable {
    /// The prompt as the model received it.
    public let prompt: EncodedPrompt
    /// What may come next.
    public let distribution: Distribution
    /// Where the last token looks; nil if the request was not traced.
    public let attention: AttentionRow?
    /// Tokens that had to go through the model for this answer: 0 when everything was still known.
    public let evaluatedCount: Int

    /// Makes an inspection.
    public init(prompt: EncodedPrompt, distribution: Distribution, attention: AttentionRow?, evaluatedCount: Int) {
        self.prompt = prompt
        self.distribution = distribution
        self.attention = attention
        self.evaluatedCount = evaluatedCount
    }
}
