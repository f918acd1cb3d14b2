import Foundation
import Generation
import Testing

@testable import Inference

/// What the inspector says about two requests, and about a text that someone typed.
struct DivergenceTests {
    @Test func `a request does not diverge from itself`() async throws {
        let provider = try TinyModel.gpt2.provider()
        var request = greedyRequest([1, 2, 3])
        request.continuation = [4, 5, 6, 7]
        let divergences = try await provider.divergences(of: request, from: request)
        #expect(divergences.count == 4)
        #expect(divergences.allSatisfy { $0.bits < 1e-9 && $0.probability == $0.otherProbability })
    }

    @Test func `a head switched off diverges by the sum over the whole vocabulary`() async throws {
        let provider = try TinyModel.groupedLlama.provider()
        var whole = greedyRequest([1, 2, 3])
        whole.continuation = [4, 5, 6]
        whole.candidateCount = 1000
        var touched = whole
        touched.interventions = [.switchOffHead(layer: 0, head: 2)]
        let divergences = try await provider.divergences(of: touched, from: whole)
        for (position, divergence) in divergences.enumerated() {
            var requests = [touched, whole]
            for index in requests.indices { requests[index].continuation = Array(whole.continuation[..<position]) }
            let p = try await provider.inspect(requests[0]).distribution.candidates
            let q = try await provider.inspect(requests[1]).distribution.candidates
            let others = Dictionary(uniqueKeysWithValues: q.map { ($0.token.id, $0.unsampledProbability) })
            let expected = try p.reduce(0.0) { sum, candidate in
                let other = try #require(others[candidate.token.id])
                return sum + candidate.unsampledProbability * log2(candidate.unsampledProbability / other)
            }
            #expect(abs(divergence.bits - expected) < 1e-6)
            #expect(divergence.bits > 0)
            let token = whole.continuation[position]
            #expect(abs(divergence.otherProbability - (others[token] ?? -1)) < 1e-9)
        }
    }

    @Test func `what tokens are drawn from is what an inspection of each place says`() async throws {
        let provider = try TinyModel.gpt2.provider()
        var request = greedyRequest([1, 2, 3], continuation: [4, 5, 6])
        request.sampling = SamplingParameters(temperature: 0.7, topK: 9)
        request.candidateCount = 1000
        let expectations = try await provider.expectations(of: request, at: 1..<3)
        #expect(expectations.count == 2)
        for (position, probabilities) in zip(1..<3, expectations) {
            var place = request
            place.continuation = Array(request.continuation[..<position])
            let distribution = try await provider.inspect(place).distribution
            #expect(probabilities.count == distribution.candidates.count)
            for candidate in distribution.candidates {
                #expect(abs(Double(probabilities[candidate.token.id]) - candidate.probability) < 1e-6)
            }
            #expect(probabilities.count { $0 > 0 } == 9)
        }
    }

    @Test func `a vocabulary's checksum tells vocabularies apart, and nothing else`() async throws {
        let (model, other) = (try TinyModel.groupedLlama.provider(), try TinyModel.biasedLlama.provider())
        let checksum = await model.vocabularyChecksum()
        #expect(await other.vocabularyChecksum() == checksum)
        #expect(try await TinyModel.gpt2.provider().vocabularyChecksum() != checksum)
    }

    @Test func `requests with one prompt at the same time put it through the model once`() async throws {
        let provider = try TinyModel.groupedLlama.provider()
        let prompt = (0..<100).map { $0 % 60 }
        let prefills = try await withThrowingTaskGroup(of: Int.self) { group in
            for seed in 0..<4 {
                group.addTask {
                    var request = greedyRequest(prompt, maxNewTokens: 6)
                    request.sampling = SamplingParameters(seed: UInt64(seed))
                    var prefill = 0
                    for try await event in provider.generate(request) {
                        if case .completed(let completion) = event { prefill = completion.timings.prefillTokens }
                    }
                    return prefill
                }
            }
            return try await group.reduce(into: 0, +=)
        }
        #expect(prefills == prompt.count)
    }

    @Test func `a typed text is read as the tokens it has in the middle of a text`() async throws {
        let provider = try LocalProvider.open(path: ResourceLocation.folder(named: "nano"), reference: "nano")
        let request = GenerationRequest(prompt: .raw("Once upon a time there was"))
        let steps = try await provider.steps(reading: " a dog", after: request)
        #expect(steps.map(\.text).joined() == " a dog")
        try #require(steps.count > 1)
        #expect(steps.map(\.index) == Array(steps.indices))
        // Each step is what an inspection of its place says.
        var before = request
        before.continuation = [steps[0].token.id]
        let inspection = try await provider.inspect(before)
        #expect(inspection.evaluatedCount == 0)
        #expect(inspection.distribution == steps[1].distribution)
        #expect(try await provider.steps(reading: "", after: request).isEmpty)
        // Without a space at its front the text goes on in the middle of a word.
        #expect(try await provider.steps(reading: "ly", after: request).map(\.text).joined() == "ly")
    }

    @Test func `the attention alone is written as tensors with the same values as in a whole trace`() async throws {
        let folder = try TemporaryFolder()
        let provider = try TinyModel.gpt2.provider()
        var request = greedyRequest([1, 2, 3], maxNewTokens: 9)
        request.continuation = [4, 5]
        try await provider.writeTensors(.attention, of: request, to: "\(folder.path)/attention")
        try await provider.writeTensors(.everything, of: request, to: "\(folder.path)/everything")
        let attention = try MappedCheckpoint(safetensors: "\(folder.path)/attention")
        let everything = try MappedCheckpoint(safetensors: "\(folder.path)/everything")
        #expect(attention.tensor(named: "attention.1")?.shape == [3, 5, 5])
        #expect(attention.tensor(named: "logits") == nil)
        #expect(try attention.floats("attention.1") == everything.floats("attention.1"))
    }
}
