import Generation
import Panes
import Playground
import Testing
import TextUI

/// What the playground shows of a model that answers from elsewhere.
struct HostedScreenTests {
    /// A run of a hosted model in which each step is told by hand.
    private func session(_ events: [GenerationEvent], language: Language = .english) throws -> Session {
        var session = Session(
            user: "hola", answer: "", model: SampleModel(isHosted: true), language: language, stopsAfter: 0)
        session.press(.control("r"))
        session.perform(.generated(try #require(session.state.run?.id), events, elapsed: .milliseconds(80)))
        return session
    }

    private func candidate(_ text: String, _ rank: Int, _ probability: Double) -> Candidate {
        Candidate(
            token: Token(id: Token.undisclosedID, bytes: Array(text.utf8)), rank: rank, probability: probability,
            unsampledProbability: probability)
    }

    private func step(isSampled: Bool) -> Step {
        let candidates = [candidate("hola", 0, 0.5), candidate("buenas", 1, 0.25), candidate("qué", 2, 0.125)]
        return Step(
            index: 0, token: candidates[1].token, text: "buenas", probability: isSampled ? 0.25 : nil,
            unsampledProbability: 0.25, rank: 1,
            distribution: Distribution(
                candidates: candidates, tail: .init(count: 0, probability: 0.125, unsampledProbability: 0.125),
                entropyBits: 1.75, unsampledEntropyBits: 1.75, isComplete: false, isSampled: isSampled))
    }

    private func lines(_ screen: String, with text: String) -> [Substring] {
        screen.split(separator: "\n").filter { $0.contains(text) }
    }

    @Test func `of candidates without numbers only the drawn one is marked`() throws {
        let screen = try session([.step(step(isSampled: true))]).screen
        let marked = lines(screen, with: "▸ ")
        #expect(marked.count == 1 && marked[0].contains("buenas"))
        #expect(lines(screen, with: "now").count == 1)
    }

    @Test func `of candidates without numbers only the drawn one is marked in a column too`() throws {
        var session = Session(user: "hola", answer: "", model: SampleModel(isHosted: true), stopsAfter: 0)
        session.press(.function(3), .control("r"))
        for column in session.state.compare.columns {
            let run = try #require(column.run?.id)
            session.perform(.generated(run, [.step(step(isSampled: true))], elapsed: .milliseconds(80)))
        }
        let marked = lines(session.screen, with: "●buenas")
        #expect(marked.count == 1 && marked[0].ranges(of: "●buenas").count == session.state.compare.columns.count)
        #expect(lines(session.screen, with: "●hola").isEmpty)
    }

    @Test func `figures from before the knobs do not stand where those after them would`() throws {
        let screen = try session([.step(step(isSampled: false))]).screen
        #expect(lines(screen, with: "before the knobs").count == 1)
        #expect(lines(screen, with: " now ").isEmpty)
        let row = try #require(lines(screen, with: "▸ buenas").first)
        #expect(row.contains("25.0 %") && row.ranges(of: "25.0").count == 1)
    }

    @Test func `a number that is not disclosed is none in the table of tokens`() throws {
        var session = try session([.step(step(isSampled: true))])
        session.press(.function(6))
        let screen = session.screen
        #expect(!screen.contains(" -1 "))
        #expect(lines(screen, with: "▸●").isEmpty && lines(screen, with: "●buenas").count == 1)
    }

    @Test(arguments: Language.allCases)
    func `thoughts are seen while they come, then folded into a line that unfolds`(language: Language) throws {
        var session = try session(
            [.notice(.reasoning("The user greets. ")), .notice(.reasoning("I greet back."))], language: language)
        #expect(session.screen.contains("The user greets. I greet back."))
        #expect(session.screen.contains(language == .english ? "thinking…" : "pensando…"))
        let id = try #require(session.state.run?.id)
        session.perform(.generated(id, [.step(step(isSampled: true))], elapsed: .milliseconds(90)))
        let folded = session.screen
        #expect(!folded.contains("The user greets") && folded.contains("buenas") && !folded.contains("↵"))
        #expect(folded.contains(language == .english ? "▸ thought for 6 words" : "▸ pensó 6 palabras"))
        session.perform(.focus(.pane(.output)))
        session.press(.character("r"))
        let unfolded = session.screen
        #expect(unfolded.contains("The user greets. I greet back.") && unfolded.contains("buenas"))
        #expect(unfolded.contains(language == .english ? "▾ thought for 6 words" : "▾ pensó 6 palabras"))
    }

    @Test func `a key goes over plain http only after a yes`() {
        var session = Session(user: "hola", model: SampleModel())
        session.failure = Failure(.consent, "a key would cross the network in the clear")
        session.perform(.openModel("http://10.1.2.3/v1#m"))
        #expect(session.screen.contains("Send your key unencrypted?"))
        #expect(session.screen.contains("http://10.1.2.3/v1#m"))
        session.press(.character("n"))
        #expect(session.state.overlay == nil && session.state.model.loading == nil)
        session.perform(.openModel("http://10.1.2.3/v1#m"))
        session.failure = nil
        session.press(.character("y"))
        #expect(session.state.overlay == nil && session.state.model.failure == nil)
    }

    @Test(arguments: [
        (Language.english, "vLLM lacks it"), (.spanish, "vLLM no lo tiene"),
    ])
    func `a knob that is refused says why in the language of the screen`(language: Language, reason: String) throws {
        var session = try session([.step(step(isSampled: true))], language: language)
        let capabilities = Capabilities(
            knobs: [.topK: .rejected(reason: "vLLM has no such parameter")], takesSystemPrompt: true, isLocal: false,
            candidateLimit: 20, disclosesAttention: false)
        let id = try #require(session.state.run?.id)
        let notice = GenerationNotice.parameterRefused(name: "min_p", reason: "not here", capabilities)
        session.perform(.generated(id, [.notice(notice)], elapsed: .milliseconds(90)))
        #expect(lines(session.screen, with: "top_k").contains { $0.contains("× " + reason) })
    }

    @Test func `what a network says is said in Spanish`() {
        var session = Session(user: "hola", model: SampleModel(), language: .spanish)
        session.failure = Failure(
            .network, "the connection was refused", at: "http://127.0.0.1:1/v1/models", hint: "is the server running?")
        session.perform(.openModel("http://127.0.0.1:1/v1#m"))
        #expect(session.screen.contains("la conexión ha sido rechazada: http://127.0.0.1:1/v1/models"))
        #expect(session.screen.contains("¿está en marcha el servidor?"))
        session.failure = Failure(.network, "OpenAI does not accept the key", at: "HTTP 401", found: "no")
        session.perform(.openModel("openai:gpt"))
        #expect(session.screen.contains("OpenAI no acepta la clave: HTTP 401: hay no"))
    }
}
