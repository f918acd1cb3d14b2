import Generation
import Testing

@testable import Inference

@Suite("A trace")
struct TraceTests {
    @Test(arguments: TinyModel.allCases)
    func `holds what Hugging Face computes, readable as safetensors`(model: TinyModel) async throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/trace.safetensors"
        let ids = try model.ids()
        let summary = try await model.provider().trace(greedyRequest(ids, maxNewTokens: 0), to: path)
        #expect(summary.tokenCount == ids.count)

        let trace = try MappedCheckpoint(safetensors: path)
        #expect(largestDifference(try trace.floats("logits"), try model.reference("logits")) < 1e-3)
        let patterns = try trace.floats("attention.0") + trace.floats("attention.1")
        #expect(largestDifference(patterns, try model.reference("patterns")) < 1e-5)
        let residuals = try trace.floats("hidden.0") + trace.floats("hidden.1") + trace.floats("hidden.final")
        #expect(largestDifference(residuals, try model.reference("residuals")) < 1e-3)
        let configuration = model.configuration
        #expect(
            trace.tensor(named: "k.1")?.shape == [configuration.keyValueHeadCount, ids.count, configuration.headSize])
        #expect(trace.tensor(named: "q.1")?.shape == [configuration.headCount, ids.count, configuration.headSize])
    }

    @Test func `holds the generated tokens too`() async throws {
        let folder = try TemporaryFolder()
        let summary = try await TinyModel.gpt2.provider().trace(
            greedyRequest([1, 2, 3], maxNewTokens: 4), to: "\(folder.path)/trace.safetensors")
        #expect(summary.generated.count == 4)
        #expect(summary.tokenCount == 7)
    }

    @Test func `says where it cannot be written`() async throws {
        let provider = try TinyModel.gpt2.provider()
        await #expect { try await provider.trace(greedyRequest([1], maxNewTokens: 0), to: "/nowhere/trace") } throws: {
            ($0 as? Failure)?.location == "/nowhere/trace"
        }
    }
}
