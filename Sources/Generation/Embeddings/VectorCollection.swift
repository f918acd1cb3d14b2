/// A corpus and its vectors, kept under a name.
public struct VectorCollection: Hashable, Sendable {
    /// What lists show of it.
    public struct Summary: Hashable, Sendable {
        /// Its name.
        public var name: String
        /// The model's reference, as the user wrote it.
        public var modelReference: String
        /// What decided the vectors.
        public var identity: EmbeddingIdentity
        /// Where the texts come from; nil for typed ones.
        public var source: String?
        /// The column of a CSV file that the texts are.
        public var column: String?
        /// When it was made, for people: `2026-11-23 09:30`.
        public var created: String
        /// How many texts.
        public var count: Int
        /// How long each vector is.
        public var dimensions: Int

        /// Makes a summary.
        public init(
            name: String, modelReference: String, identity: EmbeddingIdentity, source: String? = nil,
            column: String? = nil, created: String = "", count: Int, dimensions: Int
        ) {
            self.name = name
            self.modelReference = modelReference
            self.identity = identity
            self.source = source
            self.column = column
            self.created = created
            self.count = count
            self.dimensions = dimensions
        }
    }

    /// What lists show of it.
    public var summary: Summary
    /// The texts.
    public var corpus: Corpus
    /// One vector for each text.
    public var vectors: VectorTable

    /// Makes a collection; there is one vector for each text.
    public init(summary: Summary, corpus: Corpus, vectors: VectorTable) {
        precondition(corpus.texts.count == vectors.count, "each text of a collection has a vector")
        self.summary = summary
        self.corpus = corpus
        self.vectors = vectors
    }
}
