import Generation
import Synchronization

/// A model that does what a test tells it, when the test tells it.
final class ScriptedProvider: Provider, Inspector {
    let model: ModelDescription
    let capabilities = Capabilities.local
    var inspector: (any Inspector)? { self }
    let run: AsyncThrowingStream<GenerationEvent, any Error>
    /// Speaks as the model in the run.
    let voice: AsyncThrowingStream<GenerationEvent, any Error>.Continuation
    /// Requests for inspections, as they come in.
    let questions: AsyncStream<GenerationRequest>
    private let asked: AsyncStream<GenerationRequest>.Continuation
    /// How runs and inspections were given up.
    let givenUp: AsyncStream<String>
    private let gaveUp: AsyncStream<String>.Continuation
    /// The prompt that is inspected at once; others never are.
    private let answered: Prompt?
    private let memory = Mutex<CacheMemory?>(nil)

    init(name: String = "scripted", answering answered: Prompt? = nil) {
        model = ModelDescription(reference: name, name: name, contextLimit: 128)
        self.answered = answered
        (run, voice) = AsyncThrowingStream.makeStream()
        (questions, asked) = AsyncStream.makeStream()
        (givenUp, gaveUp) = AsyncStream.makeStream()
        voice.onTermination = { [gaveUp] reason in
            if case .cancelled = reason { gaveUp.yield("run") }
        }
    }

    /// From now on its KV caches take so much.
    func setCacheBytes(_ count: Int) {
        memory.withLock { $0 = CacheMemory(byteCount: count, budget: 1000, type: "f16") }
    }

    var cacheMemory: CacheMemory? { memory.withLock(\.self) }

    func generate(_ request: GenerationRequest) -> AsyncThrowingStream<GenerationEvent, any Error> { run }

    func inspect(_ request: GenerationRequest) async throws -> Inspection {
        asked.yield(request)
        if request.prompt == answered { return .made(entropy: 1) }
        let never = AsyncStream<Void> { _ in }
        for await _ in never {}
        gaveUp.yield("inspection")
        throw CancellationError()
    }

    func attentionPattern(layer: Int, head: Int, of request: GenerationRequest) async throws -> AttentionPattern {
        throw Failure(.unsupported, "not scripted")
    }
}
