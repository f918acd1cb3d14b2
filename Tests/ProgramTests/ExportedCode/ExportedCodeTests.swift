import Foundation
import Generation
import Inference
import Loopback
import Providers
import Testing

/// The same request in other words: what is exported runs, and asks what mirilla asks.
@Suite("Exported code")
struct ExportedCodeTests {
    private static let key = "sk-planted-in-exported-code"

    /// A request with everything that has to be quoted.
    private static let asked: GenerationRequest = {
        var request = GenerationRequest(
            prompt: .chat([
                Message(role: .system, content: "Say \"yes\" & 'no'.\nNothing else: $HOME `date` \\n %s"),
                Message(role: .user, content: "¿Qué?\t😀\nJSON\n{{x}}"),
            ]))
        request.sampling = SamplingParameters(temperature: 0.5, topP: 0.9, seed: 7)
        request.maxNewTokens = 20
        request.stopTexts = ["\"END\"\n"]
        return request
    }()

    private func hosted(_ reference: String, at server: LoopbackServer) async throws -> any Provider {
        let environment = [
            "OPENAI_BASE_URL": server.url + "/v1", "OPENAI_API_KEY": Self.key, "ANTHROPIC_BASE_URL": server.url,
            "ANTHROPIC_API_KEY": Self.key, "GEMINI_BASE_URL": server.url, "GEMINI_API_KEY": Self.key,
        ]
        let services = Services(
            environment: environment, credentials: Credentials(environment: environment, folder: "/dev/null"),
            transport: HTTPTransport(environment: environment))
        return try await services.open(ModelReference(reference))
    }

    /// A server that answers every POST in one piece.
    private func server(_ answer: String) async throws -> LoopbackServer {
        try await LoopbackServer { $0.method == "POST" ? .response(answer) : .response(404, "{}") }
    }

