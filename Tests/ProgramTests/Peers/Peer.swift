import Foundation
import Loopback

/// A server that somebody else wrote, running on this machine.
final class Peer {
    private let process = Process()
    let port: Int

    /// Where it listens.
    var url: String { "http://127.0.0.1:\(port)" }

    /// Starts a server and waits until it says that it listens.
    init(_ program: String, _ arguments: [String], environment: [String: String] = [:]) async throws {
        // A port that was free a moment ago.
        let place = try await LoopbackServer { _ in [] }
        port = place.port
        await place.stop()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments + ["--host", "127.0.0.1", "--port", "\(port)"]
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let output = Pipe()
        process.standardError = output
        process.standardOutput = output
        try process.run()
        var text = ""
        for await said in Self.words(of: output.fileHandleForReading) {
            text += said
            if text.contains("Uvicorn running") { return }
        }
        throw Problem(description: text)
    }

    deinit { process.terminate() }

    /// What a server says; it is read to the end, also when nobody listens any more.
    private static func words(of file: FileHandle) -> AsyncStream<String> {
        AsyncStream { continuation in
            file.readabilityHandler = { file in
                let chunk = file.availableData
                guard !chunk.isEmpty else {
                    file.readabilityHandler = nil
                    return continuation.finish()
                }
                continuation.yield(String(decoding: chunk, as: UTF8.self))
            }
        }
    }

    struct Problem: Error, CustomStringConvertible {
        let description: String
    }
}

/// Other people's programs, as the environment names them.
///
/// `MIRILLA_PYTHON` is an interpreter with `llama-cpp-python[server]`, `MIRILLA_LITELLM` the program of `litellm[proxy]`,
/// `MIRILLA_TRANSFORMERS` that of `transformers[serving]`.
enum PeerPrograms {
    static let python = ProcessInfo.processInfo.environment["MIRILLA_PYTHON"]
    static let litellm = ProcessInfo.processInfo.environment["MIRILLA_LITELLM"]
    static let transformers = ProcessInfo.processInfo.environment["MIRILLA_TRANSFORMERS"]
}

extension Peer {
    /// The model that all of them serve.
    static let file = Stories.folder + "/stories260K-f32.gguf"

    /// The server of llama-cpp-python.
    static func llama() async throws -> Peer {
        try await Peer(
            PeerPrograms.python ?? "",
            ["-m", "llama_cpp.server", "--model", file, "--n_ctx", "512", "--logits_all", "true"])
    }

    /// The server of transformers.
    static func transformers() async throws -> Peer {
        try await Peer(
            PeerPrograms.transformers ?? "", ["serve", Stories.folder, "--device", "cpu"],
            environment: ["HF_HUB_OFFLINE": "1"])
    }

    /// LiteLLM's proxy in front of another server, under the names `claude-test` and `gemini-test`.
    static func litellm(before server: Peer, folder: URL) async throws -> Peer {
        let models = ["claude-test", "gemini-test"].map { name in
            """
              - model_name: \(name)
                litellm_params: {model: hosted_vllm/anything, api_base: "\(server.url)/v1", api_key: x}

            """
        }
        let configuration = folder.appending(path: "config.yaml")
        try """
        model_list:
        \(models.joined())general_settings: {master_key: sk-local}
        litellm_settings: {drop_params: true}

        """.write(to: configuration, atomically: true, encoding: .utf8)
        return try await Peer(
            PeerPrograms.litellm ?? "", ["--config", configuration.path],
            environment: ["LITELLM_LOCAL_MODEL_COST_MAP": "True", "LITELLM_TELEMETRY": "False"])
    }
}
