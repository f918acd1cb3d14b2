import Corpora
import Foundation
import Generation
import Playground
import Synchronization

/// Reads corpora, has them embedded, and measures their vectors, for the embeddings screen.
final class VectorWorkshop: EmbeddingWorkshop {
    /// The corpus that was opened last.
    private struct Bench {
        let corpus: Corpus
        let modelReference: String
        let set: VectorSet
        let components: PrincipalComponents
    }

    /// Where a map of neighbours begins its random draws: any number, always the same.
    private static let mapSeed: UInt64 = 42
    /// How many of the nearest are listed.
    private static let listedCount = 12

    private let archive: (any VectorArchive)?
    private let models: @Sendable () -> [String]
    private let openEmbedder: @Sendable (_ reference: String) async throws -> any Embedder
    private let bench = Mutex<Bench?>(nil)
    private let embedder = Mutex<(reference: String, embedder: any Embedder)?>(nil)

    /// Makes a workshop.
    ///
    /// - Parameters:
    ///   - archive: keeps vectors and collections; nil keeps nothing.
    ///   - models: lists models on this machine that were made to embed texts.
    ///   - open: opens a model by its reference; throws a `Failure`.
    init(
        archive: (any VectorArchive)?, models: @escaping @Sendable () -> [String],
        open: @escaping @Sendable (_ reference: String) async throws -> any Embedder
    ) {
        self.archive = archive
        self.models = models
        openEmbedder = open
    }

    // MARK: What there is

    func offers() async throws -> EmbeddingOffers {
        let collections = try await archive?.collections() ?? []
        var references: [String] = []
        let known = models() + collections.map(\.modelReference)
        for reference in known + ["nano", "openai:text-embedding-3-small", "gemini:gemini-embedding-001"]
        where !references.contains(reference) { references.append(reference) }
        return EmbeddingOffers(collections: collections, models: references)
    }

    func preview(of path: String, isCSV: Bool) async throws -> CorpusPreview {
        let path = Self.expanded(path)
        guard isCSV else {
            let lines = try LinesFile.corpus(path: path, sample: 12).corpus.texts
            return CorpusPreview(columns: [], rows: lines.map { [$0.text] })
        }
        let file = try CSVFile(path: path)
        return CorpusPreview(columns: file.columns, rows: try file.preview(rows: 12))
    }

    // MARK: Embedding

    func plan(_ order: EmbeddingOrder) async throws -> EmbeddingPlan {
        let embedder = try await embedder(of: order.modelReference)
        let texts = try corpus(of: order).texts.map(\.text)
        let missing = try await EmbeddingJob(embedder, remembering: archive).missing(among: texts)
        return EmbeddingPlan(
            modelName: embedder.model.name, isLocal: embedder.isLocal, textCount: texts.count,
            missingCount: missing.count, missingCharacters: missing.reduce(0) { $0 + $1.count },
            cost: embedder.estimatedCost(of: missing))
    }

    func embed(
        _ order: EmbeddingOrder, report: @escaping @Sendable (EmbeddingProgress) -> Void
    ) async throws -> MappedCorpus {
        let embedder = try await embedder(of: order.modelReference)
        let corpus = try corpus(of: order)
        let job = EmbeddingJob(embedder, remembering: archive)
        let vectors = try await job.run(corpus.texts.map(\.text), report: report).vectors
        guard let table = VectorTable(vectors) else { throw Failure(.malformed, "there is nothing to embed") }
        if let source = corpus.source {
            _ = try await archive?.save(
                corpus, named: CollectionName.ofFile(source), modelReference: order.modelReference,
                try await embedder.identity(as: .document))
        }
        return try open(corpus, table, modelReference: order.modelReference, embedder)
    }

    func open(collection name: String) async throws -> MappedCorpus {
        guard let archive else { throw Failure(.notFound, "no collections are kept in this session") }
        let collection = try await archive.collection(named: name)
        let reference = collection.summary.modelReference
        // The map can be seen without the model; only queries need it.
        let embedder = try? await embedder(of: reference)
        return try open(collection.corpus, collection.vectors, modelReference: reference, embedder)
    }

