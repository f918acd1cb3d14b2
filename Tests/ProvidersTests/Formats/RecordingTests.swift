import Generation
import Testing

@testable import Providers

@Suite("Recorded streams")
struct RecordingTests {
    @Test(arguments: Recording.all)
    func `tell their text, their end and their account`(recording: Recording) {
        let outcome = recording.outcome([Array(recording.stream.utf8)])
        #expect(outcome.text == recording.text)
        #expect(outcome.completion?.reason == recording.reason)
        if let usage = recording.usage { #expect(outcome.completion?.usage == usage) }
        if let steps = recording.steps { #expect(outcome.steps.count == steps) }
        #expect(outcome.completion.map(\.text) == (recording.reason == nil ? nil : recording.text))
        if let failure = recording.failure {
            #expect(outcome.failure?.contains(failure) == true, "\(outcome.failure ?? "no failure")")
        } else {
            #expect(outcome.failure == nil)
        }
    }

    @Test(arguments: Recording.all)
    func `give the same events wherever they are cut`(recording: Recording) {
        let bytes = Array(recording.stream.utf8)
        let whole = recording.outcome([bytes])
        // What is made of the messages depends on nothing but them.
        for cut in 0...bytes.count {
            #expect(recording.messages([Array(bytes[..<cut]), Array(bytes[cut...])]) == recording.messages([bytes]))
        }
        for cut in stride(from: 0, to: bytes.count, by: 41) {
            #expect(recording.outcome([Array(bytes[..<cut]), Array(bytes[cut...])]) == whole)
        }
        #expect(recording.outcome(bytes.map { [$0] }) == whole)
    }

    @Test(arguments: Recording.all)
    func `lose no text that came before they broke off, and do not pretend to be whole`(recording: Recording) {
        let bytes = Array(recording.stream.utf8)
        for end in stride(from: 0, to: bytes.count, by: 29) {
            let outcome = recording.outcome([Array(bytes[..<end])])
            #expect(recording.text.hasPrefix(outcome.text))
            #expect(outcome.completion != nil || outcome.failure != nil)
            // A reason to end stands at the end; before it nothing may count as one.
            if let completion = outcome.completion { #expect(completion.text == recording.text) }
        }
    }

    @Test func `thoughts are told apart from the text`() throws {
        for name in ["Anthropic, every event", "Gemini with figures", "Ollama", "responses"] {
            let recording = try #require(Recording.all.first { $0.name == name })
            #expect(recording.outcome([Array(recording.stream.utf8)]).notices == [.reasoning("hm")])
        }
    }

    @Test func `figures are those of the model's own distribution, and partial`() throws {
        let recording = try #require(Recording.all.first { $0.name.hasPrefix("a chat with figures") })
        var request = Recording.request
        let step = try #require(recording.outcome([Array(recording.stream.utf8)], request: request).steps.first)
        #expect(step.rank == 0 && step.token.id == Token.undisclosedID)
        #expect(step.probability == step.unsampledProbability)
        let distribution = try #require(step.distribution)
        #expect(!distribution.isComplete && distribution.candidates.map(\.token.text) == ["A", "B"])
        let listed = distribution.candidates.reduce(0) { $0 + $1.unsampledProbability }
        #expect(abs(distribution.tail.unsampledProbability - (1 - listed)) < 1e-12)

        // What the sampling stages make of it elsewhere is not disclosed.
        request.sampling.temperature = 0.7
        let sampled = recording.outcome([Array(recording.stream.utf8)], request: request).steps
        #expect(sampled[0].probability == nil && sampled[0].unsampledProbability == step.unsampledProbability)
        // Below the horizon nothing is known.
        #expect(sampled[2].unsampledProbability == nil && sampled[2].rank == nil)
        #expect(sampled.map(\.text) == ["A", "", "é"])
    }

    @Test func `a whole answer reads like a stream`() throws {
        let document =
            #"{"object":"chat.completion","choices":[{"index":0,"message":{"role":"assistant","content":"Hi"},"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":1}}"#
        var reader = Recording.chat.makeReader()
        let parts = try reader.parts(of: StreamMessage(data: Array(document.utf8)))
        #expect(parts.contains(.text("Hi")) && parts.contains(.finished(.endOfText)) && parts.last == .end)
    }
}
