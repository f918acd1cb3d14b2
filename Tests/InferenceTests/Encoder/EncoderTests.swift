import Foundation
import Generation
import Testing

@testable import Inference

@Suite("An encoder")
struct EncoderTests {
    @Test(arguments: TinyEncoder.allCases, [EmbeddingRole.document, .query])
    func `makes the vectors that sentence-transformers makes`(encoder: TinyEncoder, role: EmbeddingRole) async throws {
        let reference = try encoder.reference
        let vectors = try await encoder.open().embed(reference.texts, as: role).vectors
        let expected = role == .query ? reference.queries : reference.documents
        #expect(vectors.count == expected.count)
        for (text, (ours, theirs)) in zip(reference.texts, zip(vectors, expected)) {
            #expect(ours.count == theirs.count && largestDifference(ours, theirs) < 2e-5, "\(text.prefix(20))")
        }
    }

    @Test(arguments: TinyEncoder.allCases)
    func `looks where transformers looks, in both directions`(encoder: TinyEncoder) async throws {
        let reference = try encoder.reference
        let embedder = try encoder.open()
        let inspector = try #require(embedder.inspector)
        #expect(inspector.isBidirectional)
        let request = GenerationRequest(prompt: .raw(reference.pattern_text))
        let inspection = try await inspector.inspect(request)
        #expect(inspection.prompt.tokens.map(\.id) == reference.ids[2])
        let count = reference.ids[2].count
        for (layer, heads) in reference.patterns.enumerated() {
            for (head, expected) in heads.enumerated() {
                let pattern = try await inspector.attentionPattern(layer: layer, head: head, of: request)
                #expect(largestDifference(pattern.weights, expected.flatMap(\.self)) < 1e-5)
                let row = try #require(inspection.attention)[layer, head]
                #expect(largestDifference(Array(row), expected[count - 1]) < 1e-5)
            }
        }
    }

    @Test func `shows bands, thumbnails and arithmetic of the same patterns`() async throws {
        let reference = try TinyEncoder.mean.reference
        let inspector = try #require(try TinyEncoder.mean.open().inspector)
        let request = GenerationRequest(prompt: .raw(reference.pattern_text))
        let (heads, count) = (reference.patterns[1], reference.ids[2].count)
        let mean = try await inspector.attentionBand(layer: 1, heads: .mean, queries: 2..<5, of: request)
        let maximum = try await inspector.attentionBand(layer: 1, heads: .maximum, queries: 2..<5, of: request)
        for query in 2..<5 {
            for key in 0..<count {
                let weights = heads.map { $0[query][key] }
                #expect(abs(mean[query, key] - weights.reduce(0, +) / Float(weights.count)) < 1e-5)
                #expect(abs(maximum[query, key] - (weights.max() ?? 0)) < 1e-5)
            }
        }
        let thumbnails = try await inspector.attentionThumbnails(
            layer: 1, side: 4, hidesFirstToken: true, of: request)
        #expect(thumbnails.count == heads.count)
        let rows = AttentionThumbnail.positions(ofCell: 0, side: 4, count: count)
        let keys = AttentionThumbnail.positions(ofCell: 3, side: 4, count: count)
        let corner = rows.flatMap { row in keys.map { heads[0][row][$0] } }.max() ?? 0
        // Above the diagonal, where a decoder has nothing.
        #expect(abs(thumbnails[0][0, 3] - corner) < 1e-5 && corner > 0)
        let arithmetic = try await inspector.attentionArithmetic(layer: 1, head: 2, query: 1, key: 4, of: request)
        #expect(abs(arithmetic.weight - heads[2][1][4]) < 1e-5)
        #expect(arithmetic.visibleKeys == 0..<count)
        let powers = arithmetic.scores.map { Foundation.exp(Double($0 * arithmetic.scale)) }
        #expect(abs(Float(powers[4] / powers.reduce(0, +)) - arithmetic.weight) < 1e-5)
    }

