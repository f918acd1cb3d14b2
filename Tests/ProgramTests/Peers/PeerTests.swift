import Foundation
import Generation
import Providers
import Testing

/// The program with servers that other people wrote; `PeerPrograms` says what the environment has to name.
@Suite(
    "Servers written by others", .serialized, .timeLimit(.minutes(5)),
    .enabled(if: Stories.isThere, "the fixtures are not here"))
struct PeerTests {
    @Test(.enabled(if: PeerPrograms.python != nil, "MIRILLA_PYTHON names no interpreter with llama-cpp-python[server]"))
    func `llama-cpp-python's server gives the text and log-probabilities of the engine here`() async throws {
        let peer = try await Peer.llama()
        let arguments = [
            "generate", "Once upon a time", "--raw", "--temperature", "0", "--max-new-tokens", "24", "--logprobs", "4",
            "--format", "json", "--model",
        ]
        let there = try await ProgramRun(arguments + ["\(peer.url)/v1#stories"]).json
        let here = try await ProgramRun(arguments + [Peer.file]).json
        try expectSame(there, here)
    }

    @Test(
        .enabled(if: TerminalSession.isAvailable, "tmux is not installed"),
        .enabled(if: PeerPrograms.python != nil, "MIRILLA_PYTHON names no interpreter with llama-cpp-python[server]"))
    func `the screen shows the same of llama-cpp-python's server as of the engine here`() async throws {
        let peer = try await Peer.llama()
        let there = try await ScreenRun(model: "\(peer.url)/v1#stories")
        let here = try await ScreenRun(model: Peer.file)
        try expectSame(there.json, here.json)
        #expect(there.rows.count == 24 && there.rows.map(\.token) == here.rows.map(\.token))
        for (their, our) in zip(there.rows, here.rows) { #expect(abs(their.percent - our.percent) <= 0.3) }
    }

    @Test(
        .enabled(if: PeerPrograms.python != nil, "MIRILLA_PYTHON names no interpreter with llama-cpp-python[server]"),
        .enabled(if: PeerPrograms.litellm != nil, "MIRILLA_LITELLM names no LiteLLM proxy"))
    func `LiteLLM's proxy in front of it speaks the formats of Anthropic and Gemini`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "mirilla-litellm-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let server = try await Peer.llama()
        let proxy = try await Peer.litellm(before: server, folder: folder)
        // The proxy hands a chat on, so the server is asked the same without it.
        let arguments = [
            "generate", "Once upon a time", "--temperature", "0", "--max-new-tokens", "12", "--format", "json",
            "--model",
        ]
        let plain = try await ProgramRun(arguments + ["\(server.url)/v1#anything"]).json
        let text = try #require(plain["text"] as? String)
        #expect(!text.isEmpty)
        for (model, service) in [("anthropic:claude-test", "ANTHROPIC"), ("gemini:gemini-test", "GEMINI")] {
            let environment = ["\(service)_BASE_URL": proxy.url, "\(service)_API_KEY": "sk-local"]
            let run = try await ProgramRun(
                model.hasPrefix("anthropic") ? Self.plain(arguments) + [model] : arguments + [model],
                environment: environment)
            #expect(run.status == 0, "\(run.errors)")
            let json = try run.json
            #expect(json["finish_reason"] as? String == "length")
            #expect((json["text"] as? String)?.isEmpty == false)
            if !model.hasPrefix("anthropic") { #expect(json["text"] as? String == text) }
            let refused = try await ProgramRun(
                arguments + [model], environment: environment.merging(["\(service)_API_KEY": "sk-wrong"]) { $1 })
            #expect(refused.status == 1 && refused.errors.hasPrefix("mirilla: "))
            #expect(!refused.errors.contains("sk-wrong") && !refused.output.contains("sk-wrong"))
        }
    }

    @Test(.enabled(if: PeerPrograms.python != nil, "MIRILLA_PYTHON names no interpreter with llama-cpp-python[server]"))
    func `exported curl and Python get from llama-cpp-python's server what the engine here writes`() async throws {
        let peer = try await Peer.llama()
        let services = Services(
            environment: [:], credentials: Credentials(environment: [:], folder: "/dev/null"),
            transport: HTTPTransport(environment: [:]))
        let there = try await services.open(ModelReference("\(peer.url)/v1#stories"))
        let request = GenerationRequest(
            prompt: .raw("Once upon a time"), sampling: SamplingParameters(temperature: 0), maxNewTokens: 24)
        let here = try await ProgramRun([
            "generate", "Once upon a time", "--raw", "--temperature", "0", "--max-new-tokens", "24", "--model",
            Peer.file,
        ]).output
        let python = try await ScriptRun(PeerPrograms.python ?? "", script: there.code(.python, asking: request))
        #expect(python.output == here, "\(python.errors)")
        let curl = try await ScriptRun("/bin/sh", script: there.code(.curl, asking: request))
        let answer = try JSONSerialization.jsonObject(with: Data(curl.output.utf8)) as? [String: Any]
        let choice = (answer?["choices"] as? [[String: Any]])?.first
        #expect((choice?["text"] as? String).map { $0 + "\n" } == here, "\(curl.errors)")
    }

    @Test(.enabled(if: PeerPrograms.transformers != nil, "MIRILLA_TRANSFORMERS names no transformers with a server"))
    func `the server of transformers gives the text of the engine here, and its errors are told`() async throws {
        let peer = try await Peer.transformers()
        let arguments = ["generate", "Once upon a time", "--max-new-tokens", "24", "--temperature", "0", "--model"]
        let there = try await ProgramRun(arguments + ["\(peer.url)/v1#\(Stories.folder)", "--raw"])
        let here = try await ProgramRun(arguments + [Stories.folder, "--raw"])
        #expect(there.status == 0 && there.output == here.output, "\(there.errors)")
        // The model has no chat template, which this server reports as a failure of its own.
        let chat = try await ProgramRun(arguments + ["\(peer.url)/v1#\(Stories.folder)"])
        #expect(chat.status == 1 && chat.errors.contains("the server failed: HTTP 500"))
    }

    /// Arguments without a temperature.
    private static func plain(_ arguments: [String]) -> [String] {
        guard let index = arguments.firstIndex(of: "--temperature") else { return arguments }
        return Array(arguments[..<index] + arguments[(index + 2)...])
    }

    private func expectSame(_ there: [String: Any], _ here: [String: Any]) throws {
        #expect(there["text"] as? String == here["text"] as? String)
        let theirs = try #require(there["steps"] as? [[String: Any]])
        let ours = try #require(here["steps"] as? [[String: Any]])
        #expect(theirs.count == 24 && ours.count == 24)
        for (their, our) in zip(theirs, ours) {
            #expect(their["text"] as? String == our["text"] as? String)
            let theirLogprob = try #require(their["unsampled_logprob"] as? Double)
            let ourLogprob = try #require(our["unsampled_logprob"] as? Double)
            #expect(abs(theirLogprob - ourLogprob) < 1e-2)
        }
    }
}

/// A greedy run of 24 tokens in the playground, as its tokens screen shows it and writes it to a file.
private struct ScreenRun {
    struct Row {
        let token: String
        /// The model's own probability.
        let percent: Double
    }

