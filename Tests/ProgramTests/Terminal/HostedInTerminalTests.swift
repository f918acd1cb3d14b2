import Foundation
import Loopback
import Testing

/// Hosted models in the playground, with keys in the environment that nobody may see again.
extension ProgramInTerminal {
    @Suite struct HostedInTerminalTests {
        private let home = FileManager.default.temporaryDirectory.appending(
            path: "mirilla-hosted-\(UUID().uuidString.prefix(8))")

        private func session(_ server: LoopbackServer) throws -> TerminalSession {
            try TerminalSession(
                columns: 120, rows: 36, environment: PlantedKeys.environment(home: home, server: server.url), home: home
            )
        }

        /// Waits for a text and looks through all that the screen shows then.
        @discardableResult
        private func look(_ session: TerminalSession, for text: String) async throws -> String {
            let screen = try await session.waitFor(text)
            #expect(try PlantedKeys.halves(in: session.styledScreen).isEmpty)
            return screen
        }

        private func quit(_ session: TerminalSession) async throws {
            try session.press("C-q")
            try await session.waitUntil("the shell again") { try session.isBackInShell($0) }
            #expect(PlantedKeys.leaks(in: home) == [])
        }

        private func delta(_ member: String, _ text: String) -> String {
            "data: {\"choices\":[{\"delta\":{\"\(member)\":\"\(text)\"}}]}\n\n"
        }

        @Test func `shows what a hosted model answered before it broke off, why, and no key`() async throws {
            let chunks = [delta("content", "Buenas"), delta("content", " tardes")]
            let error = "data: {\"error\":{\"message\":\"\(PlantedKeys.openAI) is broken\"}}\n\n"
            let server = try await LoopbackServer {
                $0.method == "POST" ? .stream(chunks + [error]) : .response(404, PlantedKeys.openAI)
            }
            let session = try session(server)
            defer { session.remove() }
            try await session.startPlayground("--model openai:gpt-4o --prompt hola")
            try await session.waitFor("gpt-4o   local")
            try session.press("C-r")
            let screen = try await look(session, for: "is broken")
            #expect(screen.contains("Buenas tardes"))
            try await quit(session)
        }

        @Test func `shows no key when services and hub refuse it and say which it was`() async throws {
            let server = try await PlantedKeys.tellTale(.refusesTheKey)
            let session = try session(server)
            defer { session.remove() }
            try await session.startPlayground()
            try await session.waitFor("embedded")
            try session.press("C-o")
            try session.type(server.url + "/v1#m")
            try session.press("Enter")
            try await look(session, for: "does not accept the key")
            try session.press("Escape", "F2")
            try await look(session, for: "no answer")
            try session.press("p")
            try session.type("owner/tiny")
            try session.press("Enter")
            try await look(session, for: "the hub refuses the token")
            try session.press("C-e")
            try await session.waitFor("Write to a file")
            try session.type(home.appending(path: "screen.svg").path)
            try session.press("Enter")
            try await session.waitUntil("the file") { _ in
                FileManager.default.fileExists(atPath: home.appending(path: "screen.svg").path)
            }
            try await quit(session)
        }

        @Test func `a hosted model thinks before it writes, and its thoughts fold away`() async throws {
            let chunks = [
                delta("reasoning_content", "The user greets,"), delta("reasoning_content", " so I greet back."),
                delta("content", "¡Hola!"), "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n",
                "data: [DONE]\n\n",
            ]
            let server = try await LoopbackServer { $0.method == "POST" ? .stream(chunks) : .response(404, "{}") }
            let session = try session(server)
            defer { session.remove() }
            try await session.startPlayground("--model \(server.url)/v1#thinker --prompt hola")
            try await session.waitFor("thinker   local")
            try session.press("C-r")
            let folded = try await look(session, for: "▸ thought for 7 words")
            #expect(folded.contains("¡Hola!") && !folded.contains("The user greets"))
            try session.press("Tab", "Tab", "r")
            let unfolded = try await look(session, for: "▾ thought for 7 words")
            #expect(unfolded.contains("The user greets, so I greet back.") && unfolded.contains("¡Hola!"))
            try await quit(session)
        }

        @Test func `a command tells on a terminal what a model thinks, and on standard output its text alone`()
            async throws
        {
            let chunks = [
                delta("reasoning_content", "A greeting is due."), delta("content", "¡Hola!"), "data: [DONE]\n\n",
            ]
            let server = try await LoopbackServer { $0.method == "POST" ? .stream(chunks) : .response(404, "{}") }
            let session = try session(server)
            defer { session.remove() }
            let file = home.appending(path: "text").path
            try await session.start(
                "\(Program.mirilla.path) generate hi --model \(server.url)/v1#thinker > \(file); cat \(file)")
            let screen = try await session.waitFor("¡Hola!")
            #expect(screen.contains("A greeting is due."))
            #expect(try String(contentsOfFile: file, encoding: .utf8) == "¡Hola!\n")
        }

        @Test func `a key goes to another machine over plain http only after a yes`() async throws {
            // Stands in the way to every other machine, as a proxy does, and keeps what it was shown.
            let proxy = try await LoopbackServer { request in
                if request.method == "CONNECT" { return [.send("HTTP/1.1 200 Connected\r\n\r\n")] }
                return request.path == "/v1/models" ? .response(#"{"data":[{"id":"far"}]}"#) : .response(404, "{}")
            }
            var environment = PlantedKeys.environment(home: home, server: proxy.url)
            environment["HTTP_PROXY"] = proxy.url
            environment["http_proxy"] = proxy.url
            let session = try TerminalSession(columns: 120, rows: 36, environment: environment, home: home)
            defer { session.remove() }
            try await session.startPlayground("--model http://far.example/v1#far --prompt hola")
            try await look(session, for: "Send your key unencrypted?")
            try session.press("n")
            try await session.waitForNo("Send your key unencrypted?")
            #expect(proxy.all.isEmpty)
            try session.press("C-o")
            try session.type("http://far.example/v1#far")
            try session.press("Enter")
            try await look(session, for: "Send your key unencrypted?")
            try session.press("y")
            try await look(session, for: "far   ↗ hosted")
            let asked = try #require(proxy.all.first { $0.path == "/v1/models" })
            #expect(asked.headers["host"] == "far.example")
            #expect(asked.headers["authorization"] == "Bearer " + PlantedKeys.server)
            let headless = try await ProgramRun(
                ["generate", "hi", "--model", "http://far.example/v1#far"], environment: environment)
            #expect(headless.status == 2 && headless.errors.contains("--allow-insecure sends it all the same"))
            try await quit(session)
        }
    }
}
