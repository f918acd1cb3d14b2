import Foundation
import Generation
import History
import Testing

@Suite("The archive of vectors")
struct VectorArchiveTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "mirilla-vectors-\(UUID().uuidString)")
        .path
    private let identity = EmbeddingIdentity(model: "sha256:1 pooling=mean", role: .document)

    private func corpus(_ texts: [String]) -> Corpus {
        Corpus(
            source: "reviews.csv", column: "text", otherColumns: ["overall", "id"],
            texts: texts.enumerated().map { CorpusText($1, row: 10 * $0 + 1, fields: ["\($0)", "\"quoted\""]) })
    }

    @Test func `gives back exactly what it was given, and only for the same model and text`() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let vectors: [[Float]] = [[0.1, -.pi, .leastNonzeroMagnitude], [1e30, -0.0, 3]]
        do {
            let store = try HistoryStore(folder: folder)
            try await store.store(vectors, of: ["é", "e\u{301}"], identity)
            try await store.store([[9, 9, 9]], of: ["é"], identity)
        }
        let store = try HistoryStore(folder: folder)
        // Two ways to write é are two texts.
        #expect(try await store.vectors(of: ["é", "x", "e\u{301}"], identity) == [vectors[0], nil, vectors[1]])
        for other in [
            EmbeddingIdentity(model: identity.model), EmbeddingIdentity(model: identity.model, role: .query),
            EmbeddingIdentity(model: identity.model, dimensions: 3, role: .document),
        ] {
            #expect(try await store.vectors(of: ["é"], other) == [nil])
        }
    }

    @Test func `keeps collections, replaces one of the same name, and forgets one with its vectors`() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let store = try HistoryStore(folder: folder)
        try await store.store([[1, 0], [0, 1], [1, 1]], of: ["a", "b", "c"], identity)
        _ = try await store.save(corpus(["a", "b", "a"]), named: "first", modelReference: "./m", identity)
        let second = try await store.save(corpus(["b", "c"]), named: "second", modelReference: "./m", identity)
        #expect(second.count == 2 && second.dimensions == 2 && second.identity == identity)
        #expect(try await store.collections().map(\.name) == ["second", "first"])
        let first = try await store.collection(named: "first")
        #expect(first.corpus == corpus(["a", "b", "a"]))
        #expect(first.vectors.values == [1, 0, 0, 1, 1, 0])

        _ = try await store.save(corpus(["c"]), named: "first", modelReference: "./m", identity)
        #expect(try await store.collection(named: "first").corpus.texts.map(\.text) == ["c"])
        try await store.deleteCollection(named: "second")
        // What another collection needs stays.
        #expect(try await store.vectors(of: ["b", "c"], identity) == [nil, [1, 1]])
        let failure = await #expect(throws: Failure.self) { try await store.collection(named: "second") }
        #expect(failure?.kind == .notFound && failure?.message.contains("one of first") == true)
    }

    @Test func `keeps no collection whose vectors it does not have`() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let store = try HistoryStore(folder: folder)
        try await store.store([[1, 0]], of: ["a"], identity)
        await #expect(throws: Failure.self) {
            try await store.save(corpus(["a", "unknown"]), named: "first", modelReference: "./m", identity)
        }
        #expect(try await store.collections().isEmpty)
    }

    @Test(.timeLimit(.minutes(5)))
    func `lets a job that was killed embed only the rest`() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        // Each part is told when it begins and is stored when it ends.
        let first = try await WriterProcess([folder, "vectors", "5120"], killedAfter: 4)
        #expect(first.status != 0 && first.lines.count >= 4 && first.lines.last?.hasPrefix("done") == false)
        let second = try await WriterProcess([folder, "vectors", "5120"])
        #expect(second.lines.last == "done 5120")
        let embedded = second.lines.dropLast().compactMap { Int($0) }.reduce(0, +)
        // What the first had begun last may or may not be stored.
        let stored = first.lines.dropLast().compactMap { Int($0) }.reduce(0, +)
        #expect(5120 - embedded >= stored && embedded > 0)
        let third = try await WriterProcess([folder, "vectors", "5120"])
        #expect(third.lines == ["done 5120"])
    }
}
