import Generation
import Testing

@testable import Inference

@Suite("A local model")
struct LocalProviderTests {
    @Test(arguments: TinyModel.allCases)
    func `continues a text as Hugging Face does`(model: TinyModel) async throws {
        let greedy = try model.reference("greedy").map { TokenID($0) }
        let run = try await Run(model.provider(), greedyRequest(Array(try model.ids().prefix(12)), maxNewTokens: 12))
        #expect(run.ids == greedy)
        #expect(run.completion?.reason == .length)
        #expect(run.completion?.text == greedy.map { " \($0)" }.joined())
        #expect(run.steps.map(\.text).joined() == run.completion?.text)
    }

    @Test(.enabled(if: Stories.isThere))
    func `continues the reference prompts as Hugging Face does`() async throws {
        let provider = try LocalProvider(Stories.files(), reference: "test")
        for prompt in try Stories.prompts() {
            #expect(try await Run(provider, greedyRequest(prompt.ids)).ids == prompt.greedy_ids)
        }
    }

    @Test(.enabled(if: Stories.isThere))
    func `writes the same text from the cache, after an edit in the middle and after a branch`() async throws {
        let provider = try LocalProvider(Stories.files(), reference: "test")
        let prompt = try #require(try Stories.prompts().last)
        let request = greedyRequest(prompt.ids)
        #expect(try await Run(provider, request).ids == prompt.greedy_ids)

        let again = try await Run(provider, request)
        #expect(again.ids == prompt.greedy_ids)
        #expect(again.prompt?.reusedCount == prompt.ids.count)

        var edited = prompt.ids
        edited[30] = 300
        let changed = try await Run(provider, greedyRequest(edited))
        #expect(changed.prompt?.reusedCount == 30)
        #expect(
            changed.ids == (try await Run(LocalProvider(Stories.files(), reference: "test"), greedyRequest(edited)).ids)
        )
        #expect(try await Run(provider, request).ids == prompt.greedy_ids)

