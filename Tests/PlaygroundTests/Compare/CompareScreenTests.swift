import Generation
import Testing

@testable import Playground

/// The compare screen's state: columns, their models, and what their runs say beside each other.
struct CompareScreenTests {
    /// The compare screen with the two columns that it begins with.
    private func talk(_ user: String = "hola") -> Conversation {
        var talk = Conversation(user)
        talk.say(.show(.compare))
        talk.forget()
        return talk
    }

    private func generations(_ talk: Conversation) -> [(id: Ticket, model: Ticket, request: GenerationRequest)] {
        talk.effects.compactMap {
            if case .generate(let id, let model, let request) = $0 { (id, model, request) } else { nil }
        }
    }

    @Test func `begins with the playground's model at two temperatures, without opening it again`() throws {
        var talk = Conversation("hola")
        talk.say(.show(.compare))
        #expect(!talk.effects.contains { if case .loadModel = $0 { true } else { false } })
        let columns = talk.state.compare.columns
        #expect(columns.map(\.reference) == ["nano", "nano"])
        #expect(columns[0].settings == talk.state.settings)
        #expect(columns[0].settings.sampling.temperature != columns[1].settings.sampling.temperature)
        #expect(talk.state.compare.models["nano"]?.loaded == talk.state.model.loaded)
    }

