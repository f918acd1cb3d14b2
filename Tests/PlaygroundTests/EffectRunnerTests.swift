import Generation
import Testing

@testable import Playground

@Suite(.timeLimit(.minutes(5)))
struct EffectRunnerTests {
    private let actions: AsyncStream<Action>
    private let post: @Sendable (Action) -> Void

    init() {
        let (actions, continuation) = AsyncStream<Action>.makeStream()
        self.actions = actions
        post = { continuation.yield($0) }
    }

    /// A runner in which a model is open under the first ticket.
    private func runner(with provider: ScriptedProvider) async -> EffectRunner {
        let runner = EffectRunner(open: { _, _, _ in provider }, post: post)
        runner.perform(.loadModel(Ticket(1), reference: "scripted"))
        _ = await next()
        return runner
    }

    private func next() async -> Action? {
        for await action in actions { return action }
        return nil
    }

    @Test func `a model is opened, or the reason why not is told`() async {
        let failure = Failure(.notFound, "no such folder", at: "./x")
        let provider = ScriptedProvider()
        let runner = EffectRunner(
            open: { reference, _, _ in
                if reference == "./x" { throw failure }
                return provider
            }, post: post)
        runner.perform(.loadModel(Ticket(1), reference: "./x"))
        #expect(await next() == .modelFailed(Ticket(1), failure))
        runner.perform(.loadModel(Ticket(2), reference: "scripted"))
        let loaded = LoadedModel(
            id: Ticket(2), description: provider.model, capabilities: provider.capabilities, canInspect: true)
        #expect(await next() == .modelLoaded(loaded))
    }

    @Test func `how far weights are converted is told until nobody waits for the model`() async {
        let progress = PullProgress(fileCount: 1, byteCount: 10, finishedByteCount: 4)
        let (reports, report) = AsyncStream<@Sendable (PullProgress) -> Void>.makeStream()
        let runner = EffectRunner(
            open: { _, _, tell in
                tell(progress)
                report.yield(tell)
                try await Task.sleep(for: .seconds(3600))
                return ScriptedProvider()
            }, post: post)
        runner.perform(.loadModel(Ticket(1), reference: "./x#q8_0"))
        #expect(await next() == .modelConverting(Ticket(1), progress))
        runner.perform(.closeModel(Ticket(1)))
        for await tell in reports {
            tell(progress)
            break
        }
        runner.perform(.post(.stop, after: .zero))
        #expect(await next() == .stop)
    }

    @Test func `what the KV caches take is told when it changes`() async throws {
        let provider = ScriptedProvider()
        provider.setCacheBytes(0)
        let runner = EffectRunner(open: { _, _, _ in provider }, post: post)
        runner.perform(.loadModel(Ticket(1), reference: "scripted"))
        guard case .modelLoaded(let loaded) = await next() else { throw Failure(.system, "no model") }
        #expect(loaded.cacheMemory?.byteCount == 0)
        runner.perform(.generate(Ticket(2), model: Ticket(1), GenerationRequest(prompt: .raw("a"))))
        provider.setCacheBytes(64)
        provider.voice.yield(.step(.made(0, "b")))
        let grown = CacheMemory(byteCount: 64, budget: 1000, type: "f16")
        #expect(await next() == .cacheMemoryChanged(Ticket(1), grown))
        for index in 0..<2 {
            if index > 0 { provider.voice.yield(.step(.made(index, "b"))) }
            guard case .generated(Ticket(2), _, _) = await next() else { throw Failure(.system, "no token") }
        }
    }

