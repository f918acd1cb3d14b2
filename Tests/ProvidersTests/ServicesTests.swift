import Generation
import Loopback
import Testing

@testable import Providers

@Suite("Services")
struct ServicesTests {
    @Test(arguments: [
        (
            "openai", "OPENAI_BASE_URL", "OPENAI_API_KEY", "/v1", "authorization", "Bearer planted",
            "/v1/chat/completions"
        ),
        ("anthropic", "ANTHROPIC_BASE_URL", "ANTHROPIC_API_KEY", "", "x-api-key", "planted", "/v1/messages"),
        (
            "gemini", "GEMINI_BASE_URL", "GEMINI_API_KEY", "", "x-goog-api-key", "planted",
            "/v1beta/models/m:streamGenerateContent?alt=sse"
        ),
        ("hf-router", "HF_ENDPOINT", "HF_TOKEN", "", "authorization", "Bearer planted", "/v1/chat/completions"),
        ("ollama", "OLLAMA_HOST", "OLLAMA_API_KEY", "", "authorization", "Bearer planted", "/api/chat"),
    ])
    func `are asked where the environment says, with the key where they want it`(
        service: String, address: String, key: String, suffix: String, field: String, value: String, path: String
    ) async throws {
        let server = try await LoopbackServer { _ in .response(404, "{}") }
        let services = Services.local([address: server.url + suffix, key: "planted"])
        let provider = try await services.open(ModelReference("\(service):m"))
        let run = await Generated(provider)
        #expect(run.failure?.kind == .notFound)
        let request = try #require(server.all.last)
        #expect(request.method == "POST" && request.path == path && request.headers[field] == value)
        #expect(server.all.allSatisfy { !$0.path.contains("planted") })
    }

