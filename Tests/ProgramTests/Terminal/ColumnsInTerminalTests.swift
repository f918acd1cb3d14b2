import Foundation
import Loopback
import Testing

/// Compare and sweep in the real program.
extension ProgramInTerminal {
    @Suite struct ColumnsInTerminalTests {
        @Test func `nano and a server on this machine answer side by side`() async throws {
            let chunks = ["Buenas", " tardes", " amiga"].map {
                "data: {\"choices\":[{\"delta\":{\"content\":\"\($0)\"}}]}\n\n"
            }
            let server = try await LoopbackServer {
                $0.method == "POST" ? .stream(chunks + ["data: [DONE]\n\n"]) : .response(404, "")
            }
            let session = try await TerminalSession.playground("--prompt 'Tell me a story.' --max-new-tokens 6")
            defer { session.remove() }
            try session.press("F3")
            try await session.waitFor("2 nano")
            try session.press("Right", "m")
            try await session.waitFor("Open a model")
            for _ in 0..<4 { try session.press("BSpace") }
            try session.type("\(server.url)/v1#amable")
            try session.press("Enter")
            try await session.waitFor("amable")
            try session.press("C-r")
            let screen = try await session.waitUntil("both answers") {
                $0.contains("Buenas tardes amiga") && $0.contains("6 · max_new")
            }
            // A server here keeps the text here.
            #expect(!screen.contains("leaves this machine"))
            #expect(screen.contains("the texts part at token 1"))
            // Left and come back to, both are still there.
            try session.press("Escape")
            try await session.waitFor("Parameters")
            try session.press("F3")
            try await session.waitFor("Buenas tardes amiga")
        }

        @Test func `a sweep of nano fills its grid and opens a text in the playground`() async throws {
            let session = try await TerminalSession.playground("--prompt 'Tell me a story.' --max-new-tokens 3")
            defer { session.remove() }
            try session.press("F5")
            try await session.waitFor("asks the prompt at each of these values")
            try session.press("-", "-", "-", "C-r")
            let screen = try await session.waitFor("5 of 5 samples")
            #expect(screen.contains("perplexity"))
            try session.press("Down", "Enter")
            try await session.waitFor("max_new_tokens reached")
        }
    }
}
