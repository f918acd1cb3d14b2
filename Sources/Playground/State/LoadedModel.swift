public import Generation

/// A model that is open: what it is, what it takes, what it discloses.
public struct LoadedModel: Hashable, Sendable {
    /// Which opening of a model this is; effects name it, so that a request never reaches another model.
    public let id: Ticket
    /// What it is.
    public let description: ModelDescription
    /// What it takes and what it discloses.
    public let capabilities: Capabilities
    /// Whether it can be looked into without drawing a token.
    public let canInspect: Bool
    /// Whether each position looks at all others, as in encoders, and not only at those before it.
    public let isBidirectional: Bool
    /// What its KV caches take; nil if it has none here.
    public internal(set) var cacheMemory: CacheMemory?

    /// Makes a loaded model.
    public init(
        id: Ticket, description: ModelDescription, capabilities: Capabilities, canInspect: Bool,
        isBidirectional: Bool = false, cacheMemory: CacheMemory? = nil
    ) {
        self.id = id
        self.description = description
        self.capabilities = capabilities
        self.canInspect = canInspect
        self.isBidirectional = isBidirectional
        self.cacheMemory = cacheMemory
    }

    /// Why it cannot be compared or swept.
    static let writesNothing = "this model makes no text to compare"

    /// The same model, of which more is known.
    func learning(_ capabilities: Capabilities) -> LoadedModel {
        LoadedModel(
            id: id, description: description, capabilities: capabilities, canInspect: canInspect,
            isBidirectional: isBidirectional, cacheMemory: cacheMemory)
    }
}

/// The model that answers and the one that is on its way.
///
/// A model that cannot be opened never costs the one that is open.
public struct ModelSlot: Hashable, Sendable {
    /// A model being opened.
    public struct Loading: Hashable, Sendable {
        /// Which opening.
        public let id: Ticket
        /// How the user wrote it.
        public let reference: String
        /// How far the conversion of its weights is; nil if none is under way.
        public internal(set) var conversion: PullProgress?
    }

    /// A model that could not be opened.
    public struct LoadFailure: Hashable, Sendable {
        /// How the user wrote it.
        public let reference: String
        /// Why.
        public let failure: Failure
        /// Whether it was asked for by columns only, so that the model of the playground stays.
        public let isForColumns: Bool

        init(reference: String, failure: Failure, isForColumns: Bool = false) {
            self.reference = reference
            self.failure = failure
            self.isForColumns = isForColumns
        }
    }

    /// The model that answers now; nil before the first one is open.
    public internal(set) var loaded: LoadedModel?
    /// The model being opened.
    public internal(set) var loading: Loading?
    /// Why the last model asked for is not here.
    public internal(set) var failure: LoadFailure?

    /// Makes an empty slot.
    public init() {}
}
