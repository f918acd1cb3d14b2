public import Generation

/// One generation: what was asked, what came, how it ended.
public struct Run: Hashable, Sendable {
    /// How far a run is.
    public enum Status: Hashable, Sendable {
        /// The prompt is on its way through the model; no token yet.
        case waiting
        /// Tokens arrive.
        case streaming
        /// It ended by itself or was stopped.
        case ended(FinishReason)
        /// It failed; the tokens that came before are kept.
        case failed(Failure)
    }

    /// Which run.
    public let id: Ticket
    /// The model that was asked.
    public let model: LoadedModel
    /// What it was asked.
    public let request: GenerationRequest
    /// How far it is.
    public internal(set) var status = Status.waiting
    /// The prompt as the model received it; nil until the model has encoded it.
    public internal(set) var prompt: EncodedPrompt?
    /// Whether the model thinks and has not begun, or gone on, to write.
    public internal(set) var isReasoning = false
    /// The generated tokens.
    public internal(set) var steps: [Step] = []
    /// The generated text; as it streams, what is complete so far.
    public internal(set) var text = ""
    /// The provider's own account of the run; nil while it runs, and for a run that was stopped or failed.
    public internal(set) var completion: Completion?
    /// From the request to the first token, as seen from here.
    public internal(set) var firstTokenAfter: Duration?
    /// From the request to the newest token, as seen from here.
    public internal(set) var elapsed = Duration.zero

    init(id: Ticket, model: LoadedModel, request: GenerationRequest) {
        self.id = id
        self.model = model
        self.request = request
    }

    /// Whether more may come.
    public var isActive: Bool {
        switch status {
        case .waiting, .streaming: true
        case .ended, .failed: false
        }
    }

    /// Generated tokens a second: the provider's figure, or before that what is seen from here; nil with fewer than two tokens.
    public var tokensPerSecond: Double? {
        if let rate = completion?.timings.decodeTokensPerSecond { return rate }
        guard let firstTokenAfter, steps.count > 1, elapsed > firstTokenAfter else { return nil }
        return Double(steps.count - 1) / ((elapsed - firstTokenAfter) / .seconds(1))
    }

    /// From the request to the first token: the provider's figure, or before that what is seen from here.
    public var timeToFirstToken: Duration? { completion?.timings.firstToken ?? firstTokenAfter }
}
