public import Generation

/// A model as its service lists it; what the list does not say is nil.
public struct HostedModel: Hashable, Sendable {
    /// How far a model is in its life.
    public enum Lifecycle: String, Hashable, Sendable {
        /// In use.
        case active
        /// In use, and to be replaced.
        case deprecated
        /// No longer there.
        case retired
    }

    /// How a user writes it.
    public var reference: String
    /// Its name for people.
    public var name: String
    /// How many tokens it sees at most.
    public var contextLimit: Int?
    /// How many tokens it writes at most.
    public var outputLimit: Int?
    /// The greatest temperature it takes.
    public var temperatureLimit: Double?
    /// How far it is in its life.
    public var lifecycle: Lifecycle?
    /// The day on which it goes, as the service writes it.
    public var shutdownDate: String?
    /// `llama`, `qwen3` and so on.
    public var architecture: String?
    /// How many parameters.
    public var parameterCount: Int?
    /// How its weights are stored.
    public var weightType: String?
    /// Bytes of its weights.
    public var weightBytes: Int?
    /// Whether it lists candidates with their log-probabilities, as far as that is known.
    public var disclosesCandidates: Bool?
    /// What it makes.
    public var output = ModelOutput.text
    /// Why it cannot be asked, and what to take in its place; nil for one that can.
    public var refusal: Failure?
    var price: Price?

    /// Makes an entry.
    public init(reference: String, name: String) {
        self.reference = reference
        self.name = name
    }
}
