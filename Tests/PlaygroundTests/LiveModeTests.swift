import Generation
import Testing

@testable import Playground

struct LiveModeTests {
    @Test func `every key press asks what may come next, about the text as it is`() {
        var talk = Conversation()
        talk.type("ho")
        #expect(
            talk.inspections.map(\.prompt)
                == [.chat([Message(role: .user, content: "h")]), .chat([Message(role: .user, content: "ho")])])
        talk.answerInspection(entropy: 1.83)
        #expect(talk.state.shownDistribution?.entropyBits == 1.83)
        #expect(!talk.state.isShownStale)
    }

    @Test func `only the newest question's answer counts`() throws {
        var talk = Conversation()
        talk.type("a")
        let first = try #require(talk.state.inspection.pending?.id)
        talk.type("b")
        talk.say(.inspected(first, .made(entropy: 9)))
        #expect(talk.state.shownDistribution == nil)
        talk.answerInspection(entropy: 1)
        #expect(talk.state.shownDistribution?.entropyBits == 1)
    }

    @Test func `without live mode nothing is asked`() {
        var talk = Conversation(isLive: false)
        talk.type("hola")
        talk.say(.parameter(.set(.temperature, 0.5)))
        #expect(talk.inspections.isEmpty)
        talk.say(.toggleLive)
        #expect(talk.inspections.count == 1)
    }

    @Test func `a model that cannot be looked into is not asked`() {
        var talk = Conversation(capabilities: .stubborn, canInspect: false)
        talk.type("hola")
        #expect(talk.inspections.isEmpty)
    }

    @Test func `a knob asks about the same prompt and starts no run`() {
        var talk = Conversation("hola")
        talk.say(.parameter(.set(.temperature, 0.5)), .parameter(.set(.topK, 40)))
        #expect(talk.generations.isEmpty)
        #expect(talk.inspections.map(\.sampling.temperature) == [0.5, 0.5])
        #expect(talk.inspections.last?.sampling.topK == 40)
        #expect(Set(talk.inspections.map(\.prompt)).count == 1)
    }

    @Test func `the same question is not asked twice`() {
        var talk = Conversation("hola")
        talk.type("x")
        talk.answerInspection()
        talk.forget()
        talk.say(.toggleLive, .toggleLive, .parameter(.set(.temperature, 1)))
        #expect(talk.inspections.isEmpty)
    }

    @Test func `an emptied prompt shows nothing`() {
        var talk = Conversation("h")
        talk.answerInspection()
        talk.say(.edit(.delete(.backward)))
        #expect(talk.state.shownDistribution == nil)
        #expect(talk.state.inspection.pending == nil)
    }

    @Test func `the token cursor shows what its token was drawn from, without asking`() {
        var talk = Conversation("a")
        talk.say(.run)
        talk.answerRun(with: ["b", "c", "d"])
        talk.endRun()
        talk.forget()
        talk.say(.look(.moveToken(by: -1)))
        #expect(talk.state.tokenCursor == 1)
        #expect(talk.state.explainedStep?.text == "c")
        #expect(talk.state.shownDistribution?.entropyBits == 0.01)
        #expect(talk.effects.isEmpty)
    }

    @Test func `a knob explains the token under the cursor anew: the prompt as run, the tokens before it`() {
        var talk = Conversation("a")
        talk.say(.run)
        talk.answerRun(with: ["b", "c", "d"])
        talk.endRun()
        talk.say(.look(.selectToken(2)))
        talk.forget()
        talk.say(.parameter(.set(.temperature, 0.5)))
        #expect(talk.inspections.map(\.continuation) == [[0, 1]])
        #expect(talk.inspections.first?.sampling.temperature == 0.5)
        #expect(talk.generations.isEmpty)
        #expect(talk.state.shownDistribution?.entropyBits == 0.02)
        talk.answerInspection(entropy: 0.5)
        #expect(talk.state.shownDistribution?.entropyBits == 0.5)
        talk.say(.parameter(.set(.temperature, 1)))
        #expect(talk.state.shownDistribution?.entropyBits == 0.02, "back as it was drawn")
    }

    @Test func `knobs moved while tokens arrive show the newest answer, a token behind at most`() {
        var talk = Conversation("a")
        talk.say(.run)
        talk.answerRun(with: ["b"])
        talk.say(.parameter(.set(.temperature, 0.5)))
        talk.answerRun(with: ["c", "d"])
        #expect(talk.inspections.map(\.continuation.count) == [0], "one question at a time")
        talk.answerInspection(entropy: 5)
        #expect(talk.inspections.map(\.continuation.count) == [0, 2], "and then about the newest")
        #expect(talk.state.explainedStep?.text == "b")
        #expect(talk.state.shownDistribution?.entropyBits == 5)
        talk.answerInspection(entropy: 6)
        #expect(talk.state.explainedStep?.text == "d")
        #expect(talk.generations.count == 1)
    }

    @Test func `an edit after a run leaves the output and asks about the new prompt`() {
        var talk = Conversation("a")
        talk.say(.run)
        talk.answerRun(with: ["x", "y"])
        talk.endRun()
        talk.forget()
        talk.type("b")
        #expect(talk.state.run?.text == "xy")
        #expect(talk.state.subject == .prompt)
        #expect(talk.inspections.map(\.prompt) == [.chat([Message(role: .user, content: "ab")])])
        #expect(talk.inspections.map(\.continuation) == [[]])
        talk.say(.look(.selectToken(1)))
        #expect(talk.state.shownDistribution?.entropyBits == 0.01, "the old run can still be looked at")
    }

    @Test func `an edit during a run waits for its end`() {
        var talk = Conversation("a")
        talk.say(.run)
        talk.answerRun(with: ["x"])
        talk.forget()
        talk.type("b")
        #expect(talk.inspections.isEmpty)
        #expect(talk.state.explainedStep?.text == "x")
        talk.endRun()
        #expect(talk.inspections.map(\.prompt) == [.chat([Message(role: .user, content: "ab")])])
    }

    @Test func `what the inspector said stays in sight until the run says more`() {
        var talk = Conversation("a")
        talk.type("b")
        talk.answerInspection(entropy: 3)
        talk.say(.run)
        #expect(talk.state.shownDistribution?.entropyBits == 3)
        talk.answerRun(with: ["x"])
        #expect(talk.state.shownDistribution?.entropyBits == 0)
    }

    @Test func `a failed look is told where it is looked for, and typing on tries again`() throws {
        var talk = Conversation()
        talk.type("a")
        let failure = Failure(.system, "no memory")
        talk.say(.inspectionFailed(try #require(talk.state.inspection.pending?.id), failure))
        #expect(talk.state.inspection.failure == failure)
        talk.type("b")
        #expect(talk.state.inspection.failure == nil)
        #expect(talk.inspections.count == 2)
    }

    @Test func `the first row chooses a head that looks somewhere, once`() {
        var talk = Conversation()
        talk.type("a")
        talk.answerInspection(attention: .made(focus: [1: 0.5, 2: 0.25]))
        #expect(talk.state.attention.layer == 0)
        #expect(talk.state.attention.head == 1)
        talk.type("b")
        talk.answerInspection(attention: .made(focus: [3: 0.75]))
        #expect(talk.state.attention.head == 1)
    }

    @Test func `a head that someone has chosen stays`() {
        var talk = Conversation("a")
        talk.say(.look(.selectHead(layer: 0, head: 2)))
        talk.type("b")
        talk.answerInspection(attention: .made(focus: [1: 0.5]))
        #expect(talk.state.attention.head == 2)
    }

    @Test func `heads stop at the ends`() {
        var talk = Conversation("a")
        talk.say(.look(.moveHead(layers: -1, heads: 9)))
        #expect(talk.state.attention.layer == 0)
        #expect(talk.state.attention.head == 3)
        talk.say(.look(.selectHead(layer: 99, head: 1)))
        #expect(talk.state.attention.layer == 5)
        talk.say(.look(.nextScale), .look(.toggleFirstToken))
        #expect(talk.state.attention.scale == .logarithmic)
        #expect(talk.state.attention.hidesFirstToken)
    }
}