    let json: [String: Any]
    let rows: [Row]

    init(model: String) async throws {
        let session = try TerminalSession(columns: 200, rows: 60)
        defer { session.remove() }
        try await session.startPlayground(
            "--model '\(model)' --prompt 'Once upon a time' --temperature 0 --max-new-tokens 24")
        try await session.waitUntil("the model") { $0.contains("local") && !$0.contains("opening") }
        // The text is continued as it is: the server would write a chat of its own around it.
        try session.press("C-p")
        try session.type("chat template")
        try await session.waitFor("chat template on or off")
        try session.press("Enter", "C-r")
        try await session.waitFor("max_new_tokens reached")
        try session.press("F6")
        let screen = try await session.waitFor("Alternatives")
        rows = screen.split(separator: "\n").compactMap(Self.row)
        let path = session.home.appending(path: "run.json").path
        try session.press("C-e")
        try await session.waitFor("Write to a file")
        try session.press("Down")
        try await session.waitFor("run.json")
        try session.type(path)
        try session.press("Enter")
        try await session.waitFor("written")
        let bytes = try Data(contentsOf: URL(filePath: path))
        json = try JSONSerialization.jsonObject(with: bytes) as? [String: Any] ?? [:]
    }

    /// Number, token, id, probability, probability at temperature 1.
    private static func row(_ line: Substring) -> Row? {
        guard let match = line.firstMatch(of: #/│ ▸? +[0-9]+ (\S+) +\S+ +[0-9.]+ % +([0-9.]+)\s/#),
            let percent = Double(match.output.2)
        else { return nil }
        return Row(token: String(match.output.1), percent: percent)
    }
}
