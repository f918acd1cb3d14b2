import Foundation
import Generation
import History
import Testing

/// The real program remembers what was run in it.
extension ProgramInTerminal {
    @Suite struct HistoryInTerminalTests {
        @Test func `a run is reopened after the program was quit, and running it again writes the same text`()
            async throws
        {
            let session = try await TerminalSession.playground(
                "--max-new-tokens 12 --temperature 1 --top-k 40 --seed 5 --prompt 'Once upon a time'")
            defer { session.remove() }
            try session.press("C-r")
            try await session.waitFor("max_new_tokens reached")
            try session.press("C-q")
            try await session.waitUntil("the shell") { try session.isBackInShell($0) }

            let later = try await TerminalSession.playground(home: session.home)
            try later.press("F9")
            try await later.waitFor("Once upon a time")
            try later.press("Enter")
            try await later.waitFor("typical_p")
            try later.press("C-r")
            let history = try HistoryStore(folder: session.home.appending(path: ".local/share/mirilla").path)
            var runs: [PastRun.Summary] = []
            while runs.count < 2 || runs.contains(where: { $0.ending == nil }) {
                runs = try await history.page(RunQuery()).runs
            }
            let texts = try await [history.run(runs[0].id), history.run(runs[1].id)]
            #expect(texts[0].text == texts[1].text && !texts[0].text.isEmpty)
            #expect(texts[0].question.request.sampling == texts[1].question.request.sampling)
            #expect(texts[0].steps.map(\.token) == texts[1].steps.map(\.token))
        }

        @Test func `a home that cannot be written costs the history and nothing else`() async throws {
            let session = try await TerminalSession.playground(
                "--max-new-tokens 12 --prompt 'Once upon a time'", environment: ["XDG_DATA_HOME": "/proc"])
            defer { session.remove() }
            try await session.waitFor("cannot keep the history")
            try session.press("C-r")
            try await session.waitFor("max_new_tokens reached")
        }

        @Test func `with --no-history nothing is remembered`() async throws {
            let session = try await TerminalSession.playground(
                "--no-history --max-new-tokens 12 --prompt 'Once upon a time'")
            defer { session.remove() }
            try session.press("C-r")
            try await session.waitFor("max_new_tokens reached")
            try session.press("F9")
            try await session.waitFor("not remembering")
            try await session.waitFor("Nothing yet")
        }
    }
}
