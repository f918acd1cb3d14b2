public import Generation

/// What the embeddings screen shows.
public struct EmbeddingsDisplay: Hashable, Sendable {
    /// A question that was put, until another of its kind is.
    struct Asked: Hashable, Sendable {
        let id: Ticket
        let question: EmbeddingsQuestion
        var isPending = true
    }

    /// Texts that were found, and for what.
    public struct Findings: Hashable, Sendable {
        /// What was asked.
        public let question: EmbeddingsQuestion
        /// What is near it, nearest first.
        public let neighbours: [Neighbour]
    }

    /// A part of the map: what lies in its middle, and how many times larger it is than all.
    public struct Window: Hashable, Sendable {
        /// The middle, where the whole map goes from -1 to 1.
        public internal(set) var middle = SIMD2<Float>.zero
        /// How many times larger than all.
        public internal(set) var zoom: Float = 1

        /// All of it.
        public static let all = Window()
        static let mostZoom: Float = 1024
    }

    // MARK: Before there is a map

    /// What is asked for.
    public internal(set) var form = CorpusForm()
    /// Whether the form is shown although there is a map.
    public internal(set) var isFormOpen = true
    /// The order that is worked at, or was when it stopped.
    public internal(set) var order: EmbeddingOrder?
    /// How far embedding is; where it stands still, how far it came.
    public internal(set) var progress: EmbeddingProgress?
    /// Why something cannot be done.
    public internal(set) var failure: Failure?

    // MARK: The map

    /// The texts; nil before there are any.
    public internal(set) var mapped: MappedCorpus?
    /// The columns that points can be coloured by.
    public internal(set) var columns: [CorpusColumn] = []
    /// Which of them colours.
    public internal(set) var colorColumn: Int?
    /// The map of neighbours, as far as it is.
    public internal(set) var neighbourMap: CorpusMap?
    /// How many neighbours the principal components keep; nil until that is measured.
    public internal(set) var principalShare: Double?
    /// Which map is shown.
    public internal(set) var kind = CorpusMap.Kind.principal
    /// Which part of it.
    public internal(set) var window = Window.all
    /// The chosen text.
    public internal(set) var picked: Int?
    /// The marked texts, in the order in which they were marked.
    public internal(set) var marked: [Int] = []
    /// a, b and c of a − b + c.
    public internal(set) var terms: [Int?] = [nil, nil, nil]
    /// What stands beside the map.
    public internal(set) var view = EmbeddingsView.text
    /// The query.
    public internal(set) var query = ""
    /// Whether the query is being typed.
    public internal(set) var isQuerying = false
    /// The chosen entry of the list beside the map.
    public internal(set) var choice = 0

    // MARK: Answers

    /// The chosen text's vector and neighbours, or those of the one before it, until they are known.
    public internal(set) var detail: VectorDetail?
    /// What is near the query.
    public internal(set) var found: Findings?
    /// The cosines of the marked texts, row by row.
    public internal(set) var cosines: (marked: [Int], values: [Float])? {
        get { cosineMarks.isEmpty ? nil : (cosineMarks, cosineValues) }
        set { (cosineMarks, cosineValues) = (newValue?.marked ?? [], newValue?.values ?? []) }
    }
    /// What is near a − b + c.
    public internal(set) var combined: Findings?
    var asked: [EmbeddingsQuestion.Kind: Asked] = [:]
    private var cosineMarks: [Int] = []
    private var cosineValues: [Float] = []

    /// How many marked texts a heat map takes.
    public static let mostMarked = 24

    /// Whether something is read, embedded or opened.
    public var isWorking: Bool { isPending(.corpus) }

    /// Whether the map of neighbours is being made.
    public var isMapping: Bool { isPending(.map) }

    /// Whether an answer of a kind is awaited.
    public func isPending(_ kind: EmbeddingsQuestion.Kind) -> Bool { asked[kind]?.isPending == true }

    /// Whether the form is shown.
    public var showsForm: Bool { isFormOpen || mapped == nil }

    /// The map that is shown: that of neighbours as soon as there is something of it.
    public var map: CorpusMap? { kind == .neighbours ? neighbourMap ?? mapped?.map : mapped?.map }

    /// The chosen text's detail, if it is known.
    public var pickedDetail: VectorDetail? { detail?.index == picked ? detail : nil }

    /// What the list beside the map holds.
    public var listed: [Neighbour] {
        switch view {
        case .text where !query.isEmpty: found?.neighbours ?? []
        case .text: pickedDetail?.neighbours ?? []
        case .arithmetic: combined?.neighbours ?? []
        case .cosines, .vector: []
        }
    }

    /// The texts that a − b + c adds and takes away, as far as they are chosen; nil before there is an a.
    public var combination: (plus: [Int], minus: [Int])? {
        guard terms[0] != nil else { return nil }
        return ([terms[0], terms[2]].compactMap(\.self), [terms[1]].compactMap(\.self))
    }

    /// The places of the shown map in a square from -1 to 1, whose proportions are the map's.
    public func square(of map: CorpusMap) -> MapSquare { MapSquare(map.places) }
}

/// How the places of a map lie in a square from -1 to 1.
public struct MapSquare: Hashable, Sendable {
    private let middle: SIMD2<Float>
    private let scale: Float

    /// Measures a map.
    public init(_ places: [SIMD2<Float>]) {
        guard let first = places.first else {
            (middle, scale) = (.zero, 1)
            return
        }
        let low = places.reduce(first) { pointwiseMin($0, $1) }
        let high = places.reduce(first) { pointwiseMax($0, $1) }
        middle = (low + high) / 2
        scale = max((high - low).max() / 2, .leastNormalMagnitude)
    }

    /// Where a place lies in the square.
    public subscript(place: SIMD2<Float>) -> SIMD2<Float> { (place - middle) / scale }
}
