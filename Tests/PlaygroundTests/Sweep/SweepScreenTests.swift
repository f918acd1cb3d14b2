import Generation
import Testing

@testable import Playground

/// The sweep screen's state: what is asked in which order, and what is kept.
struct SweepScreenTests {
    private func talk(_ user: String = "hola", capabilities: Capabilities = .local, canInspect: Bool = true)
        -> Conversation
    {
        var talk = Conversation(user, capabilities: capabilities, canInspect: canInspect)
        talk.say(.show(.sweep))
        talk.forget()
        return talk
    }

    @Test func `asks each value with each seed, a local model one sample after the other`() {
        var talk = talk()
        talk.say(.sweep(.setValues("0 0.5")), .sweep(.moreSamples(-2)), .run)
        #expect(talk.generations.count == 1)
        for text in ["a", "b", "c", "d"] { talk.answerSample(text) }
        let asked = talk.generations
        #expect(asked.map(\.sampling.temperature) == [0, 0, 0.5, 0.5])
        #expect(asked.map(\.sampling.seed) == [42, 43, 42, 43])
        #expect(talk.state.sweep.sweep?.isActive == false)
        #expect(talk.state.sweep.sweep?.rows.map { $0.samples.map(\.text) } == [["a", "b"], ["c", "d"]])
    }

    @Test func `asks a hosted model several samples at once, and puts each where it belongs`() throws {
        var hosted = Capabilities.local
        hosted.isLocal = false
        var talk = talk(capabilities: hosted, canInspect: false)
        talk.say(.sweep(.setValues("0.5")), .run)
        #expect(talk.generations.count == 4)
        let ids = try #require(talk.state.sweep.sweep).runs.compactMap { $0?.id }
        for (id, text) in zip(ids, "abcd").reversed() { talk.answerSample(String(text), of: id) }
        let sweep = try #require(talk.state.sweep.sweep)
        #expect((0..<4).map { sweep.run(SweepDisplay.Cell(row: 0, sample: $0))?.text } == ["a", "b", "c", "d"])
        #expect(sweep.distinctCount == 4)
    }

    @Test func `stopping keeps what is there`() throws {
        var talk = talk()
        talk.say(.run)
        talk.answerSample("uno")
        let running = try #require(talk.state.sweep.sweep?.runs.last { $0?.isActive == true } ?? nil)
        talk.forget()
        talk.say(.escape)
        #expect(talk.effects == [.cancel(running.id)])
        let sweep = try #require(talk.state.sweep.sweep)
        #expect(sweep.isStopped && !sweep.isActive)
        #expect(sweep.rows[0].samples.map(\.text) == ["uno"])
        #expect(talk.state.screen == .sweep)
        talk.say(.escape)
        #expect(talk.state.screen == .playground)
    }

    @Test func `a failure ends it and keeps what is there`() throws {
        var talk = talk()
        talk.say(.run)
        talk.answerSample("uno")
        let running = try #require(talk.state.sweep.sweep?.runs.last { $0?.isActive == true } ?? nil)
        let failure = Failure(.network, "the service is gone")
        talk.forget()
        talk.say(.runFailed(running.id, failure))
        #expect(talk.state.sweep.sweep?.failure == failure)
        #expect(talk.state.sweep.sweep?.isActive == false)
        #expect(talk.state.sweep.sweep?.rows[0].samples.count == 1)
        #expect(talk.generations.isEmpty)
    }

    @Test func `any knob but the seed can be swept, within what the model takes`() {
        var talk = talk()
        var seen: [Knob] = []
        for _ in talk.state.sweepKnobs {
            seen.append(talk.state.sweep.knob)
            #expect(!talk.state.sweepValues.isEmpty)
            talk.say(.sweep(.nextKnob(1)))
        }
        #expect(Set(seen) == Set(Knob.allCases).subtracting([.seed]))
        talk.say(.sweep(.selectKnob(.topK)), .sweep(.setValues("1 5")), .sweep(.moreSamples(-3)), .run)
        talk.answerSample("a")
        talk.answerSample("b")
        #expect(talk.generations.map(\.sampling.topK) == [1, 5])
    }

