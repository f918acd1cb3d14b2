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
    /// What the model thought before it wrote, as far as its service tells.
    public internal(set) var reasoning = ""
    /// Whether the model thinks and has not begun, or gone on, to write.
    public internal(set) var isReasoning = false
    /// How far a picture or a video is.
    public internal(set) var progress: MediaProgress?
    /// What a picture looks like, as far as it is there.
    public internal(set) var picture: Picture?
    /// Whether that is a draft.
    public internal(set) var isDraft = false
    /// Why what was made is not shown.
    public internal(set) var notShown: String?
    /// The tokens: those it was given, then those that were generated.
    public internal(set) var steps: [Step] = []
    /// The steps whose candidates and attention have been let go; the model can be asked for them again.
    public internal(set) var thinnedSteps: Set<Int> = []
    /// The text; as it streams, what is complete so far.
    public internal(set) var text = ""
    /// The provider's own account of the run; nil while it runs, and for a run that was stopped or failed.
    public internal(set) var completion: Completion?
    /// From the request to the first token, as seen from here.
    public internal(set) var firstTokenAfter: Duration?
    /// From the request to the newest token, as seen from here.
    public internal(set) var elapsed = Duration.zero

    /// Makes a run that waits for its first token.
    ///
    /// - Parameters:
    ///   - given: the steps whose tokens are the request's continuation: what a branch shares with its parent, and what it was given.
    ///   - prompt: the prompt as the model received it, where that is known from the parent.
    init(
        id: Ticket, model: LoadedModel, request: GenerationRequest, given: [Step] = [], prompt: EncodedPrompt? = nil
    ) {
        self.id = id
        self.model = model
        self.request = request
        self.prompt = prompt
        steps = given
        text = given.map(\.text).joined()
        givenText = text
    }

    private let givenText: String

    /// How many of its steps it was given; the model generated the others.
    public var givenCount: Int { request.continuation.count }

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
        let count = steps.count - givenCount
        guard let firstTokenAfter, count > 1, elapsed > firstTokenAfter else { return nil }
        return Double(count - 1) / ((elapsed - firstTokenAfter) / .seconds(1))
    }

    /// Lets a step's candidates and attention go.
    mutating func thin(_ index: Int) {
        guard thinnedSteps.insert(index).inserted else { return }
        steps[index] = steps[index].thinned
    }

    /// Takes one event in.
    mutating func receive(_ event: GenerationEvent, elapsed: Duration) {
        switch event {
        case .notice(let notice):
            receive(notice, elapsed: elapsed)
        case .prompt(let prompt):
            self.prompt = prompt
        case .step(let step):
            status = .streaming
            isReasoning = false
            firstTokenAfter = firstTokenAfter ?? elapsed
            self.elapsed = elapsed
            steps.append(step)
            text += step.text
        case .completed(let completion):
            status = .ended(completion.reason)
            self.completion = completion
            text = givenText + completion.text
        }
    }

    private mutating func receive(_ notice: GenerationNotice, elapsed: Duration) {
        switch notice {
        case .reasoning(let thought):
            isReasoning = true
            reasoning += thought
        case .progress(let progress):
            self.progress = progress
            self.elapsed = elapsed
        case .picture(let picture, let isDraft):
            (self.picture, self.isDraft) = (picture, isDraft)
        case .notShown(let reason):
            (picture, notShown) = (nil, reason)
        case .parameterRefused, .retry:
            break
        }
    }

    /// From the request to the first token: the provider's figure, or before that what is seen from here.
    public var timeToFirstToken: Duration? { completion?.timings.firstToken ?? firstTokenAfter }
}
