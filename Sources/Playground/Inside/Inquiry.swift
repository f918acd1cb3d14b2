public import Generation

/// What the inspector was asked of one kind of question, and what it answered.
public struct Inquiry: Hashable, Sendable {
    /// A question that was put.
    public struct Asked: Hashable, Sendable {
        /// Which question.
        public let id: Ticket
        /// What was asked.
        public let question: InsideQuestion
        /// About what.
        public let request: GenerationRequest
    }

    /// A question with its answer.
    public struct Answered: Hashable, Sendable {
        /// The question.
        public let asked: Asked
        /// The answer.
        public let answer: InsideAnswer
    }

    /// The newest question.
    public internal(set) var newest: Asked
    /// Whether the newest question waits for its answer.
    public internal(set) var isPending = true
    /// The newest answer; it may lag behind while the newest question is on its way.
    public internal(set) var answered: Answered?
    /// Why the newest question has no answer.
    public internal(set) var failure: Failure?

    init(_ question: Asked) { newest = question }
}

/// The newest answers of each kind.
extension PlaygroundState {
    /// A layer's patterns, small; nil until they were asked for.
    public func attentionThumbnails(layer: Int) -> [AttentionThumbnail]? {
        if case .thumbnails(let answer) = inquiries[.thumbnails(layer: layer)]?.answered?.answer { answer } else { nil }
    }

    /// The arithmetic that was asked for last and is known.
    public var attentionArithmetic: AttentionArithmetic? {
        if case .arithmetic(let answer) = inquiries[.arithmetic]?.answered?.answer { answer } else { nil }
    }

    /// The newest way through the model.
    public var forwardPass: ForwardPass? {
        if case .forwardPass(let answer) = inquiries[.forwardPass]?.answered?.answer { answer } else { nil }
    }

    /// What each layer would have said, by the newest answer.
    public var logitLens: LogitLens? {
        if case .logitLens(let answer) = inquiries[.logitLens]?.answered?.answer { answer } else { nil }
    }

    /// What would be drawn, by the newest answer.
    var drawnInspection: Inspection? {
        if case .inspection(let answer) = inquiries[.draw]?.answered?.answer { answer } else { nil }
    }

    /// What kinds of heads the model has; nil until it was measured.
    public var headScores: HeadScores? {
        if case .headScores(let answer) = inquiries[.headScores]?.answered?.answer { answer } else { nil }
    }
}
