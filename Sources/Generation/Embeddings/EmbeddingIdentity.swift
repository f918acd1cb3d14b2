/// What decides which vector a text gets: equal identities and equal texts have equal vectors.
public struct EmbeddingIdentity: Hashable, Sendable {
    /// The model: the checksum of what makes it up where that is known, or its reference.
    public var model: String
    /// How long the vectors are asked to be; nil leaves it to the model.
    public var dimensions: Int?
    /// What the texts are; nil for a model that makes no difference.
    public var role: EmbeddingRole?

    /// Makes an identity.
    public init(model: String, dimensions: Int? = nil, role: EmbeddingRole? = nil) {
        self.model = model
        self.dimensions = dimensions
        self.role = role
    }

    /// The identity in one line, by which archives keep it.
    public var key: String {
        ([model] + [dimensions.map { "dimensions=\($0)" }, role.map { "role=\($0.rawValue)" }].compactMap(\.self))
            .joined(separator: " ")
    }
}
