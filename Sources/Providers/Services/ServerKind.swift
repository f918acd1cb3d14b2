import Generation

/// Which program an OpenAI-compatible server is, as far as that can be found out by asking.
enum ServerKind: String, Hashable, Sendable {
    /// vLLM.
    case vLLM
    /// SGLang.
    case sglang = "SGLang"
    /// The llama.cpp server.
    case llamaCpp = "llama.cpp"
    /// The server of llama-cpp-python.
    case llamaCppPython = "llama-cpp-python"
    /// LM Studio.
    case lmStudio = "LM Studio"
    /// Any other one.
    case other = "the server"

    /// How it writes the knobs.
    ///
    /// Neutral values are sent to all: each has defaults of its own.
    ///
    /// vLLM: `vllm/entrypoints/openai/protocol.py`; llama.cpp: `tools/server/README.md`; llama-cpp-python 0.3.36: `server/types.py`.
    var dialect: OpenAIDialect {
        var dialect = OpenAIDialect(sendsNeutral: true)
        switch self {
        case .vLLM:
            dialect.extensions = [.topK: "top_k", .minP: "min_p", .repetitionPenalty: "repetition_penalty"]
            dialect.rawCandidateLimit = 20
        case .sglang:
            dialect.extensions = [.topK: "top_k", .minP: "min_p", .repetitionPenalty: "repetition_penalty"]
            dialect.topKOff = -1
        case .llamaCpp:
            dialect.extensions = [
                .topK: "top_k", .minP: "min_p", .typicalP: "typical_p", .repetitionPenalty: "repeat_penalty",
            ]
            dialect.rawCandidateLimit = 20
        case .llamaCppPython:
            dialect.extensions = [.topK: "top_k", .minP: "min_p", .repetitionPenalty: "repeat_penalty"]
            dialect.rawCandidateLimit = 20
        case .lmStudio:
            dialect.extensions = [.topK: "top_k", .minP: "min_p", .repetitionPenalty: "repeat_penalty"]
        case .other:
            break
        }
        return dialect
    }

    /// What a server answers to the questions that tell the kinds apart.
    struct Answers: Sendable {
        /// `GET /props` beside `/v1`: llama.cpp.
        var props: JSON = .null
        /// `GET /openapi.json`: names the program, of those written with FastAPI.
        var openAPI: JSON = .null
        /// `GET /v1/models`.
        var models: JSON = .null
    }

    /// Tells the kinds apart.
    init(_ answers: Answers) {
        let owners = answers.models["data"].elements.compactMap { $0["owned_by"].string }
        if !answers.props["default_generation_settings"].isNull || owners.contains("llamacpp") {
            self = .llamaCpp
        } else if owners.contains("vllm") {
            self = .vLLM
        } else if owners.contains("sglang") {
            self = .sglang
        } else if answers.openAPI["info"]["title"].string?.contains("llama.cpp Python") == true {
            self = .llamaCppPython
        } else if owners.contains("organization_owner") {
            self = .lmStudio
        } else {
            self = .other
        }
    }
}
