import Foundation
import Generation
import History
import Inference
import Testing

@Suite("The commands embed and search")
struct EmbeddingCommandsTests {
    private static let encoder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../InferenceTests/Fixtures/encoders/mean").standardizedFileURL.path

    private let folder = FileManager.default.temporaryDirectory.appending(path: "mirilla-embed-\(UUID().uuidString)")

    private func run(_ arguments: [String], input: String = "") async throws -> ProgramRun {
        try await ProgramRun(arguments, input: Array(input.utf8), environment: ["XDG_DATA_HOME": folder.path])
    }

    private func file(_ name: String, _ text: String) throws -> String {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = folder.appending(path: name)
        try Data(text.utf8).write(to: path)
        return path.path
    }

    private func vectors(_ run: ProgramRun) throws -> [[Double]] {
        let items = try #require(try run.json["embeddings"] as? [[String: Any]])
        return try items.map { try #require($0["embedding"] as? [Double]) }
    }

    @Test func `embed typed texts as JSON, one of them from standard input`() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let run = try await run(["embed", "the cat", "-", "--model", Self.encoder], input: "a dog\n")
        #expect(run.status == 0 && run.errors.isEmpty)
        let json = try run.json
        #expect(
            Set(json.keys) == [
                "model", "source", "column", "collection", "role", "dimensions", "count", "embeddings", "usage",
            ])
        #expect(json["dimensions"] as? Int == 24 && json["count"] as? Int == 2 && json["collection"] is NSNull)
        let items = try #require(json["embeddings"] as? [[String: Any]])
        #expect(items.map { $0["text"] as? String } == ["the cat", "a dog\n"])
        #expect(Set(items[0].keys) == ["index", "row", "text", "embedding"])
        for vector in try vectors(run) { #expect(abs(vector.reduce(0) { $0 + $1 * $1 } - 1) < 1e-4) }
    }

    @Test func `write the same numbers in every format`() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let csv = try file("reviews.csv", "id,text,overall\n7,\"the cat, \"\"he\"\"\",5\n8,a dog,1\n")
        let source = ["embed", "--csv", csv, "--column", "text", "--model", Self.encoder]
        let expected = try vectors(try await run(source)).flatMap { $0.map(Float.init) }
        #expect(expected.count == 48)

        let npy = folder.appending(path: "v.npy")
        #expect(try await run(source + ["--output", npy.path]).status == 0)
        let array = try Data(contentsOf: npy)
        #expect(array.prefix(8) == Data([0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0]))
        #expect(String(decoding: array, as: UTF8.self).contains("'shape': (2, 24)"))
        #expect((array.count - 48 * 4).isMultiple(of: 64))
        #expect(floats(array.suffix(48 * 4)) == expected)

