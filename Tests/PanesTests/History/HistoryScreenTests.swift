import Generation
import Panes
import Playground
import Testing
import TextUI

@Suite("The history screen")
struct HistoryScreenTests {
    private func session(_ size: Size = Size(columns: 120, rows: 36)) -> Session {
        var session = Session(size)
        session.showHistory()
        return session
    }

    @Test func `lists runs with time, model, first words, tokens and speed, and shows the chosen one in full`() {
        let session = session(Size(columns: 200, rows: 60))
        for text in [
            "6 runs", "2026-11-23 14:06", "openai:gpt-5.6-luna", "¿Qué hace la temperatura?", "for Tuesday", "182",
            "Tell me a story about a dragon.", "top_k 5", "seed 42", "sha256 4fa23a3e7031", "max_new_tokens reached",
            "Long ago there lived a dragon",
        ] {
            #expect(session.screen.contains(text), "\(text)")
        }
    }

    @Test func `letters are text in the field and keys in the list`() {
        var session = session()
        session.press(.character("/"))
        session.type("dxn*")
        #expect(session.state.history.query.text == "dxn*" && session.state.overlay == nil)
        session.press(Key(.enter), .character("x"))
        #expect(session.screen.contains("Remove this run for good?"))
        session.press(.character("n"))
        #expect(session.state.overlay == nil)
        session.press(.character("n"))
        session.type("ote")
        #expect(session.state.history.field == .note("ote"))
        session.send(.paste("!\n!"))
        #expect(session.state.history.field == .note("ote!!"))
    }

    @Test func `moves with keys, wheel and mouse`() {
        var session = session()
        session.press(Key(.down), Key(.down))
        #expect(session.state.history.selection == 2)
        session.send(.mouse(Mouse(.scroll(columns: 0, rows: -1), at: Point(column: 5, row: 8))))
        #expect(session.state.history.selection == 1)
        session.press(Key(.end))
        #expect(session.state.history.selection == 5)
        session.press(Key(.home))
        let line = session.screen.split(separator: "\n", omittingEmptySubsequences: false)
            .firstIndex { $0.contains("She saw") }
        session.click(8, line ?? 0)
        #expect(session.state.history.chosen?.opening.contains("red ball") == true)
    }

    @Test func `two runs stand side by side, with what differs`() {
        var session = session(Size(columns: 160, rows: 40))
        session.press(.character("d"))
        session.answerReading()
        #expect(session.screen.contains("temperature 0.20") && session.screen.contains("temperature 1.00"))
        let differing = session.canvas().styleText
        #expect(session.state.history.pair != nil && !differing.isEmpty)
        session.press(.character("d"))
        #expect(session.state.history.pair == nil)
    }

    @Test func `a history that cannot be read says why`() {
        var session = session()
        session.perform(
            .historyNews(
                .unreadable(
                    Failure(
                        .system, "cannot read the history", at: "/x", found: "disk I/O error", hint: "free some space"))
            ))
        #expect(session.screen.contains("disk I/O error") && session.screen.contains("free some"))
    }

    @Test func `F9 goes there and back from every screen`() {
        var session = Session(user: "x")
        for screen in PlaygroundScreen.allCases where screen != .history {
            session.perform(.show(screen))
            session.press(.function(9))
            #expect(session.state.screen == .history)
            session.press(.function(9))
            #expect(session.state.screen == .playground)
        }
    }
}
