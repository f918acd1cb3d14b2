/// Where vectors are remembered, so that nothing is embedded twice.
public protocol VectorArchive: Sendable {
    /// The vectors of texts that are known, nil where one is not.
    ///
    /// - Throws: `Failure`.
    func vectors(of texts: [String], _ identity: EmbeddingIdentity) async throws -> [[Float]?]
    /// Remembers the vectors of texts; what is known already stays.
    func store(_ vectors: [[Float]], of texts: [String], _ identity: EmbeddingIdentity) async throws
    /// All collections, the newest first.
    func collections() async throws -> [VectorCollection.Summary]
    /// Keeps a corpus, whose vectors are stored, under a name; what had the name before is replaced.
    ///
    /// - Throws: `Failure` if a text's vector is not stored.
    func save(
        _ corpus: Corpus, named name: String, modelReference: String, _ identity: EmbeddingIdentity
    ) async throws -> VectorCollection.Summary
    /// A collection with its texts and vectors.
    ///
    /// - Throws: `Failure` if there is none of this name.
    func collection(named name: String) async throws -> VectorCollection
    /// Forgets a collection and the vectors that no other one needs.
    func deleteCollection(named name: String) async throws
}
