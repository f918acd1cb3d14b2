public import Generation

/// Where the models screen gets its lists from, and what fetches a model.
public struct ModelLibrary: Sendable {
    /// What is found out about models, bit by bit: a service may take seconds to answer.
    public enum News: Hashable, Sendable {
        /// Further models.
        case found([ModelListing])
        /// A service that cannot be asked.
        case unreachable(service: String, Failure)
    }

    /// Lists the models; the stream ends when all who know some have been asked.
    public let news: @Sendable () -> AsyncStream<News>
    /// Fetches a model from the hub by its name there, and says how the user writes it from then on.
    public let pull:
        @Sendable (_ name: String, _ report: @escaping @Sendable (PullProgress) -> Void) async throws -> String

    /// Makes a library.
    ///
    /// - Parameters:
    ///   - news: lists the models.
    ///   - pull: fetches a model; throws a `Failure`.
    public init(
        news: @escaping @Sendable () -> AsyncStream<News>,
        pull:
            @escaping @Sendable (_ name: String, _ report: @escaping @Sendable (PullProgress) -> Void) async throws
            -> String
    ) {
        self.news = news
        self.pull = pull
    }
}

/// What is done for the models screen.
public enum ModelsEffect: Hashable, Sendable {
    /// Lists the models; answered by `listed` bit by bit, then by `listingEnded`. The newest listing wins.
    case list(Ticket)
    /// Fetches a model; answered by `pulling`, then by `pulled` or `pullFailed`.
    case pull(Ticket, name: String)
    /// Stops fetching; nothing more is heard of it, and what has arrived is kept.
    case cancelPull(Ticket)
}
