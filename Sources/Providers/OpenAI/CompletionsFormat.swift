import Generation

/// OpenAI's older completions, which continue a text as it is.
///
/// Field names: openai 3.54.0 on PyPI, `types/completion_choice.py`, read in November 2026.
struct CompletionsFormat: WireFormat {
    /// The model's name for the service.
    let model: String
    /// How the knobs are written.
    let dialect: OpenAIDialect

    var framing: StreamFraming { .events }

    func call(_ request: GenerationRequest) throws(Failure) -> WireCall {
        guard case .raw(let text) = request.prompt else {
            throw Failure(.unsupported, "a chat cannot be continued as a text")
        }
        var body: JSON = ["model": .string(model), "prompt": .string(text), "stream": true]
        if !request.stopTexts.isEmpty { body["stop"] = .array(request.stopTexts.map(JSON.string)) }
        let candidates = min(request.candidateCount, dialect.rawCandidateLimit)
        return WireCall(
            path: "completions", body: body,
            parameters: dialect.parameters(request) + [
                WireParameter(.usage, "stream_options", ["include_usage": true]),
                WireParameter(.logprobs, "logprobs", .integer(candidates)),
            ])
    }

    func makeReader() -> any StreamReader { OpenAIReader() }
}
