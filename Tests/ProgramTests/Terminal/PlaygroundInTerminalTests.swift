import Foundation
import Testing

/// The real program in a real terminal, as a person uses it.
extension ProgramInTerminal {
    @Suite struct PlaygroundInTerminalTests {
        @Test func `explains the next token while one types, and streams a run`() async throws {
            let session = try await TerminalSession.playground("--temperature 2 --max-new-tokens 120")
            defer { session.remove() }
            try session.type("Once upon a time")
            try await session.waitForEntropy("of the prompt")
            try session.press("C-r")
            // Seen in the middle, and later with more.
            let early = try await session.waitUntil("tokens while the model writes") {
                $0.contains("writing…") && TerminalSession.outputCount(in: $0) != nil
            }
            let count = try #require(TerminalSession.outputCount(in: early))
            try await session.waitUntil("more tokens") { TerminalSession.outputCount(in: $0) ?? 0 > count }
            let end = try await session.waitForNo("writing…")
            #expect(end.contains("tok/s"))
            #expect(end.contains("attention is not explanation"))
        }

        @Test func `says what KV cache and trace take, of a model whose weights it has converted`() async throws {
            let session = try await TerminalSession.playground("--kv-cache f16 --max-new-tokens 12", columns: 200)
            defer { session.remove() }
            try session.press("C-o")
            try await session.waitFor("a path or a reference")
            try session.type("nano#q8_0")
            try session.press("Enter")
            try await session.waitFor("Q8_0")
            try session.type("Once upon a time")
            try await session.waitForEntropy("of the prompt")
            try session.press("C-r")
            let screen = try await session.waitFor("max_new_tokens reached")
            let cache = try #require(screen.firstMatch(of: /KV f16 ([0-9.]+ KB)\/2\.1 GB/)?.output.1)
            let trace = try #require(screen.firstMatch(of: /trace ([0-9.]+ KB)\/268 MB/)?.output.1)
            try session.press("F2")
            let details = try await session.waitFor("in use")
            #expect(details.contains("KV f16 \(cache) of 2.1 GB") && details.contains("trace \(trace) of 268 MB"))
        }

        @Test func `a hotter temperature flattens the distribution`() async throws {
            let session = try await TerminalSession.playground("--temperature 0")
            defer { session.remove() }
            try session.type("Once upon a")
            try await session.waitForEntropy("of nothing at temperature 0") { $0 == 0 }
            try session.press("Tab")
            try session.type("1")
            try session.press("Enter")
            let plain = try await session.waitForEntropy("at temperature 1") { $0 > 0 }
            try session.type("2")
            try session.press("Enter")
            try await session.waitForEntropy("above that of temperature 1") { $0 > plain }
            try await session.waitFor("no forward pass")
        }

        @Test func `the attention screen says the weight under its cursor, and how it came about`() async throws {
            let session = try await TerminalSession.playground("--prompt 'Once upon a time there was a dog'")
            defer { session.remove() }
            try await session.waitForEntropy("of the prompt")
            try session.press("F4")
            let newest = try await session.waitForWeight("of the newest token") { _ in true }
            try session.press("Up", "Up", "Left")
            let weight = try await session.waitForWeight("of an earlier token") { $0.query == newest.query - 2 }
            #expect(weight.key == max(1, min(newest.key, newest.query - 2) - 1))
            // Softmax over q·k of that query gives the same figure as the row of the pattern.
            try await session.waitUntil("the same weight in the arithmetic") {
                $0.firstMatch(of: /softmax +([01]\.[0-9]{4})/).map { String($0.output.1) } == weight.figure
            }
            try session.press("Escape")
            try await session.waitFor("temperature")
        }

        @Test func `an alternative on the tokens screen makes a branch, and the table is written to a file`()
            async throws
        {
            let session = try await TerminalSession.playground("--max-new-tokens 12")
            defer { session.remove() }
            try session.type("Once upon a time")
            try await session.waitForEntropy("of the prompt")
            try session.press("C-r")
            try await session.waitFor("max_new_tokens reached")
            try session.press("F6")
            try await session.waitFor("Alternatives")
            try session.press("Home", "Down", "Right")
            try await session.waitFor("token 2")
            try session.press("Enter")
            let screen = try await session.waitFor("└ 2 ")
            #expect(screen.contains("run 1"))
            let path = session.home.appending(path: "run.csv").path
            try session.press("C-e")
            try await session.waitFor("Write to a file")
            try session.type(path)
            try session.press("Enter")
            try await session.waitFor("written")
            let text = try String(contentsOfFile: path, encoding: .utf8)
            #expect(text.hasPrefix("index,id,text,origin"))
            #expect(text.contains(",forced,"))
        }

