import Foundation
import Loopback
import Testing

/// A hosted model in the playground.
extension ProgramInTerminal {
    @Suite struct HostedInTerminalTests {
        @Test func `shows what a hosted model answered before it broke off, why, and no key`() async throws {
            let key = "sk-planted-in-the-playground"
            let chunks = ["Buenas", " tardes"].map { "data: {\"choices\":[{\"delta\":{\"content\":\"\($0)\"}}]}\n\n" }
            let error = "data: {\"error\":{\"message\":\"\(key) is broken\"}}\n\n"
            let server = try await LoopbackServer {
                $0.method == "POST" ? .stream(chunks + [error]) : .response(404, key)
            }
            let session = try TerminalSession(
                columns: 120, rows: 36, environment: ["OPENAI_BASE_URL": server.url + "/v1", "OPENAI_API_KEY": key])
            defer { session.remove() }
            try await session.startPlayground("--model openai:gpt-4o --prompt hola")
            try await session.waitFor("gpt-4o   local")
            try session.press("C-r")
            let screen = try await session.waitFor("is broken")
            #expect(screen.contains("Buenas tardes") && !screen.contains(key))
            try session.press("C-q")
            try await session.waitUntil("the shell again") { try session.isBackInShell($0) }
            let files = FileManager.default.enumerator(at: session.home, includingPropertiesForKeys: nil)
            while let file = files?.nextObject() as? URL {
                let bytes = (try? Data(contentsOf: file)) ?? Data()
                #expect(bytes.firstRange(of: Data(key.utf8)) == nil, "\(file.path)")
            }
        }
    }
}