    @Test func `are refused without a key, with the name of the variable`() async {
        let failure = await #expect(throws: Failure.self) {
            try await Services.local([:]).open(.hosted(.anthropic, model: "m"))
        }
        #expect(failure?.kind == .usage && failure?.message.contains("ANTHROPIC_API_KEY") == true)
    }

    @Test func `say at once that a key is wrong`() async throws {
        let server = try await LoopbackServer { _ in .response(401, #"{"error":{"message":"bad key planted"}}"#) }
        let failure = await #expect(throws: Failure.self) {
            try await Services.local(["OPENAI_BASE_URL": server.url, "OPENAI_API_KEY": "planted"]).open(
                .hosted(.openAI, model: "m"))
        }
        #expect(failure?.message.contains("does not accept the key") == true)
        #expect(failure?.message.contains("planted") == false)
    }

    @Test func `give no key of a service to another server`() async throws {
        let server = try await LoopbackServer { _ in .response(404, "{}") }
        let keys = ["OPENAI_API_KEY": "planted", "HF_TOKEN": "planted", "ANTHROPIC_API_KEY": "planted"]
        _ = await Generated(try await Services.local(keys).open(.server(url: server.url + "/v1", model: "m")))
        #expect(!server.all.isEmpty)
        #expect(server.all.allSatisfy { $0.headers["authorization"] == nil && $0.headers["x-api-key"] == nil })
    }

    @Test func `list their models over several pages`() async throws {
        let server = try await LoopbackServer { request in
            request.path.contains("after_id=a")
                ? .response(
                    #"{"data":[{"id":"claude-sonnet-5","display_name":"Sonnet 5","lifecycle":"active","max_input_tokens":1000000,"max_tokens":128000}],"has_more":false}"#
                )
                : .response(
                    #"{"data":[{"id":"claude-3-5-haiku","display_name":"Haiku","lifecycle":"deprecated","retires_at":"2026-12-01T00:00:00Z","max_input_tokens":200000}],"has_more":true,"last_id":"a"}"#
                )
        }
        let models = try await Services.local(["ANTHROPIC_BASE_URL": server.url]).models(of: .anthropic)
        #expect(models.map(\.reference) == ["anthropic:claude-3-5-haiku", "anthropic:claude-sonnet-5"])
        #expect(models.map(\.lifecycle) == [.deprecated, .active])
        #expect(models.map(\.contextLimit) == [200_000, 1_000_000])
        #expect(models[0].shutdownDate == "2026-12-01T00:00:00Z")
    }

    @Test func `tell what Gemini's list says of a model`() async throws {
        let server = try await LoopbackServer { request in
            let flash =
                #"{"name":"models/flash","displayName":"Flash","inputTokenLimit":1048576,"outputTokenLimit":65536,"maxTemperature":2,"topP":0.95,"supportedGenerationMethods":["generateContent"]}"#
            return request.path.hasPrefix("/v1beta/models/")
                ? .response(flash)
                : .response(
                    #"{"models":[\#(flash),{"name":"models/embed","supportedGenerationMethods":["embedContent"]}]}"#)
        }
        let services = Services.local(["GEMINI_BASE_URL": server.url])
        let models = try await services.models(of: .gemini)
        #expect(models.map(\.reference) == ["gemini:flash"] && models[0].temperatureLimit == 2)
        let provider = try await services.open(.hosted(.gemini, model: "flash"))
        #expect(provider.model.contextLimit == 1_048_576)
        #expect(provider.capabilities.knobs[.topK] == .rejected(reason: "this model has no top_k"))
        #expect(provider.capabilities.knobs[.maxNewTokens] == .supported(1...65536))
    }

    @Test func `tell what Ollama shows of a model, and that it lacks one`() async throws {
        let server = try await LoopbackServer { request in
            if request.path == "/api/tags" {
                return .response(
                    #"{"models":[{"name":"llama3:8b","model":"llama3:8b","size":123,"details":{"family":"llama","quantization_level":"Q4_0"}}]}"#
                )
            }
            return request.text.contains("llama3")
                ? .response(
                    #"{"details":{"quantization_level":"Q4_0"},"model_info":{"general.architecture":"llama","general.parameter_count":8000,"llama.context_length":8192}}"#
                )
                : .response(404, #"{"error":"model 'x' not found"}"#)
        }
        let services = Services.local(["OLLAMA_HOST": server.url])
        let model = try await services.open(.hosted(.ollama, model: "llama3:8b")).model
        #expect(model.contextLimit == 8192 && model.architecture == "llama" && model.parameterCount == 8000)
        #expect(try await services.models(of: .ollama).map(\.weightBytes) == [123])
        let failure = await #expect(throws: Failure.self) { try await services.open(.hosted(.ollama, model: "x")) }
        #expect(failure?.hint == "ollama pull x fetches it")
    }

    @Test(arguments: [
        (nil as String?, "http://127.0.0.1:11434"), ("", "http://127.0.0.1:11434"),
        ("0.0.0.0", "http://127.0.0.1:11434"),
        (":5000", "http://127.0.0.1:5000"), ("box:5000", "http://box:5000"), ("box", "http://box:11434"),
        ("https://box/ollama/", "https://box/ollama"),
    ])
    func `read OLLAMA_HOST as Ollama does`(written: String?, url: String) throws {
        let environment = written.map { ["OLLAMA_HOST": $0] } ?? [:]
        let endpoints = Endpoints(
            environment: environment, credentials: Credentials(environment: [:], folder: "/nowhere"))
        #expect(try endpoints.facts(of: .ollama).baseURL == url)
    }

    @Test(arguments: [
        (#"{"data":[{"id":"m","owned_by":"vllm","max_model_len":4096}]}"#, ServerKind.vLLM, 4096 as Int?),
        (#"{"data":[{"id":"m","owned_by":"llamacpp","meta":{"n_ctx_train":512,"n_params":260032}}]}"#, .llamaCpp, 512),
        (#"{"data":[{"id":"m","owned_by":"sglang","max_model_len":2048}]}"#, .sglang, 2048),
        (#"{"data":[{"id":"m","owned_by":"me"}]}"#, .other, nil),
    ])
    func `tell one kind of server from another`(models: String, kind: ServerKind, context: Int?) async throws {
        let document = try #require(JSON(parsing: Array(models.utf8)))
        #expect(ServerKind(ServerKind.Answers(models: document)) == kind)
        let server = try await LoopbackServer { $0.path == "/v1/models" ? .response(models) : .response(404, "{}") }
        let provider = try await Services.local([:]).open(.server(url: server.url + "/v1", model: "m"))
        #expect(provider.model.contextLimit == context)
    }

    @Test func `know what they can be asked for`() {
        #expect(Services.local([:]).configured == [.ollama])
        #expect(
            Services.local(["OPENAI_API_KEY": "k", "HF_ENDPOINT": "http://127.0.0.1:1"]).configured == [
                .openAI, .huggingFaceRouter, .ollama,
            ])
    }

    @Test(arguments: [
        ("dall-e-3", "dall-e-3 was shut down: 2026-05-12", "openai:gpt-image-2.5-flare is its successor"),
        ("dall-e-2", "dall-e-2 was shut down: 2026-05-12", "openai:gpt-image-2.5-flare is its successor"),
        ("gpt-image-1", "shut down: 2026-10-23", "openai:gpt-image-2.5-flare is its successor"),
        ("sora-2-pro", "shut down: 2026-09-24", "OPENAI_BASE_URL"),
        ("sora-2-2025-12-08", "shut down: 2026-09-24", "OPENAI_BASE_URL"),
        ("text-embedding-3-small", "makes vectors", "models list"), ("gpt-4o-mini-tts", "makes sound", "models list"),
        ("gpt-4o-transcribe", "makes sound", "models list"), ("omni-moderation-latest", "judgements", "models list"),
    ])
    func `say what a model is for before it could be asked to write`(model: String, what: String, hint: String) async {
        let failure = await #expect(throws: Failure.self) {
            try await Services.local(["OPENAI_API_KEY": "planted"]).open(.hosted(.openAI, model: model))
        }
        #expect(failure?.kind == .unsupported && failure?.message.contains(what) == true)
        #expect(failure?.hint?.contains(hint) == true)
    }

    @Test(arguments: ["gpt-4o", "gpt-6-sol", "o4-mini", "gpt-5-chat-latest", "gpt-4o-audio-preview", "ft:gpt-4o:me::1"])
    func `take every other name for one of a model that writes`(model: String) {
        #expect(OpenAIPurpose(model) == .text)
    }

    @Test(arguments: ["gpt-image-1-mini", "gpt-image-2", "gpt-image-2.5-sunburst-2026-09-08", "chatgpt-image-latest"])
    func `open a model that makes pictures without asking anybody`(model: String) async throws {
        let capabilities = try await Services.local(["OPENAI_API_KEY": "planted"]).open(.hosted(.openAI, model: model))
            .capabilities
        #expect(capabilities.output == .picture && !capabilities.isLocal)
        #expect(capabilities.choices.map(\.option) == [.size, .quality, .format])
    }

    @Test func `leave their names to servers in the place of a service`() async throws {
        let server = try await LoopbackServer { _ in .response(404, "{}") }
        let services = Services.local(["OPENAI_BASE_URL": server.url, "OPENAI_API_KEY": "planted"])
        #expect(try await services.open(.hosted(.openAI, model: "dall-e-3")).model.name == "dall-e-3")
    }
}
