/// A model that turns texts into vectors, here or elsewhere.
///
/// ```swift
/// let embeddings = try await embedder.embed(["a cat", "a dog"], as: .document)
/// ```
public protocol Embedder: Sendable {
    /// What the model is.
    var model: ModelDescription { get }
    /// Whether the texts stay on this machine.
    var isLocal: Bool { get }
    /// The way to look inside, or nil if the model cannot be looked into.
    var inspector: (any Inspector)? { get }
    /// What decides which vector a text gets, so that a vector that is known need not be made again.
    ///
    /// - Throws: `Failure` if the model's weights cannot be read.
    func identity(as role: EmbeddingRole) async throws -> EmbeddingIdentity
    /// What embedding the texts will cost in US dollars, about; nil if nobody knows, 0 for a model on this machine.
    func estimatedCost(of texts: [String]) -> Double?
    /// Embeds texts, in their order.
    ///
    /// - Parameters:
    ///   - role: what the texts are; models that make no difference pass over it.
    ///   - report: hears how many texts are done, more and more of them.
    /// - Throws: `Failure`, or `CancellationError` when the surrounding task was cancelled.
    func embed(
        _ texts: [String], as role: EmbeddingRole, report: @Sendable (Int) -> Void
    ) async throws -> Embeddings
}

extension Embedder {
    /// Nil: the model cannot be looked into.
    public var inspector: (any Inspector)? { nil }

    /// Nothing on this machine, unknown elsewhere.
    public func estimatedCost(of texts: [String]) -> Double? { isLocal ? 0 : nil }

    /// Embeds texts, in their order.
    public func embed(_ texts: [String], as role: EmbeddingRole) async throws -> Embeddings {
        try await embed(texts, as: role) { _ in }
    }
}

/// What a text is in a search.
public enum EmbeddingRole: String, Hashable, Sendable {
    /// What is looked for.
    case query
    /// What is looked through.
    case document
}

/// The vectors of some texts.
public struct Embeddings: Hashable, Sendable {
    /// One vector [dimension] for each text, all of the same length.
    public var vectors: [[Float]]
    /// What it took, as the service counts it; nil where nobody counts.
    public var usage: Usage?

    /// Makes embeddings.
    public init(vectors: [[Float]], usage: Usage? = nil) {
        self.vectors = vectors
        self.usage = usage
    }
}
