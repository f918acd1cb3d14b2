import Foundation
import Generation
import Testing

@testable import Inference

@Suite("Converted weights")
struct ConvertedWeightsTests {
    private let folder: TemporaryFolder
    private let converted: ConvertedWeights

    init() throws {
        folder = try TemporaryFolder()
        converted = ConvertedWeights(folder: folder.path + "/weights")
    }

    @Test func `of a model with projections the other way round say the same`() async throws {
        let path = try ResourceLocation.folder(named: "nano")
        let files = try converted.open(path, as: .f32, reference: "nano#f32")
        #expect(files.layout == .converted)
        let (found, expected) = try await (distribution(files), distribution(ModelFiles.open(path: path)))
        #expect(found.candidates.map(\.token.id) == expected.candidates.map(\.token.id))
        for (found, expected) in zip(found.candidates, expected.candidates) {
            #expect(abs(found.probability - expected.probability) < 1e-4)
        }
    }

    @Test func `are made once`() throws {
        let path = try ResourceLocation.folder(named: "nano")
        var told: [PullProgress] = []
        _ = try converted.open(path, as: .q8_0, reference: "nano#q8_0") { told.append($0) }
        #expect(told.last?.fraction == 1 && told.last?.finishedFileCount == 1)
        told = []
        let files = try converted.open(path, as: .q8_0, reference: "nano#q8_0") { told.append($0) }
        #expect(told.isEmpty)
        #expect(try Weights(files).dominantType == .q8_0)
    }

    @Test func `leave norms, biases and positions as they are and give the unembedding eight bits`() throws {
        let files = try converted.open(ResourceLocation.folder(named: "nano"), as: .q4_0, reference: "nano#q4_0")
        let weights = try Weights(files)
        #expect(weights.blocks.allSatisfy { $0.up.matrix.type == .q4_0 && $0.attentionOutput.matrix.type == .q4_0 })
        #expect(weights.unembedding.matrix.type == .q8_0)
        let source = try ModelFiles.open(path: ResourceLocation.folder(named: "nano"))
        #expect(weights.positions?.type == (try Weights(source).positions?.type))
    }

    @Test func `are listed by the model they were made of, and go when they are removed`() throws {
        _ = try converted.open(ResourceLocation.folder(named: "nano"), as: .q4_0, reference: "nano#q4_0")
        let entry = try #require(converted.entries.first)
        #expect(converted.entries.count == 1 && entry.reference == "nano#q4_0")
        try converted.remove(entry)
        #expect(converted.entries.isEmpty)
    }

    @Test func `are not made of weights that are quantized already`() throws {
        let path = try #require(QuantizedModel.q4.files().weightFiles.first)
        let failure = #expect(throws: Failure.self) { try converted.open(path, as: .q8_0, reference: "./m#q8_0") }
        #expect(failure?.kind == .unsupported && failure?.found == "Q4_0")
        #expect(converted.entries.isEmpty)
    }

    @Test func `are given up when nobody waits for them any more, and leave nothing behind`() async throws {
        let path = try ResourceLocation.folder(named: "nano")
        let conversion = Task { [converted] in
            // Cancelled from within, at its first piece, so that the test does not depend on who is faster.
            try converted.open(path, as: .q8_0, reference: "nano#q8_0") { _ in
                withUnsafeCurrentTask { $0?.cancel() }
            }
        }
        await #expect(throws: CancellationError.self) { try await conversion.value }
        #expect(converted.entries.isEmpty)
        let left = try FileManager.default.contentsOfDirectory(atPath: converted.folder)
        #expect(left.filter { $0.hasSuffix(".part") || $0.hasSuffix(".gguf") }.isEmpty)
    }

    @Test func `leave no file behind that was not finished`() throws {
        let tensor = GGUFWriter.Declaration(name: "x", shape: [1, 32], type: .f32)
        do {
            let writer = try GGUFWriter(path: folder.path + "/x.gguf", metadata: [("key", "value")], tensors: [tensor])
            withExtendedLifetime(writer) {}
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test(arguments: [
        ("./folder#q8_0", "./folder", WeightType.q8_0), ("hf:a/b@main#q4_0", "hf:a/b@main", .q4_0),
        ("nano", "nano", nil), ("./a#b", "./a#b", nil), ("http://h:1/v1#q8_0", "http://h:1/v1#q8_0", nil),
    ])
    func `are asked for behind the reference`(reference: String, model: String, type: WeightType?) {
        let parts = WeightType.split(reference)
        #expect(parts.model == model && parts.weights == type)
    }

    private func distribution(_ files: ModelFiles) async throws -> Distribution {
        let provider = try LocalProvider(files, reference: "test", options: LocalOptions(threadCount: 2))
        let request = GenerationRequest(prompt: .raw("Once upon a time"), candidateCount: 5, isTraced: false)
        return try await provider.inspect(request).distribution
    }
}
