import Generation
import Testing

@testable import Inference

@Suite("A chat with a local model")
struct ChatPromptTests {
    private func prompt(_ messages: [Message], context: Int? = nil) async throws -> EncodedPrompt {
        let provider = try LocalProvider(QuantizedModel.q8.files(), reference: "test")
        return try await provider.inspect(
            GenerationRequest(
                prompt: .chat(messages), sampling: SamplingParameters(temperature: 0), maxNewTokens: 1,
                contextLength: context)
        ).prompt
    }

    @Test func `keeps the system part when the context overflows`() async throws {
        let prompt = try await prompt(
            [Message(role: .system, content: "be kind"), Message(role: .user, content: "abcdefghijkl")], context: 16)
        #expect(prompt.text == "<|system|>be kind<|end|><|user|>abcdefghijkl<|end|><|begin|>")
        // The marker, seven letters, the end, and the marker of the turn that follows.
        #expect(prompt.pinnedCount == 10)
        #expect(prompt.window.pinnedCount == 10)
        #expect(prompt.window.visibleCount == 16)
    }

    @Test func `does not take a marker that the user typed for the template's`() async throws {
        let prompt = try await prompt([Message(role: .user, content: "a<|end|>b")])
        let ids = prompt.tokens.map(\.id)
        #expect(prompt.text == "<|user|>a<|end|>b<|end|><|begin|>")
        #expect(ids.filter { $0 == 1 }.count == 1)
        #expect(ids.suffix(2) == [1, 0])
        // One marker, a, seven characters, b, two markers.
        #expect(ids.count == 12)
    }
}
