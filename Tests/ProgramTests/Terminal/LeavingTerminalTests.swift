import Foundation
import Testing

/// What is left behind: on the terminal, on disk, on the processor.
extension ProgramInTerminal {
    @Suite struct LeavingTerminalTests {
        /// Runs a command in the waiting shell and returns the screen when the shell waits again.
        private func inShell(_ command: String, _ session: TerminalSession) async throws -> String {
            // The end of the command before may still stand on the screen: each has a mark of its own, which its typed line does not show.
            let mark = UUID().uuidString.prefix(8)
            try session.type("status=$?; clear; \(command); echo 'done' \(mark)")
            try session.press("Enter")
            return try await session.waitFor("done \(mark)")
        }

        /// Notes how the terminal is set, for `expectSameSettings`.
        private func noteSettings(_ session: TerminalSession) async throws {
            try await session.start("stty -a > ~/settings; clear")
        }

        private func expectSameSettings(_ session: TerminalSession) async throws {
            let screen = try await inShell("stty -a | cmp - ~/settings && echo same", session)
            #expect(screen.contains("same"))
        }

        @Test func `quitting gives the terminal back as it was`() async throws {
            let session = try TerminalSession(columns: 100, rows: 30)
            defer { session.remove() }
            try await noteSettings(session)
            try await session.startPlayground()
            try await session.waitFor("embedded")
            #expect(try session.isAlternateScreen)
            #expect(try session.reportsMouse)
            try session.press("C-q")
            try await session.waitUntil("the shell") { try session.isBackInShell($0) }
            try await expectSameSettings(session)
        }

        @Test func `Ctrl-Z gives the terminal to the shell, and fg takes it again`() async throws {
            let session = try TerminalSession(columns: 100, rows: 30)
            defer { session.remove() }
            try await noteSettings(session)
            try await session.startPlayground("--prompt 'Once upon a time'")
            try await session.waitFor("embedded")
            for _ in 1...2 {
                try session.press("C-z")
                let screen = try await session.waitUntil("the shell") { try session.isBackInShell($0) }
                #expect(screen.contains("Stopped"))
                try await expectSameSettings(session)
                try session.type("fg")
                try session.press("Enter")
                try await session.waitUntil("the playground again") {
                    try $0.contains("Once upon a time") && $0.contains("Parameters") && session.isAlternateScreen
                        && session.reportsMouse
                }
            }
            try session.press("C-q")
            try await session.waitUntil("the shell") { try session.isBackInShell($0) }
        }

        @Test(arguments: [(SIGTERM, 143), (SIGHUP, 129), (SIGSEGV, 139)])
        func `a deadly signal gives the terminal back and keeps the texts`(signal: Int32, status: Int) async throws {
            let session = try TerminalSession(columns: 100, rows: 30)
            defer { session.remove() }
            try await noteSettings(session)
            try await session.startPlayground()
            try await session.waitFor("embedded")
            try session.type("a story worth keeping")
            try await session.waitUntil("a draft on disk") { _ in try session.hasDraft }
            try #require(try session.program).signal(signal)
            try await session.waitUntil("the shell") { try session.isBackInShell($0) }
            #expect(try await inShell("echo status $status", session).contains("status \(status)"))
            try await expectSameSettings(session)
            try await session.startPlayground()
            try await session.waitFor("a story worth keeping")
            try session.press("Enter")
            try await session.waitUntil("the story in its editor") { $0.contains("User") && $0.contains("keeping") }
        }

        @Test func `a killed program offers its texts at the next start`() async throws {
            let session = try await TerminalSession.playground()
            defer { session.remove() }
            try session.type("un cuento que guardar")
            try await session.waitUntil("a draft on disk") { _ in try session.hasDraft }
            try #require(try session.program).signal(SIGKILL)
            session.close()
            let next = try await TerminalSession.playground(home: session.home)
            defer { next.close() }
            try await next.waitFor("un cuento que guardar")
            try next.press("Enter")
            try next.type(" bien")
            try await next.waitFor("un cuento que guardar bien")
        }

        @Test(.enabled(if: Program.canMeasure, "processor times cannot be read here"))
        func `uses no processor time while nothing happens`() async throws {
            let session = try await TerminalSession.playground("--prompt 'Once upon a time'")
            defer { session.remove() }
            try await session.waitForEntropy("of the prompt")
            let program = try #require(try session.program)
            func workInFiveSeconds() async throws -> Duration {
                let before = try program.processorTime
                try await Task.sleep(for: .seconds(5))
                return try program.processorTime - before
            }
            // Notices go away by themselves, within five seconds; then nothing is left to happen.
            try await session.waitUntil("five seconds without work") { _ in
                try await workInFiveSeconds() < .milliseconds(10)
            }
            #expect(try await workInFiveSeconds() < .milliseconds(20))
        }

        @Test(arguments: [
            ("", " | cat", "terminal"), ("", " < /dev/null", "terminal"), ("TERM=dumb ", "", "dumb"),
            ("TERM=nosuch ", "", "nosuch"), ("TERM= ", "", "TERM"),
        ])
        func `where there is no screen it says so and points to a command that needs none`(
            before: String, after: String, reason: String
        ) async throws {
            let session = try TerminalSession(columns: 100, rows: 30)
            defer { session.remove() }
            try await session.start("clear; \(before)\(Program.mirilla.path)\(after); echo done''.")
            let screen = try await session.waitFor("done.")
            #expect(screen.contains(reason))
            #expect(screen.replacing("\n", with: "").contains("mirilla generate"))
            #expect(try !session.isAlternateScreen)
        }

        @Test(arguments: [
            ("NO_COLOR=1", "\u{1B}[38"), ("TERM=vt100", "\u{1B}[3"), ("COLORTERM= TERM=xterm-256color", "\u{1B}[38;2"),
        ])
        func `sends no colours that the terminal has not`(setting: String, sequence: String) async throws {
            let session = try TerminalSession(columns: 100, rows: 30)
            defer { session.remove() }
            try await session.start("\(setting) \(Program.mirilla.path)")
            try await session.waitFor("Parameters")
            #expect(try !session.styledScreen.replacing("\u{1B}[39", with: "").contains(sequence))
        }

        @Test func `shows true colours where the terminal promises them`() async throws {
            let session = try await TerminalSession.playground("--theme dark", environment: ["COLORTERM": "truecolor"])
            defer { session.remove() }
            #expect(try session.styledScreen.contains("\u{1B}[38;2"))
        }

        @Test func `without UTF-8 lines and accents become ASCII`() async throws {
            let session = try TerminalSession(columns: 100, rows: 30)
            defer { session.remove() }
            try await session.start("LC_ALL=C \(Program.mirilla.path) --language es")
            let screen = try await session.waitFor("Parametros")
            #expect(screen.contains("+- Sistema -"))
            #expect(screen.utf8.allSatisfy { $0 < 0x80 })
        }
    }
}

extension TerminalSession {
    /// Whether a running program has kept its texts.
    var hasDraft: Bool {
        get throws {
            let folder = home.appending(path: ".local/state/mirilla").path
            let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            return files.contains { $0.hasPrefix("draft-") && $0.hasSuffix(".json") }
        }
    }
}
