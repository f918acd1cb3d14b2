import Generation

/// OpenAI's chat completions, which most servers speak (platform.openai.com/docs/api-reference/chat).
///
/// Field names: openai 3.54.0 on PyPI, `types/chat`, read in November 2026.
struct ChatFormat: WireFormat {
    /// The model's name for the service.
    let model: String
    /// How the knobs are written.
    let dialect: OpenAIDialect

    var framing: StreamFraming { .events }

    func call(_ request: GenerationRequest) throws(Failure) -> WireCall {
        var body: JSON = [
            "model": .string(model), "messages": .array(Self.messages(of: request.prompt)), "stream": true,
        ]
        if !request.stopTexts.isEmpty { body["stop"] = .array(request.stopTexts.map(JSON.string)) }
        let candidates = min(request.candidateCount, dialect.candidateLimit)
        return WireCall(
            path: "chat/completions", body: body,
            parameters: dialect.parameters(request) + [
                WireParameter(.usage, "stream_options", ["include_usage": true]),
                WireParameter(.logprobs, "logprobs", true),
                WireParameter(.logprobs, "top_logprobs", .integer(candidates)),
            ])
    }

    func makeReader() -> any StreamReader { OpenAIReader() }

    /// The turns as OpenAI writes them.
    static func messages(of prompt: Prompt) -> [JSON] {
        switch prompt {
        case .raw(let text): [["role": "user", "content": .string(text)]]
        case .chat(let messages):
            messages.map { ["role": .string($0.role.rawValue), "content": .string($0.content)] }
        }
    }
}
