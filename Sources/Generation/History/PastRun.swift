/// A run as it is remembered: all that is needed to see it again, and to ask for it again.
public struct PastRun: Hashable, Sendable {
    /// The number of a run in the history; numbers grow, and none is given twice.
    public typealias ID = Int64

    /// What a list shows of it.
    public var summary: Summary
    /// What was asked.
    public var question: Question
    /// The prompt as the model received it; nil if it does not disclose that, or never came to it.
    public var prompt: EncodedPrompt?
    /// The tokens: those it was given, then those that were generated.
    ///
    /// Candidates are kept of hosted models only: those of a local one can be had again.
    public var steps: [Step]
    /// The text.
    public var text: String
    /// What the model thought before it wrote, as far as its service told.
    public var reasoning: String
    /// The provider's own account; nil for a run that was stopped, failed or was killed.
    public var timings: Timings?
    /// What a service charges for.
    public var usage: Usage?

    /// Makes a past run.
    public init(
        summary: Summary, question: Question, prompt: EncodedPrompt? = nil, steps: [Step] = [], text: String = "",
        reasoning: String = "", timings: Timings? = nil, usage: Usage? = nil
    ) {
        self.summary = summary
        self.question = question
        self.prompt = prompt
        self.steps = steps
        self.text = text
        self.reasoning = reasoning
        self.timings = timings
        self.usage = usage
    }
}

extension PastRun {
    /// Everything that decided a run.
    public struct Question: Hashable, Sendable {
        /// How the user writes the model.
        public var modelReference: String
        /// Its name for people.
        public var modelName: String
        /// Whether it ran on this machine, inside the program or beside it.
        public var isLocal: Bool
        /// Prompt, knobs, seed, stop texts, interventions and the tokens it was given.
        public var request: GenerationRequest
        /// Knobs that were sent although the model refuses them.
        public var forcedKnobs: Set<Knob>

        /// Makes a question.
        public init(
            modelReference: String, modelName: String, isLocal: Bool, request: GenerationRequest,
            forcedKnobs: Set<Knob> = []
        ) {
            self.modelReference = modelReference
            self.modelName = modelName
            self.isLocal = isLocal
            self.request = request
            self.forcedKnobs = forcedKnobs
        }
    }

    /// How a run ended.
    public enum Ending: Hashable, Sendable {
        /// By itself, or because someone stopped it.
        case finished(FinishReason)
        /// It failed; the message is for people.
        case failed(String)
    }

    /// What a list shows of a run.
    public struct Summary: Hashable, Sendable {
        /// Which run.
        public var id: ID
        /// When it began, in the time of this machine: `2026-11-23 14:05`.
        public var time: String
        /// How the user writes the model.
        public var modelReference: String
        /// Its name for people.
        public var modelName: String
        /// SHA-256 of its weights, in hexadecimal; nil if it runs elsewhere, or the run ended before that was known.
        public var checksum: String?
        /// How the user's text begins, on one line.
        public var opening: String
        /// How many tokens it has.
        public var tokenCount: Int
        /// Generated tokens a second.
        public var tokensPerSecond: Double?
        /// How it ended; nil if it goes on, or the program was killed.
        public var ending: Ending?
        /// Whether somebody starred it.
        public var isStarred: Bool
        /// What somebody noted about it.
        public var note: String

        /// Makes a summary.
        public init(
            id: ID, time: String, modelReference: String, modelName: String, checksum: String? = nil, opening: String,
            tokenCount: Int = 0, tokensPerSecond: Double? = nil, ending: Ending? = nil, isStarred: Bool = false,
            note: String = ""
        ) {
            self.id = id
            self.time = time
            self.modelReference = modelReference
            self.modelName = modelName
            self.checksum = checksum
            self.opening = opening
            self.tokenCount = tokenCount
            self.tokensPerSecond = tokensPerSecond
            self.ending = ending
            self.isStarred = isStarred
            self.note = note
        }
    }
}