    @Test(arguments: [("0,5; 1", [0.5, 1]), ("0.5 1,5", [0.5, 1.5]), ("1,2", [1, 2]), ("", [0, 0.5, 1, 1.5, 2])])
    func `values are typed with any separator`(text: String, values: [Double]) {
        var talk = talk()
        talk.say(.sweep(.setValues(text)))
        #expect(talk.state.sweepValues == values)
    }

    @Test(arguments: ["x", "1 y", "-1"])
    func `what is no value is refused`(text: String) {
        var talk = talk()
        talk.say(.sweep(.setValues(text)))
        #expect(talk.notices == [.valueRefused(.temperature, typed: text)])
        #expect(talk.state.sweepValues == [0, 0.5, 1, 1.5, 2])
    }

    @Test func `a model that refuses the knob says so instead of sweeping it`() {
        var talk = talk(capabilities: .stubborn, canInspect: false)
        talk.say(.run)
        #expect(talk.generations.isEmpty)
        #expect(talk.notices == [.knobRejected(.temperature, reason: "this model rejects temperature")])
    }

    @Test func `a cell opens in the playground as a run with its settings`() throws {
        var talk = talk()
        talk.say(.sweep(.setValues("0.3 0.6")), .sweep(.moreSamples(-2)), .run)
        for text in ["a", "b", "c", "d"] { talk.answerSample(text) }
        talk.say(.sweep(.select(SweepDisplay.Cell(row: 1, sample: 1))), .sweep(.open))
        #expect(talk.state.screen == .playground)
        #expect(talk.state.run?.text == "d")
        #expect(talk.state.settings.sampling.temperature == 0.6 && talk.state.settings.sampling.seed == 43)
        // Its steps list no candidates: the model is asked for them again.
        #expect(talk.inspections.last?.sampling.temperature == 0.6)
    }

    @Test func `the playground's model taken away ends the sweep`() {
        var talk = talk()
        talk.say(.run)
        talk.say(.openModel("./other"))
        talk.answerOpening()
        #expect(talk.state.sweep.sweep?.isStopped == true)
    }

    @Test func `the answer of a row is its most frequent text, the first of equals`() throws {
        var row = SweepRow(SweepGrid.Setting([SweepGrid.KnobValue(.context, 8)]))
        #expect(row.leadingText == nil)
        for (seed, text) in ["b", "a", "a", "b", "c"].enumerated() {
            row.add(SweepRow.Sample(seed: UInt64(seed), text: text, steps: [], reason: .length), prompt: nil)
        }
        #expect(row.leadingText == "b")
        #expect(row.countedTexts.map(\.text) == ["b", "a", "c"] && row.countedTexts.map(\.count) == [2, 2, 1])
        #expect(row.distinctCount == 3)
    }

    @Test(arguments: Knob.allCases)
    func `every knob is set in a request as it is in the settings`(knob: Knob) {
        var settings = Settings()
        settings.set(knob, to: 3, for: nil)
        var request = GenerationRequest(prompt: .raw("x"))
        request.set(knob, to: settings.value(of: knob, for: nil))
        #expect(request.sampling == settings.sampling(for: nil))
        #expect(request.maxNewTokens == settings.maxNewTokens)
        #expect(request.contextLength == settings.contextLength)
    }
}

extension Conversation {
    /// The model answers the oldest sample that waits with one token, and ends.
    mutating func answerSample(_ text: String, of id: Ticket? = nil) {
        guard let run = state.sweep.sweep?.runs.first(where: { id == nil ? $0?.isActive == true : $0?.id == id }) ?? nil
        else { return }
        let completion = Completion(
            text: text, reason: .length, timings: Timings(), promptTokens: 3, generatedTokens: 1)
        say(
            .generated(
                run.id, [.prompt(.made(of: 3)), .step(.made(0, text)), .completed(completion)],
                elapsed: .milliseconds(10)))
    }
}
