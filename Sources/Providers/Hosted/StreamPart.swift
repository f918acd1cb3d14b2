import Generation

/// What one message of a streamed answer tells, in the same words for every format.
enum StreamPart: Hashable, Sendable {
    /// Text of which no figure is disclosed.
    case text(String)
    /// Tokens with their log-probabilities, and the text that became complete with them.
    case tokens([DisclosedToken], text: String)
    /// Reasoning that is not part of the text.
    case reasoning(String)
    /// What is known about the tokens used; later figures replace earlier ones.
    case usage(Usage)
    /// How long the service says that it took.
    case timings(Timings)
    /// The text ended by itself.
    case finished(FinishReason)
    /// The service ended the text and says why.
    case withheld(String)
    /// Nothing follows.
    case end
}

/// A token as a hosted model discloses it.
struct DisclosedToken: Hashable, Sendable {
    /// A candidate.
    struct Candidate: Hashable, Sendable {
        var token: Token
        var logprob: Double
    }

    var token: Token
    /// Nil if it is said to be below what is disclosed.
    var logprob: Double?
    /// What could have come, in any order.
    var candidates: [Candidate]

    /// Services write −9999 for what lies below their horizon.
    static let horizon = -9000.0
}
