import Generation
import Testing

@testable import Inference

@Suite("A local model", .enabled(if: Stories.isThere))
struct LocalProviderTests {
    @Test func `continues the reference prompts as Hugging Face does`() async throws {
        let provider = try LocalProvider(Stories.files(), reference: "test")
        for prompt in try Stories.prompts() {
            #expect(try await ids(provider.generate(greedyRequest(prompt.ids))) == prompt.greedy_ids)
        }
    }

    private func ids(_ events: AsyncThrowingStream<GenerationEvent, any Error>) async throws -> [TokenID] {
        var ids: [TokenID] = []
        for try await case .step(let step) in events { ids.append(step.token.id) }
        return ids
    }
}