        @Test func `a shorter context says what fell out`() async throws {
            let session = try await TerminalSession.playground()
            defer { session.remove() }
            try session.type("Once upon a time there was a little boy and his dog")
            try await session.waitForEntropy("of the prompt")
            #expect(try !session.screen.contains("outside"))
            try session.press("Tab", "Down", "Down")
            try session.type("4")
            try session.press("Enter")
            let screen = try await session.waitFor("outside")
            #expect(screen.contains("4/4"))
        }

        @Test func `Escape stops a run in the middle`() async throws {
            let session = try await TerminalSession.playground("--temperature 2 --max-new-tokens 400")
            defer { session.remove() }
            try session.type("Once upon a time")
            try session.press("C-r")
            try await session.waitUntil("some tokens") { TerminalSession.outputCount(in: $0) ?? 0 > 3 }
            try session.press("Escape")
            let screen = try await session.waitFor("stopped")
            let count = try #require(TerminalSession.outputCount(in: screen))
            #expect(count < 400)
            #expect(!screen.contains("writing…"))
        }

        @Test func `keeps the text when the terminal shrinks and grows`() async throws {
            let session = try await TerminalSession.playground("--prompt 'Once upon a time'")
            defer { session.remove() }
            try await session.waitForEntropy("of the prompt")
            // What the heads do is found after the next token is; the screen changes once more when it is.
            let before = try await session.waitFor("S sink")
            try session.resize(columns: 40, rows: 10)
            try await session.waitUntil("the user's text alone") {
                $0.contains("Once upon a time") && !$0.contains("temperature")
            }
            try session.resize(columns: 30, rows: 8)
            try await session.waitFor("40×10")
            try session.resize(columns: 120, rows: 36)
            try await session.waitUntil("the same screen as before") { $0 == before }
        }

        @Test func `switches theme and language while it runs`() async throws {
            let session = try await TerminalSession.playground(
                "--theme dark --prompt 'Once upon a time'", environment: ["COLORTERM": "truecolor"])
            defer { session.remove() }
            // After this nothing changes by itself, so another screen is the theme's doing.
            try await session.waitFor("S sink")
            let dark = try session.styledScreen
            try session.press("C-p")
            try await session.waitFor("Commands")
            try session.type("theme: light")
            try session.press("Enter")
            try await session.waitUntil("other colours") { _ in
                let now = try session.styledScreen
                return now != dark && !now.contains("Commands")
            }
            try session.press("Tab")
            try session.type("l")
            try await session.waitFor("Parámetros")
            try session.type("l")
            try await session.waitFor("Parameters")
        }

        @Test func `the mouse moves a slider`() async throws {
            let session = try await TerminalSession.playground()
            defer { session.remove() }
            let screen = try session.screen
            let knob = try #require(TerminalSession.sliderKnob(of: "temperature", in: screen))
            #expect(screen.contains("1.00"))
            try session.mouse(column: knob.column - 2, row: knob.row)
            try await session.waitUntil("the knob under the mouse") {
                TerminalSession.sliderKnob(of: "temperature", in: $0)?.column == knob.column - 2
            }
            try session.mouse(32, column: knob.column + 3, row: knob.row)
            try await session.waitUntil("the knob to follow") {
                TerminalSession.sliderKnob(of: "temperature", in: $0)?.column == knob.column + 3
            }
            try session.mouse(column: knob.column + 3, row: knob.row, isRelease: true)
        }

        @Test func `takes a paste of several lines as text`() async throws {
            let session = try await TerminalSession.playground()
            defer { session.remove() }
            try session.paste("primera línea\nsegunda ñandú")
            let screen = try await session.waitFor("segunda ñandú")
            let lines = screen.split(separator: "\n")
            #expect(lines.contains { $0.contains("primera línea") && !$0.contains("segunda") })
        }
    }
}