        let tensors = folder.appending(path: "v.bin")
        #expect(try await run(source + ["--output", tensors.path, "--format", "safetensors"]).status == 0)
        let data = try Data(contentsOf: tensors)
        let length = data.prefix(8).enumerated().reduce(0) { $0 | Int($1.element) << (8 * $1.offset) }
        let header = try #require(
            try JSONSerialization.jsonObject(with: data.dropFirst(8).prefix(length)) as? [String: [String: Any]])
        #expect(header["embeddings"]?["shape"] as? [Int] == [2, 24])
        #expect(header["rows"]?["data_offsets"] as? [Int] == [192, 200])
        #expect(floats(data.dropFirst(8 + length).prefix(192)) == expected)
        #expect(data.suffix(8) == Data([1, 0, 0, 0, 2, 0, 0, 0]))

        let piped = try await run(
            ["embed", "--csv", "-", "--column", "text", "--model", Self.encoder],
            input: try String(contentsOfFile: csv, encoding: .utf8))
        #expect(try vectors(piped).flatMap { $0.map(Float.init) } == expected)

        let table = try await run(source + ["--format", "csv"]).output.split(separator: "\r\n")
        #expect(table[0].hasPrefix("row,id,overall,text,e0,e1,"))
        #expect(table[1].hasPrefix("1,7,5,\"the cat, \"\"he\"\"\","))
        #expect(table[2].split(separator: ",").suffix(24).compactMap { Float($0) } == expected.suffix(24))
    }

    @Test func `search a collection in the order of the cosines`() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let words = ["the", "cat", "dog", "guitar", "playing", "日本", "42", "query"]
        let texts = (0..<60).map { "\(words[$0 % 8]) \(words[$0 / 8]) \(words[($0 * 5 + 3) % 8])" }
        let csv = try file("my reviews.csv", "text,overall\n" + texts.map { "\($0),\($0.count)\n" }.joined())
        let source = ["embed", "--csv", csv, "--column", "text", "--model", Self.encoder]
        let documents = try vectors(try await run(source))
        for query in ["a cat", "playing the guitar"] {
            let asked = try await run(["embed", "--as-query", query, "--model", Self.encoder])
            let vector = try vectors(asked)[0]
            let scores = documents.map { zip($0, vector).reduce(0) { $0 + $1.0 * $1.1 } }
            let expected = scores.indices.sorted { scores[$0] > scores[$1] }
            let search = try await run([
                "search", query, "--collection", "my reviews", "--top", "20", "--format", "json",
            ])
            #expect(search.status == 0)
            let json = try search.json
            #expect(Set(json.keys) == ["query", "collection", "model", "count", "results"])
            let results = try #require(json["results"] as? [[String: Any]])
            #expect(results.count == 20)
            #expect(Set(results[0].keys) == ["rank", "index", "row", "score", "text", "fields"])
            for (result, index) in zip(results, expected) {
                let found = try #require(result["index"] as? Int)
                // Different texts can be the same to the model; their scores then differ by rounding alone.
                #expect(found == index || abs(scores[found] - scores[index]) < 1e-6)
                #expect(abs(try #require(result["score"] as? Double) - scores[found]) < 1e-5)
                #expect(result["text"] as? String == texts[found] && result["row"] as? Int == found + 1)
            }
        }
        let text = try await run(["search", "a cat", "--collection", "my reviews", "--top", "3"])
        #expect(text.output.split(separator: "\n").count == 4)
    }

    @Test func `keep the lines of a file under the name that is given, and embed nothing twice`() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let lines = try file("texts.txt", "the cat\n\na dog\n")
        // Another vector than the model would make: whoever gives it back has not asked the model.
        let known = (0..<24).map { Float($0) }
        let embedder = try LocalEmbedder.open(path: Self.encoder, reference: "any")
        let store = try HistoryStore(folder: folder.appending(path: "mirilla").path)
        try await store.store([known], of: ["the cat"], try await embedder.identity(as: .document))
        let run = try await run(["embed", "--lines", lines, "--collection", "pets", "--model", Self.encoder])
        #expect(run.status == 0 && run.errors.contains("1 of 3 rows") && run.errors.contains("collection pets"))
        #expect(try run.json["collection"] as? String == "pets")
        let vectors = try vectors(run)
        #expect(vectors.count == 2 && vectors[0] == known.map(Double.init) && vectors[1] != vectors[0])
        let collection = try await store.collection(named: "pets")
        #expect(collection.corpus.texts.map(\.row) == [1, 3] && Array(collection.vectors[0]) == known)
    }

    @Test(arguments: [
        (["embed"], "nothing to embed"), (["embed", "x", "--csv", "y"], "one place"),
        (["embed", "x", "--column", "y"], "--column needs --csv"), (["embed", "x", "--sample", "3"], "--sample needs"),
        (["embed", "x", "--output", "v.npy", "--format", "csv"], "disagree"),
        (["embed", "x", "--format", "xml"], "format"), (["embed", "x", "--collection", " a"], "cannot be called"),
        (["embed", "x", "--dimensions", "3"], "--dimensions"), (["search", "x"], "collection"),
        (["search", "x", "--collection", "c", "--top", "0"], "--top"),
    ])
    func `refuse wrong usage with one line and status 2`(arguments: [String], fragment: String) async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let run = try await run(arguments)
        #expect(run.status == 2 && run.output.isEmpty)
        #expect(run.errors.contains(fragment), "\(run.errors)")
        #expect(run.errors.count { $0 == "\n" } == 1)
    }

    @Test func `tell which row of a file is broken, and which collections there are`() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let broken = try file("broken.csv", "id,text\n1,fine\n2,\"open\n")
        let run = try await run(["embed", "--csv", broken, "--column", "text", "--format", "json"])
        #expect(run.status == 1 && run.errors.contains("row 2 (line 3)"))
        #expect(try #require(try run.json["error"] as? [String: Any])["kind"] as? String == "malformed")
        let missing = try await self.run(["search", "x", "--collection", "nothing"])
        #expect(missing.status == 1 && missing.errors.contains("no such collection"))
        #expect(try await self.run(["embed", "--csv", broken, "--column", "body"]).errors.contains("id, text"))
    }

    private func floats(_ data: Data) -> [Float] {
        let bytes = [UInt8](data)
        return stride(from: 0, to: bytes.count, by: 4).map { start in
            Float(bitPattern: (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[start + $1]) << (8 * $1) })
        }
    }
}
