import Generation
import Synchronization
import Testing

@testable import Playground

/// A history that writes down what it is told.
private final class ScriptedArchive: RunArchive, RunRecorder {
    let told = Mutex<[String]>([])
    private let failure: Failure?

    init(failing failure: Failure? = nil) { self.failure = failure }

    private func note(_ text: String) { told.withLock { $0.append(text) } }

    func record(
        _ question: PastRun.Question, given: [Step], failed: @escaping @Sendable (Failure) -> Void
    ) -> any RunRecorder {
        note("record")
        if let failure { failed(failure) }
        return self
    }

    func add(_ event: GenerationEvent) {
        switch event {
        case .step(let step): note(step.text)
        case .completed: note("completed")
        case .prompt, .notice: break
        }
    }

    func identify(checksum: String) { note("checksum \(checksum)") }
    func end(_ ending: PastRun.Ending) { note("\(ending)") }
    func page(_ query: RunQuery) async throws -> RunPage { .made(of: query.limit) }
    func run(_ id: PastRun.ID) async throws -> PastRun {
        guard id > 0 else { throw Failure(.notFound, "no such run") }
        return .made(id)
    }
    func setStar(_ isStarred: Bool, of id: PastRun.ID) async throws { note("star \(id)") }
    func setNote(_ text: String, of id: PastRun.ID) async throws { note("note \(id)") }
    func delete(_ ids: [PastRun.ID]) async throws { note("delete \(ids)") }
    func flush() {}
}

@Suite("The runner and the history", .timeLimit(.minutes(5)))
struct HistoryRunnerTests {
    private let actions: AsyncStream<Action>
    private let post: @Sendable (Action) -> Void

    init() {
        let (actions, continuation) = AsyncStream<Action>.makeStream()
        self.actions = actions
        post = { continuation.yield($0) }
    }

    private func next() async -> Action? {
        for await action in actions { return action }
        return nil
    }

    private func start(_ archive: ScriptedArchive, _ provider: ScriptedProvider) async -> EffectRunner {
        let runner = EffectRunner(archive: archive, open: { _, _, _ in provider }, post: post)
        runner.perform(.loadModel(Ticket(1), reference: "scripted"))
        _ = await next()
        let question = PastRun.made(1).question
        runner.perform(.history(.record(Ticket(2), model: Ticket(1), question, given: [])))
        return runner
    }

    @Test func `what a run tells is written as it comes`() async {
        let (archive, provider) = (ScriptedArchive(), ScriptedProvider())
        let runner = await start(archive, provider)
        runner.perform(.generate(Ticket(2), model: Ticket(1), GenerationRequest(prompt: .raw("a"))))
        provider.voice.yield(.step(.made(0, "one")))
        _ = await next()
        #expect(archive.told.withLock { $0 } == ["record", "one"])
        provider.voice.yield(
            .completed(
                Completion(text: "one", reason: .length, timings: Timings(), promptTokens: 1, generatedTokens: 1)))
        _ = await next()
        #expect(archive.told.withLock { $0 } == ["record", "one", "completed"])
    }

    @Test func `a run that is stopped ends in the history at once`() async {
        let (archive, provider) = (ScriptedArchive(), ScriptedProvider())
        let runner = await start(archive, provider)
        runner.perform(.generate(Ticket(2), model: Ticket(1), GenerationRequest(prompt: .raw("a"))))
        provider.voice.yield(.step(.made(0, "one")))
        _ = await next()
        runner.perform(.cancel(Ticket(2)))
        #expect(archive.told.withLock { $0 } == ["record", "one", "finished(Generation.FinishReason.cancelled)"])
    }

    @Test func `a run that fails is remembered with the reason`() async {
        let (archive, provider) = (ScriptedArchive(), ScriptedProvider())
        let runner = await start(archive, provider)
        runner.perform(.generate(Ticket(2), model: Ticket(1), GenerationRequest(prompt: .raw("a"))))
        provider.voice.finish(throwing: Failure(.network, "gone"))
        _ = await next()
        #expect(archive.told.withLock { $0 } == ["record", "failed(\"gone\")"])
    }

    @Test func `that runs cannot be remembered is told once`() async {
        let failure = Failure(.system, "disk full")
        let runner = await start(ScriptedArchive(failing: failure), ScriptedProvider())
        #expect(await next() == .historyNews(.unwritable(failure)))
        runner.perform(.history(.record(Ticket(3), model: Ticket(1), PastRun.made(1).question, given: [])))
        runner.perform(.history(.list(Ticket(4), RunQuery(limit: 1))))
        #expect(await next() == .historyNews(.listed(Ticket(4), .made(of: 1))))
    }

    @Test func `lists and runs are read, and what fails is told`() async {
        let runner = EffectRunner(archive: ScriptedArchive(), open: { _, _, _ in ScriptedProvider() }, post: post)
        runner.perform(.history(.read(Ticket(1), [5, 4])))
        #expect(await next() == .historyNews(.read(Ticket(1), [.made(5), .made(4)])))
        runner.perform(.history(.read(Ticket(2), [0])))
        #expect(await next() == .historyNews(.unreadable(Failure(.notFound, "no such run"))))
        runner.perform(.history(.delete([7])))
        #expect(await next() == .historyNews(.deleted([7])))
    }

    @Test func `without a history nothing is remembered, and its screen says so`() async {
        let runner = EffectRunner(open: { _, _, _ in ScriptedProvider() }, post: post)
        runner.perform(.history(.record(Ticket(2), model: Ticket(1), PastRun.made(1).question, given: [])))
        runner.perform(.history(.list(Ticket(1), RunQuery())))
        guard case .historyNews(.unreadable(let failure)) = await next() else {
            Issue.record("nothing was told")
            return
        }
        #expect(failure.kind == .unsupported)
    }
}
