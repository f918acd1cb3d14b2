public import Generation

/// What the models screen shows.
public struct ModelsDisplay: Hashable, Sendable {
    /// A field that is being typed into.
    public enum Field: Hashable, Sendable {
        /// Words to look for; they take effect as they are typed.
        case search
        /// The name of a model to fetch.
        case pull(String)
    }

    /// A model that is on its way.
    public struct Pull: Hashable, Sendable {
        /// Which.
        public let id: Ticket
        /// Its name on the hub.
        public let name: String
        /// How far it is; nil before the hub has said what there is to fetch.
        public internal(set) var progress: PullProgress?
        /// Why it did not come.
        public internal(set) var failure: Failure?
    }

    /// All models that are known, and the services that could not be asked for theirs, each as one entry with the reason.
    public internal(set) var listings: [ModelListing] = []
    /// Whether there may be more to come.
    public internal(set) var isListing = false
    /// The words looked for.
    public internal(set) var query = ""
    /// The field that is being typed into; nil if letters are keys.
    public internal(set) var field: Field?
    /// The model that is on its way, or did not come.
    public internal(set) var pull: Pull?
    /// The reference of the chosen model; what is chosen need not be in sight.
    var chosenReference: String?
    /// Who lists, and whose models these are.
    var listing: Ticket?
    var listedBy: Ticket?

    /// The models that hold every word looked for, place by place.
    public var shown: [ModelListing] {
        let words = query.lowercased().split(whereSeparator: \.isWhitespace)
        let found = listings.filter { listing in
            let text = listing.searchText
            return words.allSatisfy { text.contains($0) }
        }
        return found.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }.map(\.element)
    }

    /// The chosen model among those that are shown.
    public var chosen: ModelListing? {
        let shown = shown
        return shown.first { $0.reference == chosenReference } ?? shown.first
    }

    /// Whether a model is being fetched.
    public var isPulling: Bool { pull.map { $0.failure == nil } ?? false }
}

extension ModelListing {
    /// What the search looks into.
    fileprivate var searchText: String {
        [reference, description.name, description.architecture ?? "", description.weightType ?? ""].joined(
            separator: " "
        )
        .lowercased()
    }

    /// The order of the places: the program, this machine, elsewhere.
    fileprivate var rank: Int {
        switch place {
        case .embedded: 0
        case .huggingFace, .ollama, .lmStudio, .llamaCpp, .converted: 1
        case .hosted: 2
        }
    }
}
