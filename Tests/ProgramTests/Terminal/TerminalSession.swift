import Foundation

/// A program in a real terminal: keys in, screen out.
///
/// The terminal is tmux: a server of its own for each session, with a shell of its own in it, so that a program can be suspended,
/// resumed and ended as a person would, and what it leaves behind can be seen. Home and settings are a fresh folder.
/// ```swift
/// let session = try TerminalSession(columns: 120, rows: 36)
/// try await session.start("mirilla")
/// try await session.waitFor("temperature")
/// try session.press("C-q")
/// ```
final class TerminalSession {
    /// What went wrong while looking at a screen.
    struct Problem: Error, CustomStringConvertible {
        let description: String
    }

    /// The fresh folder that is the program's home.
    let home: URL
    private let socket: URL
    private let executable: URL
    /// What the shell of the session prints when it waits for a command.
    static let prompt = "ready>"

    /// Whether there is a terminal to run programs in.
    static var isAvailable: Bool { Program.find("tmux") != nil }

    /// Opens a terminal with a waiting shell in it.
    ///
    /// - Parameters:
    ///   - environment: set in the shell, beside a fresh home; `PATH` and the C.UTF-8 locale are there already.
    ///   - home: the home of an earlier session to go on with; nil makes a fresh one.
    init(columns: Int, rows: Int, environment: [String: String] = [:], home: URL? = nil) throws {
        guard let executable = Program.find("tmux") else { throw Problem(description: "tmux is not installed") }
        self.executable = executable
        let folder = FileManager.default.temporaryDirectory.appending(path: "mirilla-\(UUID().uuidString.prefix(8))")
        self.home = home ?? folder
        try FileManager.default.createDirectory(at: self.home, withIntermediateDirectories: true)
        // The path of a socket may not be long.
        socket = FileManager.default.temporaryDirectory.appending(path: "tmux-\(UUID().uuidString.prefix(8))")
        let settings = self.home.appending(path: "tmux.conf")
        try """
        set -g default-terminal tmux-256color
        set -g status off
        set -s escape-time 0
        set -g focus-events on
        set -g history-limit 1000

        """.write(to: settings, atomically: true, encoding: .utf8)
        var variables = [
            "HOME": self.home.path, "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
            "LC_ALL": "C.UTF-8", "PS1": Self.prompt + " ", "SWIFT_BACKTRACE": "enable=no",
            "BASH_SILENCE_DEPRECATION_WARNING": "1",
        ]
        for name in ["MIRILLA_DATA", "ASAN_OPTIONS"] { variables[name] = ProcessInfo.processInfo.environment[name] }
        variables.merge(environment) { $1 }
        let shell = ["env", "-i", "TERM=tmux-256color"] + variables.map { "\($0.key)=\($0.value)" }.sorted()
        try tmux(
            ["-f", settings.path, "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)"] + shell
                + ["bash", "--norc", "--noprofile", "-i"])
    }

    deinit { close() }

    /// Ends everything that runs in the terminal.
    func close() {
        _ = try? tmux(["kill-server"])
        try? FileManager.default.removeItem(at: socket)
    }

    /// Ends the session and removes its home.
    func remove() {
        close()
        try? FileManager.default.removeItem(at: home)
    }

    // MARK: Doing

    /// Types a command at the shell's prompt.
    func start(_ command: String) async throws {
        try await waitFor(Self.prompt)
        try type(command)
        try press("Enter")
    }

    /// Types text as it is.
    func type(_ text: String) throws { try tmux(["send-keys", "-l", "--", text]) }

    /// Presses keys by tmux's names: `Enter`, `C-r`, `F1`, `BTab`, `S-Left`.
    func press(_ keys: String...) throws { try tmux(["send-keys"] + keys) }

    /// Sends bytes as a terminal would.
    func send(_ bytes: some Sequence<UInt8>) throws {
        try tmux(["send-keys", "-H"] + bytes.map { String($0, radix: 16) })
    }

    /// Presses, moves or releases the left button of the mouse over a cell, counted from 0.
    func mouse(_ button: Int = 0, column: Int, row: Int, isRelease: Bool = false) throws {
        try send("\u{1B}[<\(button);\(column + 1);\(row + 1)\(isRelease ? "m" : "M")".utf8)
    }

    /// Pastes text.
    func paste(_ text: String) throws {
        let file = home.appending(path: "paste")
        try text.write(to: file, atomically: true, encoding: .utf8)
        try tmux(["load-buffer", file.path])
        try tmux(["paste-buffer", "-p"])
    }

    /// Gives the terminal another size.
    func resize(columns: Int, rows: Int) throws {
        try tmux(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
    }

    // MARK: Looking

    /// What the screen shows, line by line, without spaces at the ends of lines.
    var screen: String { get throws { try tmux(["capture-pane", "-p"]) } }

    /// The same with the escape sequences of its colours.
    var styledScreen: String { get throws { try tmux(["capture-pane", "-p", "-e"]) } }

    /// Whether the program uses the alternate screen.
    var isAlternateScreen: Bool { get throws { try format("alternate_on") == "1" } }

    /// Whether the program has asked for the mouse.
    var reportsMouse: Bool { get throws { try format("mouse_any_flag") == "1" } }

    /// Waits until the screen satisfies a condition, and returns it.
    @discardableResult
    func waitUntil(
        _ what: String, seconds: Double = 60, _ condition: (String) async throws -> Bool
    ) async throws -> String {
        let deadline = ContinuousClock.now + .seconds(seconds)
        while true {
            let screen = try screen
            if try await condition(screen) { return screen }
            guard ContinuousClock.now < deadline else {
                throw Problem(description: "waited \(seconds) s for \(what); the screen shows:\n\(screen)")
            }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// Waits until the screen shows a text, and returns the screen.
    @discardableResult
    func waitFor(_ text: String, seconds: Double = 60) async throws -> String {
        try await waitUntil("“\(text)”", seconds: seconds) { $0.contains(text) }
    }

    /// Waits until the screen no longer shows a text, and returns the screen.
    @discardableResult
    func waitForNo(_ text: String, seconds: Double = 60) async throws -> String {
        try await waitUntil("the end of “\(text)”", seconds: seconds) { !$0.contains(text) }
    }

    /// The process that the shell runs; nil while there is none.
    var program: Program? {
        get throws {
            guard let shell = Int(try format("pane_pid")) else { return nil }
            return Program.children(of: shell).first
        }
    }

    // MARK: tmux

    private func format(_ name: String) throws -> String {
        try tmux(["display-message", "-p", "#{\(name)}"]).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    @discardableResult
    private func tmux(_ arguments: [String]) throws -> String {
        // tmux keeps the environment of whoever starts its server; a terminal around the tests must not shine through.
        let environment = ["PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": home.path]
        let (status, text) = try spawn(
            executable, ["-u", "-S", socket.path] + arguments, environment: environment,
            output: home.appending(path: "tmux-\(UUID().uuidString)"))
        guard status == 0 else {
            let words = arguments.joined(separator: " ")
            throw Problem(description: "tmux \(words): \(text)")
        }
        return text
    }
}
