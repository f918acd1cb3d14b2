import Generation
import Testing

@testable import Playground

/// Runs of models that answer from elsewhere.
struct HostedRunTests {
    @Test func `what a model thinks is kept apart from what it writes`() throws {
        var talk = Conversation("hola", capabilities: .stubborn, canInspect: false)
        talk.say(.run)
        let id = try #require(talk.state.run?.id)
        #expect(CommandList.availability(of: .toggleReasoning, in: talk.state) == .unavailable(.noReasoning))
        talk.say(.generated(id, [.notice(.reasoning("A greeting")), .notice(.reasoning(" is due."))], elapsed: .zero))
        #expect(talk.state.run?.isReasoning == true)
        talk.say(.generated(id, [.step(.made(0, "¡Hola!"))], elapsed: .milliseconds(5)))
        #expect(talk.state.run?.isReasoning == false)
        #expect(talk.state.run?.reasoning == "A greeting is due." && talk.state.run?.text == "¡Hola!")
        talk.say(.perform(.toggleReasoning))
        #expect(talk.state.showsReasoning)
    }

    @Test func `a key that would cross the network in the clear is asked for first`() throws {
        var talk = Conversation("hola")
        talk.say(.openModel("http://10.1.2.3/v1#m"))
        let id = try #require(talk.state.model.loading?.id)
        let failure = Failure(.consent, "a key would cross the network in the clear")
        talk.say(.modelFailed(id, failure))
        let refused = ModelSlot.LoadFailure(reference: "http://10.1.2.3/v1#m", failure: failure)
        #expect(talk.state.overlay == .plainKeyConfirmation(refused))
        talk.forget()
        talk.say(.overlay(.confirm))
        let second = try #require(talk.state.model.loading?.id)
        #expect(talk.effects == [.loadModel(second, reference: "http://10.1.2.3/v1#m", allowsPlainKey: true)])
        #expect(talk.state.overlay == nil)
    }

    @Test func `a key that is not to be sent is not, and the model before stays`() throws {
        var talk = Conversation("hola")
        talk.say(.openModel("http://10.1.2.3/v1#m"))
        let id = try #require(talk.state.model.loading?.id)
        talk.say(.modelFailed(id, Failure(.consent, "a key would cross the network in the clear")))
        talk.forget()
        talk.say(.escape)
        #expect(talk.effects.isEmpty && talk.state.overlay == nil)
        #expect(talk.state.model.loaded?.description.name == "nano")
        // The next one is asked for as any other: a yes would not have been forever either.
        talk.say(.openModel("http://10.1.2.3/v1#m"))
        let second = try #require(talk.state.model.loading?.id)
        #expect(talk.effects == [.loadModel(second, reference: "http://10.1.2.3/v1#m")])
    }

    @Test func `runs whose token numbers are not disclosed are compared by their bytes`() {
        func run(_ id: Int, _ texts: [String]) -> Run {
            let description = ModelDescription(reference: "openai:gpt", name: "gpt")
            let model = LoadedModel(id: Ticket(1), description: description, capabilities: .stubborn, canInspect: false)
            var run = Run(id: Ticket(id), model: model, request: GenerationRequest(prompt: .raw("a")))
            for (index, text) in texts.enumerated() {
                let token = Token(id: Token.undisclosedID, bytes: Array(text.utf8))
                run.receive(.step(Step(index: index, token: token, text: text)), elapsed: .zero)
            }
            return run
        }
        let alignment = TokenAlignment(run(2, ["a", "b", "c", "d"]), run(3, ["a", "x", "c", "d"]))
        #expect(alignment.firstDifference == 1)
        #expect(alignment.differing == [1] && alignment.differingInOther == [1])
    }
}