    @Test func `running asks every column with its own settings, and each hears its own tokens`() throws {
        var talk = talk()
        talk.say(.run)
        let asked = generations(talk)
        #expect(
            asked.map(\.request.sampling.temperature) == talk.state.compare.columns.map(\.settings.sampling.temperature)
        )
        #expect(asked.allSatisfy { !$0.request.isTraced && $0.request.prompt == talk.state.prompt })
        talk.answerColumn(1, "dos")
        talk.answerColumn(0, "uno")
        #expect(talk.state.compare.columns.map(\.run?.text) == ["uno", "dos"])
        // The playground's run is not theirs.
        #expect(talk.state.run == nil)
    }

    /// Two columns ask two servers that want a key over plain `http`, and run.
    private func undecided() throws -> (Conversation, [String]) {
        var talk = talk()
        let references = ["http://10.1.2.3/v1#a", "http://10.1.2.4/v1#b"]
        for (index, reference) in references.enumerated() {
            talk.say(.compare(.select(index)), .compare(.setModel(reference)))
        }
        talk.say(.run)
        for reference in references {
            guard case .opening(let id, _) = talk.state.compare.models[reference] else { continue }
            talk.say(.modelFailed(id, Failure(.consent, "a key would cross the network in the clear")))
        }
        talk.forget()
        return (talk, references)
    }

    @Test func `a key that would cross the network in the clear is asked for, server by server`() throws {
        var (talk, references) = try undecided()
        for reference in references {
            guard case .plainKeyConfirmation(let asked) = talk.state.overlay else {
                Issue.record("\(String(describing: talk.state.overlay))")
                return
            }
            #expect(asked.reference == reference && asked.isForColumns)
            talk.forget()
            talk.say(.overlay(.confirm))
            guard case .opening(let id, _) = talk.state.compare.models[reference] else {
                Issue.record("\(reference) is not opened")
                return
            }
            #expect(talk.effects == [.loadModel(id, reference: reference, allowsPlainKey: true)])
            // They have waited for the answer and run at once.
            talk.say(.modelLoaded(.made(id, reference)))
            #expect(generations(talk).map(\.model) == [id])
        }
        #expect(talk.state.overlay == nil && talk.state.model.loaded?.description.reference == "nano")
    }

    @Test func `a key that is not to be sent to one server may be sent to the next`() throws {
        var (talk, references) = try undecided()
        talk.say(.escape)
        #expect(talk.effects.isEmpty)
        #expect(talk.state.compare.columns.map(\.isWaiting) == [false, true])
        talk.say(.overlay(.confirm))
        guard case .opening(let id, _) = talk.state.compare.models[references[1]] else {
            Issue.record("\(references[1]) is not opened")
            return
        }
        #expect(talk.effects == [.loadModel(id, reference: references[1], allowsPlainKey: true)])
        #expect(talk.state.overlay == nil && talk.state.screen == .compare)
    }

    @Test func `a model that makes pictures says so in its column and asks nothing`() throws {
        var talk = talk()
        talk.say(.compare(.setModel("openai:gpt-image-2")), .run)
        guard case .opening(let id, _) = talk.state.compare.models["openai:gpt-image-2"] else {
            Issue.record("it is not opened")
            return
        }
        talk.forget()
        let description = ModelDescription(reference: "openai:gpt-image-2", name: "gpt-image-2")
        talk.say(
            .modelLoaded(LoadedModel(id: id, description: description, capabilities: .painter, canInspect: false)))
        #expect(talk.effects == [.closeModel(id)])
        guard case .failed(let failure) = talk.state.compare.models["openai:gpt-image-2"] else {
            Issue.record("it is open")
            return
        }
        #expect(failure.kind == .unsupported && !talk.state.compare.columns[0].isWaiting)
    }

    @Test func `stopping one column leaves the others`() {
        var talk = talk()
        talk.say(.run)
        talk.answerColumn(0, "a")
        talk.answerColumn(1, "b")
        talk.forget()
        let ids = talk.state.compare.columns.compactMap { $0.run?.id }
        talk.say(.compare(.stopChosen))
        #expect(talk.effects == [.cancel(ids[0])])
        #expect(talk.state.compare.columns.map { $0.run?.isActive } == [false, true])
        talk.answerColumn(1, "c")
        #expect(talk.state.compare.columns.map(\.run?.text) == ["a", "bc"])
        // What a stopped column says late is dropped.
        talk.say(.generated(ids[0], [.step(.made(1, "z"))], elapsed: .zero))
        #expect(talk.state.compare.columns[0].run?.text == "a")
    }

    @Test func `a model that two columns ask is opened once, waited for, and closed with the last of them`() throws {
        var talk = talk()
        talk.say(.compare(.setModel("./other")), .compare(.select(1)), .compare(.setModel("./other")))
        let loads = talk.effects.compactMap { if case .loadModel(let id, "./other", _) = $0 { id } else { nil } }
        let id = try #require(loads.first)
        #expect(loads.count == 1)
        talk.forget()
        talk.say(.run)
        #expect(generations(talk).isEmpty)
        #expect(talk.state.compare.columns.map(\.isWaiting) == [true, true])
        talk.say(.modelLoaded(.made(id, "./other")))
        #expect(generations(talk).map(\.model) == [id, id])
        talk.forget()
        talk.say(.compare(.setModel("nano")))
        #expect(!talk.effects.contains(.closeModel(id)))
        talk.say(.compare(.select(0)), .compare(.setModel("nano")))
        #expect(talk.effects.contains(.closeModel(id)))
        // The playground goes on with its own.
        let playgrounds = try #require(talk.state.model.loaded).id
        #expect(!talk.effects.contains(.closeModel(playgrounds)))
    }

    @Test func `a model that cannot be opened says so in its column and costs the others nothing`() throws {
        var talk = talk()
        talk.say(.compare(.setModel("./gone")))
        guard case .opening(let id, _) = talk.state.compare.models["./gone"] else { throw Problem() }
        talk.say(.run)
        let failure = Failure(.notFound, "no such folder", at: "./gone")
        talk.say(.modelFailed(id, failure))
        #expect(talk.state.compare.models["./gone"] == .failed(failure))
        #expect(talk.state.compare.columns.map(\.isActive) == [false, true])
        #expect(talk.state.overlay == nil && talk.state.model.loaded != nil)
        // Asked for again, it is opened again.
        talk.forget()
        talk.say(.compare(.setModel("./gone")))
        #expect(talk.effects.contains { if case .loadModel(_, "./gone", _) = $0 { true } else { false } })
    }

    private struct Problem: Error {}

    @Test func `the playground's model stays open for a column when the playground takes another`() throws {
        var talk = talk()
        let first = try #require(talk.state.model.loaded)
        talk.say(.openModel("./other"))
        talk.answerOpening()
        #expect(talk.state.model.loaded?.id != first.id)
        #expect(!talk.effects.contains(.closeModel(first.id)))
        #expect(talk.state.compare.models["nano"]?.loaded?.id == first.id)
    }

    @Test func `fanning out asks the chosen column's model at several temperatures at once`() {
        var talk = talk()
        talk.say(.compare(.fanOutTemperature))
        let asked = generations(talk)
        #expect(asked.map(\.request.sampling.temperature) == PlaygroundState.fannedTemperatures)
        #expect(Set(asked.map(\.request.sampling.seed)).count == 1)
        #expect(Set(asked.map(\.model)).count == 1)
    }

    @Test func `again with new seeds moves every seed by one`() {
        var talk = talk()
        talk.say(.run, .compare(.runWithNewSeeds))
        #expect(generations(talk).map(\.request.sampling.seed) == [42, 42, 43, 43])
    }

    @Test func `a knob is turned in the chosen column alone, by steps or by typing`() {
        var talk = talk()
        let before = talk.state.compare.columns[0].settings
        talk.say(.compare(.select(1)), .compare(.type("0.2")))
        #expect(talk.state.compare.typedValue == "0.2")
        talk.say(.compare(.enter))
        #expect(talk.state.compare.columns[1].settings.sampling.temperature == 0.2)
        talk.say(.compare(.nudge(1, isCoarse: true)))
        #expect(talk.state.compare.columns[1].settings.sampling.temperature == 0.3)
        talk.say(.compare(.nextKnob(1)), .compare(.type("7")), .compare(.choose(by: -1)))
        #expect(talk.state.compare.columns[1].settings.maxNewTokens == 7)
        #expect(talk.state.compare.columns[0].settings == before)
        #expect(talk.state.settings == before)
    }

    @Test func `a prompt of its own is edited for itself and asked by its column alone`() throws {
        var talk = talk("shared")
        talk.say(.compare(.select(1)), .compare(.toggleOwnPrompt))
        #expect(talk.state.isPromptFocused)
        talk.type("!")
        #expect(talk.state.user.text == "shared")
        #expect(talk.state.columnPrompt.text == "shared!")
        talk.say(.run)
        #expect(generations(talk).map(\.request.prompt.writtenText) == ["shared", "shared!"])
        talk.say(.compare(.toggleOwnPrompt))
        talk.type("?")
        #expect(talk.state.user.text == "shared?")
    }

    @Test func `without a text nothing runs, and it says why`() {
        var talk = talk("")
        talk.say(.run)
        #expect(generations(talk).isEmpty)
        #expect(talk.notices == [.emptyPrompt])
    }

    @Test func `nothing is lost by leaving and coming back, not even what goes on`() {
        var talk = talk()
        talk.say(.run)
        talk.answerColumn(0, "uno")
        talk.say(.escape)
        #expect(talk.state.screen == .compare && !talk.state.compare.isActive)
        talk.say(.run)
        talk.answerColumn(0, "dos")
        talk.say(.show(.playground))
        talk.answerColumn(1, "tres")
        talk.say(.show(.compare))
        #expect(talk.state.compare.columns.map(\.run?.text) == ["dos", "tres"])
        #expect(talk.state.compare.isActive)
    }

    @Test func `quitting while a column writes asks first`() {
        var talk = talk()
        talk.say(.run, .quit)
        #expect(talk.state.overlay == .quitConfirmation)
        let ids = talk.state.compare.columns.compactMap { $0.run?.id }
        talk.say(.overlay(.confirm))
        #expect(ids.allSatisfy { talk.effects.contains(.cancel($0)) })
    }

    @Test func `the run of a column opens in the playground with its knobs`() throws {
        var talk = talk()
        talk.say(.run)
        talk.answerColumn(1, "dos")
        talk.endColumn(1)
        talk.say(.compare(.select(1)), .compare(.enter))
        #expect(talk.state.screen == .playground)
        #expect(talk.state.run?.text == "dos")
        #expect(talk.state.settings.sampling == talk.state.compare.columns[1].settings.sampling)
        // The column keeps what it said.
        #expect(talk.state.compare.columns[1].run?.text == "dos")
    }

    // MARK: Beside each other

    @Test func `texts part at the first byte that differs, whatever the tokens`() throws {
        var talk = talk()
        talk.say(.run)
        for text in ["Ma", "ría", " va"] { talk.answerColumn(0, text) }
        for text in ["María", " ve"] { talk.answerColumn(1, text) }
        let parting = try #require(talk.state.compare.parting(of: talk.state.compare.columns[1]))
        #expect(parting.offset == "María v".utf8.count)
        #expect(parting.step == 1 && parting.otherStep == 2)
        #expect(talk.state.compare.shownStep(of: talk.state.compare.columns[0]) == 2)
        #expect(talk.state.compare.shownStep(of: talk.state.compare.columns[1]) == 1)
        talk.say(.compare(.pinBaseline))
        #expect(talk.state.compare.parting(of: talk.state.compare.columns[0]) == nil)
    }

    @Test func `a text that is only further on has not parted until the other ends`() {
        var talk = talk()
        talk.say(.run)
        for text in ["a", "b"] { talk.answerColumn(0, text) }
        talk.answerColumn(1, "a")
        #expect(talk.state.compare.firstParting == nil)
        talk.endColumn(1)
        #expect(talk.state.compare.firstParting == 1)
        #expect(talk.state.compare.parting(of: talk.state.compare.columns[1])?.step == nil)
    }

    @Test func `how far columns lie apart is asked when all have ended, along each column's own tokens`() throws {
        var talk = talk()
        talk.say(.run)
        for text in ["a", "b"] { talk.answerColumn(0, text) }
        talk.answerColumn(1, "a")
        talk.endColumn(0)
        #expect(!talk.effects.contains { if case .compare = $0 { true } else { false } })
        talk.endColumn(1)
        let asked = talk.effects.compactMap { effect -> (Ticket, ComparedRequest, ComparedRequest)? in
            if case .compare(let id, let side, let other) = effect { (id, side, other) } else { nil }
        }
        let (id, baseline, column) = try #require(asked.first)
        #expect(asked.count == 1)
        #expect(baseline.request.continuation == [0] && column.request.continuation == [0])
        #expect(baseline.request.sampling == talk.state.compare.columns[0].settings.sampling)
        #expect(column.request.sampling == talk.state.compare.columns[1].settings.sampling)
        let answer = [Divergence(probability: 0.5, otherProbability: 0.25, bits: 1)]
        talk.say(.compared(id, answer))
        #expect(talk.state.compare.divergences(of: talk.state.compare.columns[1]) == answer)
        // A new run makes it unknown again.
        talk.say(.compare(.select(1)), .compare(.runChosen))
        #expect(talk.state.compare.divergences(of: talk.state.compare.columns[1]) == nil)
    }

    @Test func `a run gives a question up that still waits, and models that cannot be compared say why`() throws {
        var talk = talk()
        talk.say(.run)
        for column in 0...1 {
            talk.answerColumn(column, "a")
            talk.endColumn(column)
        }
        let id = try #require(talk.comparisonID)
        talk.forget()
        talk.say(.compare(.runChosen))
        #expect(talk.effects.contains(.cancel(id)))
        talk.answerColumn(0, "a")
        talk.endColumn(0)
        let failure = Failure(.unsupported, "the models have different vocabularies")
        talk.say(.comparisonFailed(try #require(talk.comparisonID), failure))
        #expect(talk.state.compare.obstacle(of: talk.state.compare.columns[1]) == failure)
    }

    @Test func `the divergence of two distributions is the sum over the vocabulary`() {
        let divergence = Divergence(of: [0.5, 0.25, 0.25], from: [0.25, 0.25, 0.5], token: 2)
        // 0.5 log 2 + 0 − 0.25 log 2
        #expect(abs(divergence.bits - 0.25) < 1e-9)
        #expect(divergence.probability == 0.25 && divergence.otherProbability == 0.5)
        #expect(Divergence(of: [0.5, 0.5], from: [1, 0], token: 0).bits == .infinity)
        #expect(Divergence(of: [1, 0], from: [0.5, 0.5], token: 0).bits == 1)
    }
}

extension Conversation {
    /// A column's model generates a token.
    mutating func answerColumn(_ index: Int, _ text: String) {
        guard let run = state.compare.columns[index].run else { return }
        if run.prompt == nil { say(.generated(run.id, [.prompt(.made(of: 3))], elapsed: .zero)) }
        say(.generated(run.id, [.step(.made(run.steps.count, text))], elapsed: .milliseconds(10)))
    }

    /// A column's model comes to an end.
    mutating func endColumn(_ index: Int, _ reason: FinishReason = .length) {
        guard let run = state.compare.columns[index].run else { return }
        let completion = Completion(
            text: run.text, reason: reason, timings: Timings(), promptTokens: 3, generatedTokens: run.steps.count)
        say(.generated(run.id, [.completed(completion)], elapsed: .seconds(1)))
    }

    /// The newest question about two columns.
    fileprivate var comparisonID: Ticket? {
        effects.compactMap { if case .compare(let id, _, _) = $0 { id } else { nil } }.last
    }
}

extension LoadedModel {
    /// A model like the one that conversations open.
    static func made(_ id: Ticket, _ reference: String, capabilities: Capabilities = .local) -> LoadedModel {
        LoadedModel(
            id: id,
            description: ModelDescription(
                reference: reference, name: reference, contextLimit: 128, vocabularySize: 4096, layerCount: 6,
                headCount: 4), capabilities: capabilities, canInspect: true)
    }
}