    private func open(
        _ corpus: Corpus, _ vectors: VectorTable, modelReference: String, _ embedder: (any Embedder)?
    ) throws -> MappedCorpus {
        let set = try VectorSet(vectors)
        let components = try PrincipalComponents(of: set)
        bench.withLock {
            $0 = Bench(corpus: corpus, modelReference: modelReference, set: set, components: components)
        }
        return MappedCorpus(
            corpus: corpus, modelReference: modelReference, modelName: embedder?.model.name ?? modelReference,
            isLocal: embedder?.isLocal ?? !OpenModel.isHosted(modelReference), dimensions: set.dimensions,
            map: CorpusMap(kind: .principal, places: components.places, explained: components.explained))
    }

    private func corpus(of order: EmbeddingOrder) throws -> Corpus {
        switch order.source {
        case .texts(let texts):
            return Corpus(texts: texts.enumerated().map { CorpusText($1, row: $0 + 1) })
        case .csv(let path, let column, let sample):
            return try CSVFile(path: Self.expanded(path))
                .corpus(column: column, sample: sample.count, seed: sample.seed).corpus
        case .lines(let path, let sample):
            return try LinesFile.corpus(path: Self.expanded(path), sample: sample.count, seed: sample.seed).corpus
        }
    }

    /// The embedder of a reference; the one that was used last stays open.
    private func embedder(of reference: String) async throws -> any Embedder {
        if let last = embedder.withLock(\.self), last.reference == reference { return last.embedder }
        let opened = try await openEmbedder(reference)
        embedder.withLock { $0 = (reference, opened) }
        return opened
    }

    // MARK: Measuring

    func neighbourMap(
        report: @escaping @Sendable (CorpusMap) -> Void
    ) async throws -> (map: CorpusMap, principalShare: Double) {
        let bench = try opened()
        guard bench.set.count <= NeighbourMap.mostVectors else {
            throw Failure(
                .tooLarge, "a map of neighbours would take too long",
                expected: "\(NeighbourMap.mostVectors) texts at most",
                found: "\(bench.set.count)", hint: "take a sample")
        }
        let map = try NeighbourMap(of: bench.set, from: bench.components.places, seed: Self.mapSeed) { progress in
            report(CorpusMap(kind: .neighbours, places: progress.places, fraction: progress.fraction))
        }
        return (
            CorpusMap(kind: .neighbours, places: map.places, preservedShare: map.preservedShare),
            map.startPreservedShare
        )
    }

    func detail(of index: Int) async throws -> VectorDetail {
        let set = try opened().set
        guard (0..<set.count).contains(index) else { throw Failure(.notFound, "no such text") }
        let vector = Array(set[index])
        return VectorDetail(
            index: index, vector: vector,
            neighbours: set.nearest(to: vector, count: Self.listedCount, excluding: [index]))
    }

    func nearest(to query: String) async throws -> [Neighbour] {
        let bench = try opened()
        let vectors = try await embedder(of: bench.modelReference).embed([query], as: .query).vectors
        guard let vector = vectors.first else { return [] }
        return bench.set.nearest(to: vector, count: Self.listedCount)
    }

    func cosines(among indices: [Int]) async throws -> [Float] {
        let set = try opened().set
        guard indices.allSatisfy((0..<set.count).contains) else { throw Failure(.notFound, "no such text") }
        return set.cosines(among: indices)
    }

    func nearest(toSumOf plus: [Int], minus: [Int]) async throws -> [Neighbour] {
        let set = try opened().set
        guard (plus + minus).allSatisfy((0..<set.count).contains) else { throw Failure(.notFound, "no such text") }
        return set.nearest(
            to: set.combination(plus: plus, minus: minus), count: Self.listedCount, excluding: Set(plus + minus))
    }

    private func opened() throws(Failure) -> Bench {
        guard let bench = bench.withLock(\.self) else { throw Failure(.notFound, "no corpus is open") }
        return bench
    }

    /// The path with the home folder in place of `~`.
    private static func expanded(_ path: String) -> String {
        (path.trimmingCharacters(in: .whitespaces) as NSString).expandingTildeInPath
    }
}
