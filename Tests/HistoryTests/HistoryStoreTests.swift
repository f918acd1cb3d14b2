import Foundation
import Generation
import Testing

@testable import History

@Suite("The history")
struct HistoryStoreTests {
    private let question: PastRun.Question = {
        var question = PastRun.Question.sample(
            .chat([Message(role: .system, content: "Eres breve."), Message(role: .user, content: "¿Qué es un token?")]))
        question.request.sampling = SamplingParameters(
            temperature: 0.7, topK: 5, topP: 0.9, minP: 0.01, typicalP: 0.95, repetitionPenalty: 1.1,
            presencePenalty: 0.5, frequencyPenalty: -0.5, seed: .max)
        question.request.maxNewTokens = 33
        question.request.contextLength = 128
        question.request.stopTexts = ["\n\n", "\"fin\""]
        question.request.interventions = [.switchOffHead(layer: 2, head: 5), .switchOffMLP(layer: 1)]
        question.request.continuation = [100]
        question.forcedKnobs = [.topK]
        return question
    }()

    @Test func `gives a run back as it was asked and as it came`() async throws {
        let history = try SampleHistory()
        let prompt = EncodedPrompt(
            text: "<s>Eres breve.",
            tokens: [Token(id: 1, bytes: Array("<s>".utf8), isSpecial: true), Token(id: 300, bytes: [0xFF])],
            pinnedCount: 1, window: ContextWindow(promptCount: 2, count: 2, pinnedCount: 1, limit: 128), reusedCount: 0)
        let steps = [Step.sample(1, " trozo"), .sample(2, " de texto")]
        let id = try await history.run(question, given: [.sample(0, "Un")], prompt: prompt, steps: steps, reason: .stop)
        let run = try await history.store.run(id)
        #expect(run.question == question)
        #expect(run.prompt == prompt)
        #expect(run.text == "Un trozo de texto")
        #expect(run.steps.map(\.token) == ([.sample(0, "Un")] + steps).map(\.token))
        #expect(run.steps.map(\.probability) == [0.5, 0.5, 0.5])
        #expect(run.steps.map(\.unsampledProbability) == [0.25, 0.25, 0.25])
        #expect(run.steps.map(\.distribution?.entropyBits) == [1.5, 1.5, 1.5])
        #expect(run.summary.ending == .finished(.stop))
        #expect(run.summary.tokensPerSecond == 4)
        #expect(run.timings?.firstToken == .milliseconds(9))
        #expect(run.usage == Usage(promptTokens: 4, generatedTokens: 2))
        // What a local model might have said instead, it can be asked again.
        #expect(run.steps.allSatisfy { $0.distribution?.candidates.isEmpty == true })
    }

    @Test func `keeps what a model thought, also of a run that nobody ended`() async throws {
        let history = try SampleHistory()
        let question = PastRun.Question.sample(.raw("hi"), model: "openai:o9", isLocal: false)
        let recorder = history.store.record(question, given: [], failed: history.failures.add)
        recorder.add(.notice(.reasoning("A greeting ")))
        recorder.add(.notice(.retry(after: .zero, reason: "busy")))
        recorder.add(.notice(.reasoning("is due.")))
        recorder.add(.step(.sample(0, "Hello")))
        history.store.flush()
        let id = try #require(try await history.store.page(RunQuery()).runs.first?.id)
        let run = try await history.store.run(id)
        #expect(run.reasoning == "A greeting is due." && run.text == "Hello")
        try await history.store.delete([id])
        #expect(try await history.store.page(RunQuery()).totalCount == 0)
    }

    @Test func `keeps the settings of a picture`() async throws {
        let history = try SampleHistory()
        var question = PastRun.Question.sample(.raw("a fox"), model: "openai:gpt-image-2", isLocal: false)
        question.request.media = [.size: "1024x1024", .format: "webp"]
        let id = try await history.run(question, steps: [])
        #expect(try await history.store.run(id).question == question)
    }

    @Test func `keeps the candidates of a model that cannot be asked again`() async throws {
        let history = try SampleHistory()
        let step = Step.sample(0, "x")
        let id = try await history.run(.sample(.raw("a"), model: "openai:m", isLocal: false), steps: [step])
        let run = try await history.store.run(id)
        #expect(run.steps.first?.distribution?.candidates == step.distribution?.candidates)
    }

    @Test(arguments: [
        Prompt.raw(""), .raw("a\n\u{1F600}\"'%_"), .chat([Message(role: .user, content: "u")]),
        .chat([
            Message(role: .user, content: "u"), Message(role: .assistant, content: "a"),
            Message(role: .user, content: "v"),
        ]),
    ])
    func `gives every kind of prompt back`(prompt: Prompt) async throws {
        let history = try SampleHistory()
        let id = try await history.run(prompt)
        #expect(try await history.store.run(id).question.request.prompt == prompt)
    }

    @Test func `a run that nobody ended has the text that came`() async throws {
        let history = try SampleHistory()
        let id = try await history.run(tokens: ["one", " two"], reason: nil)
        let run = try await history.store.run(id)
        #expect(run.text == "one two" && run.summary.ending == nil && run.summary.tokenCount == 2)
    }

    @Test func `what fails or is stopped is remembered with what came`() async throws {
        let history = try SampleHistory()
        for ending in [PastRun.Ending.failed("no answer"), .finished(.cancelled)] {
            let recorder = history.store.record(.sample(.raw("a")), given: []) { history.failures.add($0) }
            recorder.add(.step(.sample(0, "half")))
            recorder.end(ending)
            recorder.identify(checksum: "abc")
            history.store.flush()
            let summary = try #require(try await history.store.page(RunQuery()).runs.first)
            #expect(summary.ending == ending && summary.tokenCount == 1 && summary.checksum == "abc")
        }
        #expect(history.failures.all.isEmpty)
    }

    @Test func `lists the newest first, in parts, by model and by star`() async throws {
        let history = try SampleHistory()
        for number in 0..<5 {
            try await history.run(.raw("run \(number)"), model: number.isMultiple(of: 2) ? "nano" : "./gpt2")
        }
        let part = try await history.store.page(RunQuery(offset: 1, limit: 2))
        #expect(part.runs.map(\.opening) == ["run 3", "run 2"])
        #expect(part.matchCount == 5 && part[1]?.opening == "run 3" && part[3] == nil)
        #expect(part.modelReferences == ["./gpt2", "nano"])
        let ofOne = try await history.store.page(RunQuery(modelReference: "./gpt2"))
        #expect(ofOne.runs.map(\.opening) == ["run 3", "run 1"] && ofOne.matchCount == 2 && ofOne.totalCount == 5)
        try await history.store.setStar(true, of: part.runs[1].id)
        #expect(try await history.store.page(RunQuery(isStarredOnly: true)).runs.map(\.opening) == ["run 2"])
        try await history.store.setStar(false, of: part.runs[1].id)
        #expect(try await history.store.page(RunQuery(isStarredOnly: true)).runs.isEmpty)
    }

    @Test func `only its owner can read the files`() async throws {
        let history = try SampleHistory()
        try await history.run()
        for name in try FileManager.default.contentsOfDirectory(atPath: history.folder) {
            let attributes = try FileManager.default.attributesOfItem(atPath: "\(history.folder)/\(name)")
            #expect((attributes[.posixPermissions] as? Int) == 0o600, "\(name)")
        }
        let folder = try FileManager.default.attributesOfItem(atPath: history.folder)
        #expect((folder[.posixPermissions] as? Int) == 0o700)
    }
}