    @Test func `models are listed bit by bit, and a pull tells how far it is`() async {
        let listing = ModelListing(ModelDescription(reference: "nano", name: "nano"), place: .embedded)
        let progress = PullProgress(fileCount: 1, byteCount: 10)
        let library = ModelLibrary {
            AsyncStream { continuation in
                continuation.yield(.found([listing]))
                continuation.finish()
            }
        } pull: { name, report in
            report(progress)
            if name == "o/gated" { throw Failure(.network, "gated", at: name) }
            return "hf:" + name
        }
        let runner = EffectRunner(library: library, open: { _, _, _ in ScriptedProvider() }, post: post)
        runner.perform(.models(.list(Ticket(1))))
        #expect(await next() == .modelsNews(.listed(Ticket(1), .found([listing]))))
        #expect(await next() == .modelsNews(.listingEnded(Ticket(1))))
        runner.perform(.models(.pull(Ticket(2), name: "o/n")))
        #expect(await next() == .modelsNews(.pulling(Ticket(2), progress)))
        #expect(await next() == .modelsNews(.pulled(Ticket(2), reference: "hf:o/n")))
        runner.perform(.models(.pull(Ticket(3), name: "o/gated")))
        #expect(await next() == .modelsNews(.pulling(Ticket(3), progress)))
        #expect(await next() == .modelsNews(.pullFailed(Ticket(3), Failure(.network, "gated", at: "o/gated"))))
    }

    @Test func `a pull that was cancelled is not heard of again`() async {
        let (started, start) = AsyncStream.makeStream(of: Void.self)
        let library = ModelLibrary {
            AsyncStream { $0.finish() }
        } pull: { _, _ in
            start.yield()
            try await Task.sleep(for: .seconds(3600))
            return "hf:o/n"
        }
        let runner = EffectRunner(library: library, open: { _, _, _ in ScriptedProvider() }, post: post)
        runner.perform(.models(.pull(Ticket(1), name: "o/n")))
        for await _ in started { break }
        runner.perform(.models(.cancelPull(Ticket(1))))
        runner.perform(.models(.list(Ticket(2))))
        #expect(await next() == .modelsNews(.listingEnded(Ticket(2))))
    }

    @Test func `a run's events arrive in order, and after the completion nothing`() async throws {
        let provider = ScriptedProvider()
        let runner = await runner(with: provider)
        runner.perform(.generate(Ticket(2), model: Ticket(1), GenerationRequest(prompt: .raw("a"))))
        let completion = Completion(
            text: "b", reason: .length, timings: Timings(), promptTokens: 1, generatedTokens: 1)
        let events: [GenerationEvent] = [.prompt(.made(of: 1)), .step(.made(0, "b")), .completed(completion)]
        for event in events { provider.voice.yield(event) }
        provider.voice.finish(throwing: Failure(.network, "too late to matter"))
        var received: [GenerationEvent] = []
        while received.count < 3, case .generated(Ticket(2), let some, _) = await next() { received += some }
        #expect(received == events)
        runner.perform(.post(.stop, after: .zero))
        #expect(await next() == .stop)
    }

    @Test func `a failing run tells its failure, a broken-off one that it broke off`() async {
        let failure = Failure(.network, "connection lost")
        for (error, expected) in [(failure, failure), (nil, Failure(.malformed, "the model's answer broke off"))] {
            let provider = ScriptedProvider()
            let runner = await runner(with: provider)
            runner.perform(.generate(Ticket(2), model: Ticket(1), GenerationRequest(prompt: .raw("a"))))
            provider.voice.finish(throwing: error)
            #expect(await next() == .runFailed(Ticket(2), expected))
        }
    }

    @Test func `a cancelled run reaches the model and is not heard of again`() async {
        let provider = ScriptedProvider()
        let runner = await runner(with: provider)
        runner.perform(.generate(Ticket(2), model: Ticket(1), GenerationRequest(prompt: .raw("a"))))
        provider.voice.yield(.step(.made(0, "b")))
        _ = await next()
        runner.perform(.cancel(Ticket(2)))
        for await reason in provider.givenUp {
            #expect(reason == "run")
            break
        }
        runner.perform(.post(.stop, after: .zero))
        #expect(await next() == .stop)
    }