    private func posted(_ server: LoopbackServer) throws -> (LoopbackServer.Received, [String: Any]) {
        let received = try #require(server.all.last { $0.method == "POST" })
        let body = try JSONSerialization.jsonObject(with: Data(received.body)) as? [String: Any]
        return (received, try #require(body))
    }

    private func expectAsked(_ body: [String: Any]) {
        let messages = body["messages"] as? [[String: String]]
        #expect(messages?.map { $0["role"] } == ["system", "user"])
        #expect(messages?.first?["content"] == "Say \"yes\" & 'no'.\nNothing else: $HOME `date` \\n %s")
        #expect(messages?.last?["content"] == "¿Qué?\t😀\nJSON\n{{x}}")
        #expect(body["temperature"] as? Double == 0.5 && body["top_p"] as? Double == 0.9)
        #expect(body["stop"] as? [String] == ["\"END\"\n"] && body["seed"] as? Int == 7)
        #expect(body["max_completion_tokens"] as? Int == 20 && body["model"] as? String == "gpt-4o")
        #expect(body["stream"] == nil && body["logprobs"] == nil)
    }

    private static let chatAnswer = #"{"choices":[{"message":{"content":"Hola 😀"},"finish_reason":"stop"}]}"#

    // MARK: curl

    @Test func `the exported curl asks what mirilla asks, with the key from the environment`() async throws {
        let server = try await server(Self.chatAnswer)
        let script = try await hosted("openai:gpt-4o", at: server).code(.curl, asking: Self.asked)
        #expect(!script.contains(Self.key) && script.contains("$OPENAI_API_KEY"))
        let run = try await ScriptRun("/bin/sh", script: script, environment: ["OPENAI_API_KEY": Self.key])
        #expect(run.status == 0 && run.output == Self.chatAnswer, "\(run.errors)")
        let (received, body) = try posted(server)
        #expect(received.path == "/v1/chat/completions" && received.headers["authorization"] == "Bearer \(Self.key)")
        expectAsked(body)
    }

    @Test(arguments: [
        ("anthropic:claude-test", "/v1/messages", "x-api-key", "ANTHROPIC_API_KEY"),
        ("gemini:gemini-test", "/v1beta/models/gemini-test:generateContent", "x-goog-api-key", "GEMINI_API_KEY"),
    ])
    func `every service is asked in its own words`(reference: String, path: String, field: String, variable: String)
        async throws
    {
        let server = try await server(#"{"content":[{"type":"text","text":"hi"}]}"#)
        let script = try await hosted(reference, at: server).code(.curl, asking: Self.asked)
        #expect(!script.contains(Self.key))
        let run = try await ScriptRun("/bin/sh", script: script, environment: [variable: Self.key])
        #expect(run.status == 0, "\(run.errors)")
        let (received, body) = try posted(server)
        #expect(received.path == path && received.headers[field] == Self.key)
        #expect(body["stream"] == nil)
        #expect(String(decoding: received.body, as: UTF8.self).contains("😀"))
    }

    // MARK: Python

    @Test(.enabled(if: Python.has("openai"), "MIRILLA_PYTHON names no interpreter with openai"))
    func `the exported Python asks OpenAI's format what mirilla asks`() async throws {
        let server = try await server(
            #"{"id":"1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"Hola 😀"},"finish_reason":"stop"}]}"#
        )
        let script = try await hosted("openai:gpt-4o", at: server).code(.python, asking: Self.asked)
        #expect(!script.contains(Self.key))
        let run = try await Python.run(script, ["OPENAI_API_KEY": Self.key])
        #expect(run.status == 0 && run.output == "Hola 😀\n", "\(run.errors)")
        expectAsked(try posted(server).1)
    }

    @Test(.enabled(if: Python.has("anthropic"), "MIRILLA_PYTHON names no interpreter with anthropic"))
    func `the exported Python asks Anthropic's format what mirilla asks`() async throws {
        let server = try await server(
            #"{"id":"1","type":"message","role":"assistant","model":"m","content":[{"type":"text","text":"Hola 😀"}],"stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":1,"output_tokens":1}}"#
        )
        let script = try await hosted("anthropic:claude-test", at: server).code(.python, asking: Self.asked)
        let run = try await Python.run(script, ["ANTHROPIC_API_KEY": Self.key])
        #expect(run.status == 0 && run.output == "Hola 😀\n", "\(run.errors)")
        let (received, body) = try posted(server)
        // Older versions of the library have a header of their own for it.
        #expect(received.path == "/v1/messages" && received.headers.values.contains { $0.hasSuffix(Self.key) })
        #expect(body["temperature"] as? Double == 0.5 && body["max_tokens"] as? Int == 20)
        #expect((body["messages"] as? [[String: Any]])?.first?["content"] as? String == "¿Qué?\t😀\nJSON\n{{x}}")
    }

    @Test(.enabled(if: Python.path != nil, "MIRILLA_PYTHON names no interpreter"))
    func `where a service has no library here, the exported Python needs none`() async throws {
        let server = try await server(#"{"candidates":[{"content":{"parts":[{"text":"Hola 😀"}]}}]}"#)
        let script = try await hosted("gemini:gemini-test", at: server).code(.python, asking: Self.asked)
        let run = try await Python.run(script, ["GEMINI_API_KEY": Self.key])
        #expect(run.status == 0 && run.output.contains("Hola 😀"), "\(run.errors)")
        #expect(try posted(server).0.headers["x-goog-api-key"] == Self.key)
    }

    @Test(
        .enabled(if: Python.has("transformers"), "MIRILLA_PYTHON names no interpreter with transformers"),
        .timeLimit(.minutes(5)))
    func `the exported Python for transformers writes the text of the engine here`() async throws {
        let provider = try Self.nano()
        let request = Self.nanoRequest(temperature: 0)
        let run = try await Python.run(provider.code(.python, asking: request), [:])
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output == (try await Self.text(of: provider, request)) + "\n")
    }

    @Test func `transformers is not asked for what it has no word for`() throws {
        let provider = try Self.nano()
        for change in [
            { (request: inout GenerationRequest) in request.interventions = [.switchOffHead(layer: 0, head: 0)] },
            { $0.sampling.presencePenalty = 1 }, { $0.continuation = [1] },
        ] {
            var request = Self.nanoRequest(temperature: 0)
            change(&request)
            #expect(throws: Failure.self) { try provider.code(.python, asking: request) }
            #expect(throws: Never.self) { try provider.code(.swift, asking: request) }
        }
        #expect(throws: Failure.self) { try provider.code(.curl, asking: Self.nanoRequest(temperature: 0)) }
    }

    // MARK: Swift

    @Test func `the exported Swift is the program that this package builds, and it writes the text of the engine here`()
        async throws
    {
        let provider = try Self.nano()
        let request = Self.nanoRequest(temperature: 0.8)
        try Recording("ExportedLocalRequest").expect(provider.code(.swift, asking: request))
        let run = try await ScriptRun(ScriptRun.built("ExportedLocalRequest"))
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output == (try await Self.text(of: provider, request)) + "\n")
    }

    @Test func `the exported Swift for a hosted model is a program too, and asks what mirilla asks`() async throws {
        let server = try await LoopbackServer { request in
            request.method == "POST"
                ? .stream([
                    "data: {\"choices\":[{\"delta\":{\"content\":\"Hola 😀\"},\"finish_reason\":\"stop\"}]}\n\n",
                    "data: [DONE]\n\n",
                ]) : .response(404, "{}")
        }
        let code = try await hosted("openai:gpt-4o", at: server).code(.swift, asking: Self.asked)
        try Recording("ExportedHostedRequest").expect(code)
        let run = try await ScriptRun(
            ScriptRun.built("ExportedHostedRequest"),
            environment: ["OPENAI_BASE_URL": server.url + "/v1", "OPENAI_API_KEY": Self.key])
        #expect(run.status == 0 && run.output == "Hola 😀\n", "\(run.errors)")
        let body = try posted(server).1
        #expect(body["temperature"] as? Double == 0.5 && body["stop"] as? [String] == ["\"END\"\n"])
    }

    // MARK: nano

    private static func nano() throws -> LocalProvider {
        try LocalProvider.open(path: ResourceLocation.folder(named: "nano"), reference: "nano")
    }

    private static func nanoRequest(temperature: Double) -> GenerationRequest {
        GenerationRequest(
            prompt: .chat([
                Message(role: .system, content: "Be brief."),
                Message(role: .user, content: "Tell me a story about \"a dragon\"."),
            ]), sampling: SamplingParameters(temperature: temperature, topK: 40, seed: 7), maxNewTokens: 24)
    }

    private static func text(of provider: LocalProvider, _ request: GenerationRequest) async throws -> String {
        for try await event in provider.generate(request) {
            if case .completed(let completion) = event { return completion.text }
        }
        return ""
    }
}

/// A Swift program of this package that was written by the export; `MIRILLA_RECORD=1` writes it anew.
private struct Recording {
    private let path: String

    init(_ target: String) {
        path =
            #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")
            + "/\(target)/main.swift"
    }

    func expect(_ code: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        if ProcessInfo.processInfo.environment["MIRILLA_RECORD"] != nil {
            try code.write(toFile: path, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == code, sourceLocation: sourceLocation)
    }
}

/// The Python that the environment names.
enum Python {
    static let path = ProcessInfo.processInfo.environment["MIRILLA_PYTHON"].flatMap { $0.isEmpty ? nil : $0 }

    /// Whether it has a library: one of its folders is named so.
    static func has(_ library: String) -> Bool {
        guard let path else { return false }
        let root = URL(filePath: path).deletingLastPathComponent().deletingLastPathComponent().appending(path: "lib")
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
        return versions.contains { version in
            FileManager.default.fileExists(atPath: root.appending(path: "\(version)/site-packages/\(library)").path)
        }
    }

    static func run(_ script: String, _ environment: [String: String]) async throws -> ScriptRun {
        try await ScriptRun(
            path ?? "", script: script,
            environment: environment.merging(["PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": "1"]) { $1 })
    }
}
