/// A model that can be opened, and what is known about it before it is.
public struct ModelListing: Hashable, Sendable {
    /// Where a model is.
    public enum Place: Hashable, Sendable {
        /// In the program.
        case embedded
        /// In the Hugging Face cache.
        case huggingFace
        /// In Ollama's store.
        case ollama
        /// In LM Studio's folder.
        case lmStudio
        /// In the cache of llama.cpp.
        case llamaCpp
        /// Among the weights that mirilla converted.
        case converted
        /// With a service, by its name.
        case hosted(service: String)
    }

    /// How much of itself a model shows.
    public enum Disclosure: Hashable, Sendable {
        /// Everything: attention, the residual stream, every token's probability.
        case inside
        /// The probabilities of so many candidates; nil of an unknown number of them.
        case candidates(Int?)
        /// Its text alone.
        case text
    }

    /// How far a hosted model is in its life.
    public enum Lifecycle: Hashable, Sendable {
        /// In use.
        case active
        /// To be replaced, on a day if that is known.
        case deprecated(until: String?)
        /// No longer there.
        case retired
    }

    /// What it is, as far as it is known.
    public var description: ModelDescription
    /// Where it is.
    public var place: Place
    /// Its folder or file.
    public var path: String?
    /// How much of itself it shows; nil if that is not known.
    public var disclosure: Disclosure?
    /// How far it is in its life; nil for a model on this machine.
    public var lifecycle: Lifecycle?
    /// What it takes to run it here; nil for a hosted model.
    public var memory: MemoryNeed?
    /// Why it cannot be run; nil if nothing is known against it.
    public var obstacle: Failure?

    /// Makes an entry.
    public init(
        _ description: ModelDescription, place: Place, path: String? = nil, disclosure: Disclosure? = nil,
        lifecycle: Lifecycle? = nil, memory: MemoryNeed? = nil, obstacle: Failure? = nil
    ) {
        self.description = description
        self.place = place
        self.path = path
        self.disclosure = disclosure
        self.lifecycle = lifecycle
        self.memory = memory
        self.obstacle = obstacle
    }

    /// How a user writes it.
    public var reference: String { description.reference }

    /// Whether it stands for a service that could not be asked for its models.
    public var isUnreachable: Bool {
        if case .hosted = place { obstacle != nil } else { false }
    }
}

/// Whether a model fits into a machine's memory.
public struct MemoryNeed: Hashable, Sendable {
    /// How well it fits.
    public enum Fit: String, Hashable, Sendable {
        /// With room for others.
        case fits
        /// With little left for others.
        case tight
        /// Not at all: its weights would be read from the disk again for every token.
        case tooLarge = "too_large"
    }

    /// What is computed besides: activations, logits, the program itself.
    public static let scratchBytes = 100_000_000

    /// Bytes of the weights.
    public let weightBytes: Int
    /// Bytes of the KV cache behind a whole context; nil if that is not known.
    public let cacheBytes: Int?
    /// Bytes that it takes: the weights, the KV cache and what is computed; where the cache is not known, a fifth more than the
    /// weights.
    public let needed: Int
    /// Bytes that the machine has.
    public let available: Int

    /// The need of a model whose weights, and KV cache, have so many bytes.
    public init(weightBytes: Int, cacheBytes: Int? = nil, available: Int) {
        let more = cacheBytes.map { $0 + Self.scratchBytes } ?? weightBytes / 5
        let (sum, overflow) = weightBytes.addingReportingOverflow(more)
        self.weightBytes = weightBytes
        self.cacheBytes = cacheBytes
        needed = overflow ? .max : sum
        self.available = available
    }

    /// How well it fits.
    public var fit: Fit {
        if needed > available / 10 * 9 { return .tooLarge }
        return needed > available / 2 ? .tight : .fits
    }
}
