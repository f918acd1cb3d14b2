import Generation
import Synchronization
import Testing

@Suite("An embedding job")
struct EmbeddingJobTests {
    @Test func `embeds each text once and gives a vector for every one`() async throws {
        let (embedder, archive) = (CountingEmbedder(), MemoryArchive())
        let texts = (0..<1200).map { "text \($0 % 700)" }
        let progresses = Mutex<[EmbeddingProgress]>([])
        let job = EmbeddingJob(embedder, remembering: archive)
        let embeddings = try await job.run(texts) { progress in progresses.withLock { $0.append(progress) } }
        #expect(embeddings.vectors == texts.map(CountingEmbedder.vector))
        #expect(embedder.texts.count == 700 && Set(embedder.texts).count == 700)
        #expect(embeddings.usage?.promptTokens == 700)
        let told = progresses.withLock(\.self)
        #expect(told.map(\.doneCount) == told.map(\.doneCount).sorted())
        #expect(told.last?.doneCount == 1200 && told.last?.fraction == 1)
    }

    @Test func `embeds only the rest after it was stopped`() async throws {
        let archive = MemoryArchive()
        let texts = (0..<2000).map { "text \($0)" }
        let stopping = CountingEmbedder(stopsAt: 1100)
        await #expect(throws: CancellationError.self) {
            try await EmbeddingJob(stopping, remembering: archive).run(texts)
        }
        let rest = texts.dropFirst(stopping.texts.count)
        #expect(!rest.isEmpty && rest.count < texts.count)
        let embedder = CountingEmbedder()
        let job = EmbeddingJob(embedder, remembering: archive)
        #expect(try await job.missing(among: texts).sorted() == rest.sorted())
        #expect(try await job.run(texts).vectors == texts.map(CountingEmbedder.vector))
        #expect(embedder.texts == Array(rest))
    }

    @Test func `works without an archive, and keeps queries apart from documents`() async throws {
        let embedder = CountingEmbedder()
        #expect(try await EmbeddingJob(embedder, remembering: nil).run(["a", "b", "a"]).vectors.count == 3)
        let archive = MemoryArchive()
        _ = try await EmbeddingJob(embedder, remembering: archive, as: .document).run(["c"])
        _ = try await EmbeddingJob(embedder, remembering: archive, as: .query).run(["c"])
        #expect(embedder.texts.count { $0 == "c" } == 2)
    }

    @Test func `takes two ways to write a letter for two texts`() async throws {
        let embedder = CountingEmbedder()
        let texts = ["\u{E9}", "e\u{301}"]
        let vectors = try await EmbeddingJob(embedder, remembering: MemoryArchive()).run(texts).vectors
        #expect(vectors == texts.map(CountingEmbedder.vector) && vectors[0] != vectors[1])
    }

    @Test func `tells how long the rest takes`() {
        let progress = EmbeddingProgress(totalCount: 100, doneCount: 60, knownCount: 10, textsPerSecond: 8)
        #expect(progress.remaining == .seconds(5))
        #expect(EmbeddingProgress(totalCount: 100).remaining == nil)
        #expect(EmbeddingProgress(totalCount: 0).fraction == 1)
    }
}

/// Counts what it is asked, and may stop.
private final class CountingEmbedder: Embedder {
    let model = ModelDescription(reference: "counting", name: "counting")
    let isLocal = true
    private let stopsAt: Int
    private let asked = Mutex<[String]>([])

    init(stopsAt: Int = .max) { self.stopsAt = stopsAt }

    var texts: [String] { asked.withLock(\.self) }

    static func vector(_ text: String) -> [Float] {
        [Float(text.utf8.count), Float(text.utf8.reduce(0) { $0 + Int($1) })]
    }

    func identity(as role: EmbeddingRole) -> EmbeddingIdentity { EmbeddingIdentity(model: "counting", role: role) }

    func embed(_ texts: [String], as role: EmbeddingRole, report: @Sendable (Int) -> Void) throws -> Embeddings {
        if self.texts.count + texts.count > stopsAt { throw CancellationError() }
        asked.withLock { $0 += texts }
        report(texts.count)
        return Embeddings(vectors: texts.map(Self.vector), usage: Usage(promptTokens: texts.count))
    }
}

/// An archive that forgets with the test.
private final class MemoryArchive: VectorArchive {
    private let known = Mutex<[[UInt8]: [Float]]>([:])

    func vectors(of texts: [String], _ identity: EmbeddingIdentity) -> [[Float]?] {
        known.withLock { known in texts.map { known[Array((identity.key + $0).utf8)] } }
    }

    func store(_ vectors: [[Float]], of texts: [String], _ identity: EmbeddingIdentity) {
        known.withLock { known in
            for (text, vector) in zip(texts, vectors) { known[Array((identity.key + text).utf8)] = vector }
        }
    }

    func collections() -> [VectorCollection.Summary] { [] }

    func save(
        _ corpus: Corpus, named name: String, modelReference: String, _ identity: EmbeddingIdentity
    ) throws -> VectorCollection.Summary { throw Failure(.unsupported, "keeps no collections") }

    func collection(named name: String) throws -> VectorCollection { throw Failure(.notFound, "keeps no collections") }

    func deleteCollection(named name: String) {}
}
