public import Generation

/// Who reads corpora, has them embedded, and measures their vectors.
///
/// It holds the corpus that was opened last; questions about texts are about that one. Everything throws a `Failure`, or
/// `CancellationError` when the surrounding task was cancelled.
public protocol EmbeddingWorkshop: Sendable {
    /// What can be opened.
    func offers() async throws -> EmbeddingOffers
    /// How a file begins.
    func preview(of path: String, isCSV: Bool) async throws -> CorpusPreview
    /// What an order will take.
    func plan(_ order: EmbeddingOrder) async throws -> EmbeddingPlan
    /// Embeds what has no vector yet, and opens the corpus.
    func embed(
        _ order: EmbeddingOrder, report: @escaping @Sendable (EmbeddingProgress) -> Void
    ) async throws -> MappedCorpus
    /// Opens a collection.
    func open(collection name: String) async throws -> MappedCorpus
    /// Makes the map of neighbours, and tells how many neighbours the principal components keep.
    func neighbourMap(
        report: @escaping @Sendable (CorpusMap) -> Void
    ) async throws -> (map: CorpusMap, principalShare: Double)
    /// A text's vector, and what is near it.
    func detail(of index: Int) async throws -> VectorDetail
    /// What is near a query.
    func nearest(to query: String) async throws -> [Neighbour]
    /// The cosines of some texts, each with each, row by row.
    func cosines(among indices: [Int]) async throws -> [Float]
    /// What is near a sum of texts less others, apart from themselves.
    func nearest(toSumOf plus: [Int], minus: [Int]) async throws -> [Neighbour]
}

extension EmbeddingWorkshop {
    /// Answers a question.
    func answer(
        _ question: EmbeddingsQuestion, progress: @escaping @Sendable (EmbeddingProgress) -> Void,
        mapping: @escaping @Sendable (CorpusMap) -> Void
    ) async throws -> EmbeddingsAnswer {
        switch question {
        case .offers: return .offers(try await offers())
        case .preview(let path, let isCSV): return .preview(try await preview(of: path, isCSV: isCSV))
        case .plan(let order): return .plan(try await plan(order))
        case .embed(let order): return .corpus(try await embed(order, report: progress))
        case .open(let name): return .corpus(try await open(collection: name))
        case .map:
            let (map, principalShare) = try await neighbourMap(report: mapping)
            return .map(map, principalShare: principalShare)
        case .detail(let index): return .detail(try await detail(of: index))
        case .search(let query): return .neighbours(try await nearest(to: query))
        case .cosines(let indices): return .cosines(try await cosines(among: indices))
        case .combination(let plus, let minus): return .neighbours(try await nearest(toSumOf: plus, minus: minus))
        }
    }
}
