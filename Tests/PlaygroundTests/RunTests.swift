import Generation
import Testing

@testable import Playground

struct RunTests {
    @Test func `a prompt is sent, tokens arrive, the run ends`() {
        var talk = Conversation("¿Qué hace?", system: "Sé breve.")
        talk.say(.run)
        #expect(
            talk.generations.map(\.prompt)
                == [.chat([Message(role: .system, content: "Sé breve."), Message(role: .user, content: "¿Qué hace?")])])
        #expect(talk.state.run?.status == .waiting)
        talk.answerRun(with: ["La", " tempe", "ratura"])
        #expect(talk.state.run?.status == .streaming)
        #expect(talk.state.run?.text == "La temperatura")
        #expect(talk.state.run?.timeToFirstToken == .milliseconds(10))
        #expect(talk.state.run?.tokensPerSecond == 100)
        talk.endRun(.endOfText)
        #expect(talk.state.run?.status == .ended(.endOfText))
    }

    @Test func `a run needs a model and a prompt, and says so`() {
        var early = Conversation(withoutModel: "hola")
        early.say(.run)
        #expect(early.notices == [.noModel])
        var empty = Conversation("")
        empty.say(.run)
        #expect(empty.notices == [.emptyPrompt])
        #expect(early.generations + empty.generations == [])
    }

    @Test func `stopping keeps the tokens, and what comes late is dropped`() throws {
        var talk = Conversation("a")
        talk.say(.run)
        talk.answerRun(with: ["b", "c"])
        let run = try #require(talk.state.run)
        talk.say(.stop)
        #expect(talk.effects.contains(.cancel(run.id)))
        talk.say(.generated(run.id, [.step(.made(2, "late"))], elapsed: .seconds(1)))
        talk.say(.runFailed(run.id, Failure(.network, "late")))
        #expect(talk.state.run?.text == "bc")
        #expect(talk.state.run?.status == .ended(.cancelled))
        #expect(talk.notices.isEmpty)
    }

    @Test func `a new run stops the one before`() throws {
        var talk = Conversation("a")
        talk.say(.run)
        let first = try #require(talk.state.run?.id)
        talk.say(.run)
        #expect(talk.effects.contains(.cancel(first)))
        #expect(talk.generations.count == 2)
        #expect(talk.state.run?.id != first)
    }

    @Test func `a failure keeps prompt, knobs and tokens`() throws {
        var talk = Conversation("a")
        talk.say(.parameter(.set(.temperature, 0.5)), .run)
        talk.answerRun(with: ["b"])
        let failure = Failure(.network, "connection lost")
        talk.say(.runFailed(try #require(talk.state.run?.id), failure))
        #expect(talk.state.run?.status == .failed(failure))
        #expect(talk.state.run?.text == "b")
        #expect(talk.state.user.text == "a")
        #expect(talk.state.settings.sampling.temperature == 0.5)
        #expect(talk.notices == [.runFailed(failure)])
    }

    @Test func `a prompt sent as it is has no roles and no system text`() {
        var talk = Conversation("Once upon", system: "Be brief.")
        talk.say(.toggleRaw, .run)
        #expect(talk.generations.map(\.prompt) == [.raw("Once upon")])
        #expect(!talk.state.isSystemTextSent)
    }

    @Test func `Escape puts away one thing at a time, from the top`() {
        var talk = Conversation("abc")
        talk.say(.run)
        talk.answerRun(with: ["x", "y"])
        talk.say(.look(.selectToken(0)), .edit(.selectAll), .parameter(.type("1")), .overlay(.openHelp))
        talk.say(.escape)
        #expect(talk.state.overlay == nil)
        talk.say(.escape)
        #expect(talk.state.typedValue == nil)
        #expect(talk.state.run?.isActive == true)
        talk.say(.escape)
        #expect(talk.state.run?.isActive == false)
        talk.say(.escape)
        #expect(talk.state.user.selection == nil)
        #expect(talk.state.tokenCursor == 0)
        talk.say(.escape)
        #expect(talk.state.subject == .newestToken)
    }

    @Test func `the context knob shows what falls out, without a run`() throws {
        var talk = Conversation("a")
        talk.say(.run)
        talk.answerRun(promptCount: 10, with: ["b", "c"])
        #expect(talk.state.shownSequence?.window.dropped.isEmpty == true)
        talk.say(.parameter(.set(.context, 8)))
        let sequence = try #require(talk.state.shownSequence)
        #expect(sequence.count == 12)
        #expect(sequence.window.dropped == 0..<4)
        #expect(sequence.window(generatedCount: 0).dropped == 0..<2)
        #expect(sequence[10].text == "b")
        #expect(talk.generations.count == 1)
    }
}