    @Test func `a newer question gives the older one up`() async {
        let provider = ScriptedProvider(answering: .raw("new"))
        let runner = await runner(with: provider)
        runner.perform(.inspect(Ticket(2), model: Ticket(1), GenerationRequest(prompt: .raw("old"))))
        for await _ in provider.questions { break }
        runner.perform(.inspect(Ticket(3), model: Ticket(1), GenerationRequest(prompt: .raw("new"))))
        #expect(await next() == .inspected(Ticket(3), .made(entropy: 1)))
        for await reason in provider.givenUp {
            #expect(reason == "inspection")
            break
        }
    }

    @Test func `a run takes the model from an inspection`() async {
        let provider = ScriptedProvider()
        let runner = await runner(with: provider)
        runner.perform(.inspect(Ticket(2), model: Ticket(1), GenerationRequest(prompt: .raw("old"))))
        for await _ in provider.questions { break }
        runner.perform(.generate(Ticket(3), model: Ticket(1), GenerationRequest(prompt: .raw("a"))))
        for await reason in provider.givenUp {
            #expect(reason == "inspection")
            break
        }
    }

    @Test func `a closed model answers nothing`() async {
        let runner = await runner(with: ScriptedProvider())
        runner.perform(.closeModel(Ticket(1)))
        runner.perform(.generate(Ticket(2), model: Ticket(1), GenerationRequest(prompt: .raw("a"))))
        #expect(await next() == .runFailed(Ticket(2), Failure(.notFound, "the model is closed")))
        runner.perform(.inspect(Ticket(3), model: Ticket(1), GenerationRequest(prompt: .raw("a"))))
        guard case .inspectionFailed(Ticket(3), _) = await next() else {
            Issue.record("the inspection was answered")
            return
        }
    }

    @Test func `a disk that refuses is told once, and preferences that cannot be kept too`() async {
        let failure = Failure(.system, "read-only")
        let runner = EffectRunner(
            drafts: DraftStore(directory: "/dev/null/nowhere"), savePreferences: { _ in throw failure },
            open: { _, _, _ in ScriptedProvider() }, post: post)
        let draft = Draft(system: "", user: "a", settings: Settings())
        runner.perform(.saveDraft(draft))
        guard case .draftFailed = await next() else {
            Issue.record("nothing was told")
            return
        }
        runner.perform(.saveDraft(draft))
        runner.perform(.savePreferences(Preferences(language: .spanish, themeName: "dark", isLive: true)))
        #expect(await next() == .preferencesFailed(failure))
    }

    @Test func `two models are asked what they expect, block by block, and their divergences are told`() async throws {
        let (first, second) = (
            ExpectingProvider(checksum: 7, [0.5, 0.5]), ExpectingProvider(checksum: 7, [0.25, 0.75])
        )
        let runner = await runner(with: ["first": first, "second": second])
        let request = GenerationRequest(prompt: .raw("x"), continuation: Array(repeating: 1, count: 19))
        runner.perform(
            .compare(
                Ticket(9), ComparedRequest(model: Ticket(1), request: request),
                with: ComparedRequest(model: Ticket(2), request: request)))
        guard case .compared(Ticket(9), let divergences) = await next() else { throw Failure(.system, "no answer") }
        #expect(divergences.count == 19)
        let expected = Divergence(of: [0.5, 0.5], from: [0.25, 0.75], token: 1)
        #expect(divergences.allSatisfy { $0 == expected })
    }