        // A branch that takes another token at place 5, then one that goes the old way.
        let other = greedyRequest(prompt.ids, continuation: prompt.greedy_ids[..<5] + [261])
        #expect(try await Run(provider, other).ids != Array(prompt.greedy_ids[6...]))
        let branch = greedyRequest(
            prompt.ids, continuation: Array(prompt.greedy_ids[..<5]), maxNewTokens: 59)
        let steps = try await Run(provider, branch).steps
        #expect(steps.map(\.token.id) == Array(prompt.greedy_ids[5...]))
        #expect(steps.first?.index == 5)
    }

    @Test func `draws the same tokens again after a branch, for the same seed`() async throws {
        let provider = try TinyModel.gpt2.provider()
        var request = greedyRequest([1, 2, 3], maxNewTokens: 20)
        request.sampling = SamplingParameters(temperature: 1.5, seed: 7)
        let whole = try await Run(provider, request).ids
        request.continuation = Array(whole[..<8])
        request.maxNewTokens = 12
        #expect(try await Run(provider, request).ids == Array(whole[8...]))
    }

    @Test func `inspects a step exactly as it was generated, without a forward pass`() async throws {
        let provider = try TinyModel.groupedLlama.provider()
        var request = greedyRequest([1, 2, 3], maxNewTokens: 10)
        let steps = try await Run(provider, request).steps
        for step in steps.reversed() {
            request.continuation = steps[..<step.index].map(\.token.id)
            let inspection = try await provider.inspect(request)
            #expect(inspection.evaluatedCount == 0)
            #expect(inspection.distribution == step.distribution)
            let (seen, row) = (inspection.attention, step.attention)
            #expect(seen?.window == row?.window)
            #expect(largestDifference(seen?.weights ?? [], row?.weights ?? [1]) < 1e-6)
        }
        request.sampling.temperature = 2
        #expect(try await provider.inspect(request).evaluatedCount == 0)
        request.interventions = [.switchOffHead(layer: 0, head: 1)]
        #expect(try await provider.inspect(request).evaluatedCount == 3)
    }

    @Test func `computes only the changed end of a prompt`() async throws {
        let provider = try TinyModel.gpt2.provider()
        #expect(try await provider.inspect(greedyRequest(Array(1...20))).evaluatedCount == 20)
        let inspection = try await provider.inspect(greedyRequest(Array(1...18) + [40, 41, 42]))
        #expect(inspection.evaluatedCount == 3)
        #expect(inspection.prompt.reusedCount == 18)
    }

    @Test func `shows the same pattern as rows and as a whole`() async throws {
        let provider = try TinyModel.groupedLlama.provider()
        let request = greedyRequest(Array(5...15))
        let pattern = try await provider.attentionPattern(layer: 1, head: 3, of: request)
        let row = try #require(try await provider.inspect(request).attention)
        #expect(largestDifference(row[1, 3], (0..<11).map { pattern[10, $0] }) < 1e-6)
        #expect(pattern[3, 4] == 0)
    }

    @Test func `moves the context window and goes on as a fresh model would`() async throws {
        let provider = try TinyModel.gpt2.provider()
        var request = greedyRequest(Array(1...10), maxNewTokens: 30)
        request.contextLength = 16
        let run = try await Run(provider, request)
        #expect(run.ids.count == 30)
        #expect(run.steps.allSatisfy { ($0.attention?.keyCount ?? 99) <= 16 })
        let window = try #require(run.steps.last?.attention?.window)
        let all = Array(1...10) + run.ids.dropLast()
        let fresh = try await Run(
            TinyModel.gpt2.provider(), greedyRequest(Array(all[window.tailStart...]), maxNewTokens: 1))
        #expect(fresh.ids.last == run.ids.last)
    }

    @Test func `past the context says at each token what the visible tokens alone say`() async throws {
        var request = greedyRequest(Array(1...10), maxNewTokens: 30)
        request.contextLength = 16
        let ids = try await Run(TinyModel.gpt2.provider(), request).ids
        #expect(ids.count == 30)
        let transformer = try TestModel.transformer(TinyModel.gpt2.files())
        for (index, id) in ids.enumerated() {
            let visible = (Array(1...10) + ids[..<index]).suffix(16)
            let cache = KeyValueCache(transformer.configuration)
            var probe = NoProbe()
            transformer.forward(ArraySlice(Array(visible)), cache: cache, probe: &probe)
            let logits = transformer.logits(cache).suffix(67)
            #expect(logits.max() == logits[logits.startIndex + id])
        }
    }

    @Test func `holds back what may become a stop text, and shows it when it does not`() {
        var stops = StopMatcher(["<end>", "enough"])
        #expect(["a <", "en", "ough", "b"].map { stops.add($0) } == ["a ", "", "<", ""])
        #expect(stops.hasStopped)
        #expect(stops.finish() == "")
        stops = StopMatcher(["<end>"])
        #expect(["x<", "e", "e", "<en"].map { stops.add($0) } == ["x", "", "<ee", ""])
        #expect(stops.finish() == "<en")
    }

    @Test func `ends before a stop text and never shows half of one`() async throws {
        let model = TinyModel.gpt2
        let greedy = try model.reference("greedy").map { TokenID($0) }
        var request = greedyRequest(Array(try model.ids().prefix(12)), maxNewTokens: 12)
        // The stop text begins within a token and ends within the next.
        let whole = greedy.map { " \($0)" }.joined()
        let stop = "\(greedy[7] % 10) \("\(greedy[8])".prefix(1))"
        request.stopTexts = ["nowhere", stop]
        let run = try await Run(model.provider(), request)
        let expected = String(whole[..<(try #require(whole.firstRange(of: stop))).lowerBound])
        #expect(run.completion?.reason == .stop)
        #expect(run.completion?.text == expected)
        #expect(run.steps.map(\.text).joined() == expected)
    }

    @Test func `ends with the end of the text`() async throws {
        let model = TinyModel.biasedLlama
        let greedy = try model.reference("greedy").map { TokenID($0) }
        let end = greedy[4]
        let run = try await Run(
            model.provider(endTokens: [end]), greedyRequest(Array(try model.ids().prefix(12)), maxNewTokens: 12))
        #expect(run.completion?.reason == .endOfText)
        #expect(run.steps.last?.token.id == end)
        #expect(run.steps.last?.text == "")
    }

    @Test(arguments: CacheType.allCases)
    func `tells what its KV caches take while they grow, and within what`(type: CacheType) async throws {
        let options = LocalOptions(threadCount: 1, cacheBudget: 1 << 20, cacheType: type)
        let provider = try LocalProvider(TinyModel.gpt2.files(), reference: "test", options: options)
        #expect(provider.cacheMemory == CacheMemory(byteCount: 0, budget: 1 << 20, type: type.rawValue))
        _ = try await provider.inspect(greedyRequest(Array(1...20)))
        let bytes = KeyValueCache.bytesPerPosition(provider.engine.configuration, type: type)
        let taken = try #require(provider.cacheMemory?.byteCount)
        #expect(taken >= 20 * bytes && taken.isMultiple(of: bytes))
    }

    @Test func `stops at the next token when nobody listens any more`() async throws {
        let provider = try TinyModel.gpt2.provider()
        var request = greedyRequest([1, 2, 3], maxNewTokens: 1_000_000)
        request.contextLength = 8
        for try await case .step(let step) in provider.generate(request) where step.index == 3 { break }
        // The engine answers others, so the generation is not in their way.
        #expect(try await provider.inspect(greedyRequest([9, 8, 7])).evaluatedCount == 3)
    }

    @Test func `refuses what the model does not have, with the range`() async throws {
        let provider = try TinyModel.gpt2.provider()
        var request = greedyRequest([1])
        request.contextLength = 49
        await #expect { try await provider.inspect(request) } throws: {
            ($0 as? Failure)?.message == "value out of range: context: expected 1 to 48, found 49"
        }
        request = greedyRequest([1])
        request.interventions = [.switchOffHead(layer: 2, head: 0)]
        await #expect { try await provider.inspect(request) } throws: { ($0 as? Failure)?.kind == .outOfRange }
        await #expect { try await provider.inspect(greedyRequest([])) } throws: { ($0 as? Failure)?.kind == .usage }
        await #expect { try await provider.inspect(greedyRequest([67])) } throws: {
            ($0 as? Failure)?.kind == .malformed
        }
    }
}

/// A generation from beginning to end.
private struct Run {
    private(set) var prompt: EncodedPrompt?
    private(set) var steps: [Step] = []
    private(set) var completion: Completion?

    init(_ provider: LocalProvider, _ request: GenerationRequest) async throws {
        for try await event in provider.generate(request) {
            switch event {
            case .prompt(let prompt): self.prompt = prompt
            case .step(let step): steps.append(step)
            case .notice: break
            case .completed(let completion): self.completion = completion
            }
        }
    }

    var ids: [TokenID] { steps.map(\.token.id) }
}