    @Test func `gives a text the same vector alone and among many`() async throws {
        let embedder = try TinyEncoder.mean.open()
        let texts = (0..<400).map { index in String(repeating: "the cat ", count: index % 7) + "\(index)" }
        let together = try await embedder.embed(texts, as: .document).vectors
        for index in stride(from: 0, to: texts.count, by: 37) {
            let alone = try await embedder.embed([texts[index]], as: .document).vectors[0]
            #expect(largestDifference(alone, together[index]) < 1e-5)
        }
    }

    @Test func `is told apart by its weights and by what changes its vectors`() async throws {
        let (first, second) = (try TinyEncoder.mean.open(), try TinyEncoder.firstAndMaximum.open())
        let identity = try await first.identity(as: .document)
        #expect(try await first.identity(as: .document) == identity)
        #expect(try await first.identity(as: .query) != identity)
        #expect(try await second.identity(as: .document) != identity)
        // Without prompts a query is as good as a document.
        #expect(try await second.identity(as: .query) == second.identity(as: .document))
    }

    @Test func `is known again without its weights being read, where there is a folder to remember that`() async throws
    {
        let folder = try TemporaryFolder()
        let open = {
            try LocalEmbedder.open(
                path: TinyEncoder.mean.folder.path, reference: "test", options: LocalOptions(cacheFolder: folder.path))
        }
        let identity = try await open().identity(as: .document)
        #expect(try await TinyEncoder.mean.open().identity(as: .document) == identity)
        let checksums = folder.path + "/weights/checksums"
        let remembered = try #require(FileManager.default.contentsOfDirectory(atPath: checksums).first)
        // What is remembered is believed as long as the files are the same.
        let planted = String(repeating: "a", count: 64)
        try planted.write(toFile: "\(checksums)/\(remembered)", atomically: true, encoding: .utf8)
        #expect(try await open().identity(as: .document).model.contains(planted))
    }

    @Test func `stops when it is cancelled`() async throws {
        let embedder = try TinyEncoder.mean.open()
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await embedder.embed(["the cat"], as: .document)
        }
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test(arguments: [
        ("config.json", #"{"model_type": "roberta"}"#, "expected bert, found roberta"),
        ("config.json", #"{"model_type": "bert", "position_embedding_type": "relative_key"}"#, "relative_key"),
        ("1_Pooling/config.json", "{}", "no way to pool"), ("1_Pooling/config.json", nil, "1_Pooling/config.json"),
        ("1_Pooling/config.json", #"{"pooling_mode": "attention"}"#, "found attention"),
        ("modules.json", #"[{"type": "sentence_transformers.models.Dense"}]"#, "Dense"),
        ("sentence_bert_config.json", #"{"max_seq_length": 9999}"#, "expected 3 to 40, found 9999"),
        ("tokenizer.json", nil, "no tokenizer"), ("model.safetensors", nil, "no weights"),
    ])
    func `of another kind, or broken, is refused in one line`(file: String, content: String?, reason: String) throws {
        let folder = try TinyEncoder.mean.copy(changing: file, to: content)
        defer { try? FileManager.default.removeItem(at: folder) }
        let failure = try #require(throws: Failure.self) {
            try LocalEmbedder.open(path: folder.path, reference: "x")
        }
        #expect(failure.message.contains(reason), "\(failure.message)")
        #expect(!failure.message.contains("\n"))
    }
}

@Suite("A decoder that embeds")
struct DecoderEmbeddingTests {
    @Test func `gives the mean of its last states, as transformers computes them`() async throws {
        let model = TinyModel.groupedLlama
        let ids = try model.ids()
        let residuals = try model.reference("residuals")
        let width = model.configuration.embeddingSize
        // The last row of the reference is behind the final norm.
        let last = Array(residuals.suffix(ids.count * width))
        let mean = (0..<width).map { component in
            ids.indices.reduce(Float(0)) { $0 + last[$1 * width + component] } / Float(ids.count)
        }
        let embedder = LocalEmbedder(try model.provider())
        #expect(!embedder.isEncoder)
        let text = ids.map(String.init).joined(separator: " ")
        let vector = try await embedder.embed([text], as: .document).vectors[0]
        #expect(largestDifference(vector, mean.normalized) < 1e-4)
    }
}