    @Test func `models of different vocabularies are not compared`() async throws {
        let (first, second) = (ExpectingProvider(checksum: 7, [1]), ExpectingProvider(checksum: 8, [1]))
        let runner = await runner(with: ["first": first, "second": second])
        let request = GenerationRequest(prompt: .raw("x"), continuation: [0])
        runner.perform(
            .compare(
                Ticket(9), ComparedRequest(model: Ticket(1), request: request),
                with: ComparedRequest(model: Ticket(2), request: request)))
        #expect(
            await next()
                == .comparisonFailed(Ticket(9), Failure(.unsupported, "the models have different vocabularies")))
    }

    @Test func `a model that is closed while it opens is told of no more`() async {
        let (gate, opened) = AsyncStream<Void>.makeStream()
        let runner = EffectRunner(
            open: { reference, _, _ in
                if reference == "slow" { for await _ in gate { break } }
                return ScriptedProvider(name: reference)
            }, post: post)
        runner.perform(.loadModel(Ticket(1), reference: "slow"))
        runner.perform(.closeModel(Ticket(1)))
        opened.yield()
        runner.perform(.loadModel(Ticket(2), reference: "quick"))
        guard case .modelLoaded(let model) = await next() else { return #expect(Bool(false)) }
        #expect(model.id == Ticket(2))
    }

    /// A runner in which two models are open, under the first and the second ticket.
    private func runner(with providers: [String: ExpectingProvider]) async -> EffectRunner {
        let runner = EffectRunner(
            open: { reference, _, _ in
                guard let provider = providers[reference] else { throw Failure(.notFound, "no such model") }
                return provider
            }, post: post)
        for (number, name) in ["first", "second"].enumerated() {
            runner.perform(.loadModel(Ticket(number + 1), reference: name))
            _ = await next()
        }
        return runner
    }
}

struct ActionMailboxTests {
    @Test func `events of one run become one action while nobody looks, and nothing is lost or moved`() {
        let mailbox = ActionMailbox {}
        let run = Ticket(1)
        for index in 0..<1000 {
            mailbox.post(.generated(run, [.step(.made(index, "x"))], elapsed: .milliseconds(index)))
        }
        mailbox.post(.stop)
        mailbox.post(.generated(run, [.step(.made(1000, "x"))], elapsed: .seconds(1)))
        mailbox.post(.generated(Ticket(2), [.step(.made(0, "y"))], elapsed: .seconds(1)))
        let steps = (0..<1000).map { GenerationEvent.step(.made($0, "x")) }
        #expect(
            mailbox.drain() == [
                .generated(run, steps, elapsed: .milliseconds(999)), .stop,
                .generated(run, [.step(.made(1000, "x"))], elapsed: .seconds(1)),
                .generated(Ticket(2), [.step(.made(0, "y"))], elapsed: .seconds(1)),
            ])
        #expect(mailbox.drain().isEmpty)
    }

    @Test func `wakes once for each time it is filled`() async {
        let (wakes, continuation) = AsyncStream<Int>.makeStream()
        let mailbox = ActionMailbox { continuation.yield(1) }
        mailbox.post(.run)
        mailbox.post(.stop)
        _ = mailbox.drain()
        mailbox.post(.quit)
        continuation.finish()
        var count = 0
        for await wake in wakes { count += wake }
        #expect(count == 2)
    }
}

/// A model that expects the same everywhere.
private final class ExpectingProvider: Provider, Inspector {
    let model = ModelDescription(reference: "expecting", name: "expecting")
    let capabilities = Capabilities.local
    var inspector: (any Inspector)? { self }
    private let checksum: UInt64
    private let probabilities: [Float]

    init(checksum: UInt64, _ probabilities: [Float]) {
        self.checksum = checksum
        self.probabilities = probabilities
    }

    func generate(_ request: GenerationRequest) -> AsyncThrowingStream<GenerationEvent, any Error> {
        AsyncThrowingStream { $0.finish() }
    }

    func inspect(_ request: GenerationRequest) async throws -> Inspection { .made(entropy: 1) }

    func attentionPattern(layer: Int, head: Int, of request: GenerationRequest) async throws -> AttentionPattern {
        throw Failure(.unsupported, "not scripted")
    }

    func expectations(of request: GenerationRequest, at positions: Range<Int>) async throws -> [[Float]] {
        positions.map { _ in probabilities }
    }

    func vocabularyChecksum() async throws -> UInt64 { checksum }
}
