public import Generation

/// What the next-token and attention panes explain.
public enum Subject: Hashable, Sendable {
    /// What may come after the prompt as it is typed.
    case prompt
    /// The newest token of the run, whichever that is.
    case newestToken
    /// The output token with this index.
    case token(Int)
}

/// What an inspector was asked about the subject and what it answered.
public struct SubjectInspection: Hashable, Sendable {
    /// A question to the inspector.
    public struct Question: Hashable, Sendable {
        /// Which question.
        public let id: Ticket
        /// The model that was asked.
        public let modelID: Ticket
        /// The run whose token is meant, or nil for the prompt as it is typed.
        public let runID: Ticket?
        /// What was asked: the position looked at is the end of its prompt and continuation.
        public let request: GenerationRequest
    }

    /// A question with its answer.
    public struct Answer: Hashable, Sendable {
        /// The question.
        public let question: Question
        /// What the inspector saw.
        public let inspection: Inspection
    }

    /// The question that is not answered yet.
    public internal(set) var pending: Question?
    /// The newest answer; it may lag behind the prompt while `pending` is on its way.
    public internal(set) var answer: Answer?
    /// Why the newest question has no answer.
    public internal(set) var failure: Failure?

    /// Makes an inspection in which nothing was asked yet.
    public init() {}
}
