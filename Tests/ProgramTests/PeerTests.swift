import Foundation
import Generation
import Loopback
import Providers
import Testing

/// A server that somebody else wrote, running on this machine.
private final class Peer {
    private let process = Process()
    let port: Int

    /// Starts a server and waits until it says that it listens.
    init(_ program: String, _ arguments: [String], environment: [String: String] = [:]) async throws {
        // A port that was free a moment ago.
        let place = try await LoopbackServer { _ in [] }
        port = place.port
        await place.stop()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments + ["--host", "127.0.0.1", "--port", "\(port)"]
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let errors = Pipe()
        process.standardError = errors
        process.standardOutput = errors
        try process.run()
        try await Self.waitForUvicorn(errors.fileHandleForReading)
    }

    deinit { process.terminate() }

    @concurrent
    private static func waitForUvicorn(_ file: FileHandle) async throws {
        var text = ""
        while case let chunk = file.availableData, !chunk.isEmpty {
            text += String(decoding: chunk, as: UTF8.self)
            if text.contains("Uvicorn running") {
                // What it says later must go somewhere.
                file.readabilityHandler = { _ = $0.availableData }
                return
            }
        }
        throw Problem(description: text)
    }

    struct Problem: Error, CustomStringConvertible {
        let description: String
    }
}

/// What the environment says about other people's programs.
private enum PeerPrograms {
    static let python = ProcessInfo.processInfo.environment["MIRILLA_PYTHON"]
    static let litellm = ProcessInfo.processInfo.environment["MIRILLA_LITELLM"]
}

/// Servers of llama-cpp-python and LiteLLM; the environment names what runs them:
/// `MIRILLA_PYTHON`, an interpreter with `llama-cpp-python[server]`, and `MIRILLA_LITELLM`, the program of `litellm[proxy]`.
@Suite(
    "Servers written by others", .serialized, .timeLimit(.minutes(5)),
    .enabled(if: Stories.isThere, "the fixtures are not here"),
    .enabled(if: PeerPrograms.python != nil, "MIRILLA_PYTHON names no interpreter with llama-cpp-python[server]"))
struct PeerTests {
    private static let file = Stories.folder + "/stories260K-f32.gguf"

    private func llamaServer() async throws -> Peer {
        try await Peer(
            PeerPrograms.python ?? "",
            ["-m", "llama_cpp.server", "--model", Self.file, "--n_ctx", "512", "--logits_all", "true"])
    }

    @Test func `llama-cpp-python's server gives the text and log-probabilities of the engine here`() async throws {
        let peer = try await llamaServer()
        let arguments = [
            "generate", "Once upon a time", "--raw", "--temperature", "0", "--max-new-tokens", "24", "--logprobs", "4",
            "--format", "json", "--model",
        ]
        let there = try await ProgramRun(arguments + ["http://127.0.0.1:\(peer.port)/v1#stories"]).json
        let here = try await ProgramRun(arguments + [Self.file]).json
        #expect(there["text"] as? String == here["text"] as? String)
        let (theirs, ours) = (
            try #require(there["steps"] as? [[String: Any]]), try #require(here["steps"] as? [[String: Any]])
        )
        #expect(theirs.count == 24 && ours.count == 24)
        for (their, our) in zip(theirs, ours) {
            #expect(their["text"] as? String == our["text"] as? String)
            let (theirLogprob, ourLogprob) = (
                try #require(their["unsampled_logprob"] as? Double), try #require(our["unsampled_logprob"] as? Double)
            )
            #expect(abs(theirLogprob - ourLogprob) < 1e-2)
        }
    }

    @Test func `exported curl and Python get from llama-cpp-python's server what the engine here writes`() async throws
    {
        let peer = try await llamaServer()
        let services = Services(
            environment: [:], credentials: Credentials(environment: [:], folder: "/dev/null"),
            transport: HTTPTransport(environment: [:]))
        let there = try await services.open(ModelReference("http://127.0.0.1:\(peer.port)/v1#stories"))
        let request = GenerationRequest(
            prompt: .raw("Once upon a time"), sampling: SamplingParameters(temperature: 0), maxNewTokens: 24)
        let here = try await ProgramRun([
            "generate", "Once upon a time", "--raw", "--temperature", "0", "--max-new-tokens", "24", "--model",
            Self.file,
        ]).output
        let python = try await ScriptRun(PeerPrograms.python ?? "", script: there.code(.python, asking: request))
        #expect(python.output == here, "\(python.errors)")
        let curl = try await ScriptRun("/bin/sh", script: there.code(.curl, asking: request))
        let answer = try JSONSerialization.jsonObject(with: Data(curl.output.utf8)) as? [String: Any]
        let choice = (answer?["choices"] as? [[String: Any]])?.first
        #expect((choice?["text"] as? String).map { $0 + "\n" } == here, "\(curl.errors)")
    }

    @Test(
        .enabled(if: PeerPrograms.litellm != nil, "MIRILLA_LITELLM names no LiteLLM proxy"),
        arguments: [("anthropic:claude-test", "ANTHROPIC"), ("gemini:gemini-test", "GEMINI")])
    func `LiteLLM's proxy in front of it speaks the formats of the services`(model: String, service: String)
        async throws
    {
        let peer = try await llamaServer()
        let folder = FileManager.default.temporaryDirectory.appending(path: "mirilla-litellm-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let models = ["claude-test", "gemini-test"].map { name in
            """
              - model_name: \(name)
                litellm_params: {model: hosted_vllm/anything, api_base: "http://127.0.0.1:\(peer.port)/v1", api_key: x}

            """
        }
        let configuration = folder.appending(path: "config.yaml")
        try """
        model_list:
        \(models.joined())general_settings: {master_key: sk-local}
        litellm_settings: {drop_params: true}

        """.write(to: configuration, atomically: true, encoding: .utf8)
        let proxy = try await Peer(
            PeerPrograms.litellm ?? "", ["--config", configuration.path],
            environment: ["LITELLM_LOCAL_MODEL_COST_MAP": "True", "LITELLM_TELEMETRY": "False"])
        let run = try await ProgramRun(
            ["generate", "Once upon a time", "--max-new-tokens", "12", "--format", "json", "--model", model],
            environment: [
                "\(service)_BASE_URL": "http://127.0.0.1:\(proxy.port)", "\(service)_API_KEY": "sk-local",
            ])
        #expect(run.status == 0, "\(run.errors)")
        let json = try run.json
        #expect((json["text"] as? String)?.isEmpty == false)
        #expect(json["finish_reason"] as? String == "length")
    }
}
