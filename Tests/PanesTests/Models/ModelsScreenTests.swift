import Generation
import Panes
import Playground
import Testing
import TextUI

@Suite("The models screen")
struct ModelsScreenTests {
    private func session(_ size: Size = Size(columns: 120, rows: 36)) -> Session {
        var session = Session(size)
        session.showModels()
        return session
    }

    @Test func `lists the program, the machine and the services, and explains the chosen model`() {
        let screen = session().screen
        for text in [
            "In the program", "On this machine", "Hosted", "● nano", "548 MB", "131,072", "too large", "cannot run",
            "→ 2026-02-19", "no answer", "7 models", "embedded",
        ] {
            #expect(screen.contains(text), "\(text)")
        }
    }

    @Test(arguments: [80, 120, 200], Language.allCases)
    func `says what the open model takes, and of no other`(columns: Int, language: Language) {
        var session = Session(Size(columns: columns, rows: columns / 10 * 3), user: "Once", language: language)
        session.press(.control("r"))
        session.showModels()
        let of = language == .english ? "of" : "de"
        let trace = ByteCount.text(session.state.runs.detailBytes)
        let parts = ["KV f16 2.4 MB \(of) 2.1 GB", "\(language == .english ? "trace" : "traza") \(trace) \(of) 268 MB"]
        #expect(session.state.runs.detailBytes > 0)
        for part in parts { #expect(session.screen.contains(part)) }
        session.press(Key(.down))
        #expect(!session.screen.contains("KV f16 2.4 MB \(of)"))
    }

    @Test func `finds as one types, and Enter opens what was found`() {
        var session = session()
        session.press(.character("/"))
        session.type("llama 8b")
        #expect(session.state.models.shown.map(\.reference) == ["hf:meta-llama/Llama-3.1-8B"])
        #expect(session.screen.contains("1 of 7"))
        session.press(Key(.enter))
        #expect(session.state.screen == .playground)
        #expect(session.state.model.loaded != nil)
    }

    @Test func `moves with the arrows and the mouse, and shows why a model cannot run`() {
        var session = session()
        session.press(Key(.down), Key(.down), Key(.down), Key(.down))
        #expect(session.state.models.chosen?.description.architecture == "newest")
        #expect(session.screen.contains("gpt2 or llama"))
        session.press(Key(.home))
        #expect(session.state.models.chosen?.reference == "nano")
        session.press(Key(.end))
        #expect(session.state.models.chosen?.isUnreachable == true)
        #expect(session.screen.contains("is the server running?"))
        let line = session.screen.split(separator: "\n", omittingEmptySubsequences: false)
            .firstIndex { $0.contains("hf:openai-community/gpt2") }
        session.click(10, line ?? 0)
        #expect(session.state.models.chosen?.reference == "hf:openai-community/gpt2")
    }

    @Test func `fetches what is typed, shows how far it is, and stops`() {
        var session = session()
        session.press(.character("p"))
        session.type("owner/model")
        session.press(Key(.enter))
        guard case .models(.pull(let id, "owner/model")) = session.effects.last else {
            Issue.record("nothing is fetched")
            return
        }
        #expect(session.screen.contains("asking the hub"))
        session.pull { .pulling($0, .sample) }
        #expect(session.screen.contains("46 %"))
        #expect(session.screen.contains("2 min left"))
        session.press(.character("x"))
        #expect(session.effects.contains(.models(.cancelPull(id))))
        #expect(session.state.models.pull == nil)
    }

    @Test func `a model that has come is chosen, and told on every screen`() {
        var session = session()
        session.press(.character("p"))
        session.type("owner/model")
        session.press(Key(.enter), Key(.escape))
        #expect(session.state.screen == .playground)
        session.pull { .pulled($0, reference: "hf:owner/model") }
        #expect(session.screen.contains("owner/model is here"))
    }

    @Test func `a model that does not come says why, and Escape puts that away`() {
        var session = Picture.pullFailed.session(Size(columns: 120, rows: 36), .english)
        #expect(session.screen.contains("accept them at"))
        session.press(Key(.escape))
        #expect(session.state.models.pull == nil)
        #expect(session.state.screen == .models)
        session.press(Key(.escape))
        #expect(session.state.screen == .playground)
    }

    @Test func `what is not here can be fetched by the words that were looked for`() {
        var session = session()
        session.press(.character("/"))
        session.type("owner/other")
        #expect(session.screen.contains("p fetches it from the hub"))
        // The field is closed, its words stay.
        session.perform(.models(.beginPull))
        #expect(session.state.models.field == .pull("owner/other"))
    }

    @Test func `letters are text in the field and keys in the list`() {
        var session = session()
        session.press(.character("/"))
        session.type("pxr")
        #expect(session.state.models.query == "pxr")
        session.press(Key(.backspace), Key(.escape), .character("p"))
        #expect(session.state.models.query.isEmpty)
        #expect(session.state.models.field == .pull(""))
    }
}
