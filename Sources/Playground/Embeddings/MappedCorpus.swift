public import Generation

/// Texts whose vectors are known, and a map of them.
public struct MappedCorpus: Hashable, Sendable {
    /// The texts, and what stands beside them in their file.
    public var corpus: Corpus
    /// The model, as the user writes it.
    public var modelReference: String
    /// Its name for people.
    public var modelName: String
    /// Whether a query stays on this machine.
    public var isLocal: Bool
    /// How long each vector is.
    public var dimensions: Int
    /// Where the principal components put the texts.
    public var map: CorpusMap

    /// Makes a mapped corpus.
    public init(
        corpus: Corpus, modelReference: String, modelName: String, isLocal: Bool, dimensions: Int, map: CorpusMap
    ) {
        self.corpus = corpus
        self.modelReference = modelReference
        self.modelName = modelName
        self.isLocal = isLocal
        self.dimensions = dimensions
        self.map = map
    }
}

/// A place for each text.
public struct CorpusMap: Hashable, Sendable {
    /// How the places are found.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Along the two directions in which the vectors differ most.
        case principal
        /// So that texts which are near stay near.
        case neighbours
    }

    /// How the places are found.
    public var kind: Kind
    /// The places, in the order of the texts.
    public var places: [SIMD2<Float>]
    /// Which share of the variance lies along each direction; none for a map of neighbours.
    public var explained: [Double]
    /// Of each text's ten nearest the share that are among its ten nearest on the map; nil until that is measured.
    public var preservedShare: Double?
    /// How much of it is done, from 0 to 1.
    public var fraction: Double

    /// Makes a map.
    public init(
        kind: Kind, places: [SIMD2<Float>], explained: [Double] = [], preservedShare: Double? = nil,
        fraction: Double = 1
    ) {
        self.kind = kind
        self.places = places
        self.explained = explained
        self.preservedShare = preservedShare
        self.fraction = fraction
    }
}

/// One text's vector, and what is near it.
public struct VectorDetail: Hashable, Sendable {
    /// Which text.
    public var index: Int
    /// Its vector, of length 1.
    public var vector: [Float]
    /// The nearest others, nearest first.
    public var neighbours: [Neighbour]

    /// Makes a detail.
    public init(index: Int, vector: [Float], neighbours: [Neighbour]) {
        self.index = index
        self.vector = vector
        self.neighbours = neighbours
    }
}
