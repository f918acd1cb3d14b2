import Generation

/// OpenAI's responses, the only way to some of its models.
///
/// Field and event names: openai 3.54.0 on PyPI, `types/responses`, read in November 2026.
struct ResponsesFormat: WireFormat {
    /// The model's name for the service.
    let model: String
    /// How the knobs are written.
    let dialect: OpenAIDialect

    var framing: StreamFraming { .events }

    func call(_ request: GenerationRequest) throws(Failure) -> WireCall {
        guard request.stopTexts.isEmpty else {
            throw Failure(
                .unsupported, "this model takes no stop text", at: "openai:\(model)", hint: "leave --stop out")
        }
        var turns: [Message] = []
        if case .chat(let messages) = request.prompt { turns = messages }
        if case .raw(let text) = request.prompt { turns = [Message(role: .user, content: text)] }
        var body: JSON = [
            "model": .string(model), "stream": true, "store": false, "truncation": "disabled",
            "input": .array(ChatFormat.messages(of: .chat(turns.filter { $0.role != .system }))),
        ]
        let system = turns.filter { $0.role == .system }.map(\.content).joined(separator: "\n")
        if !system.isEmpty { body["instructions"] = .string(system) }
        let knobs = dialect.parameters(request).compactMap { parameter -> WireParameter? in
            switch parameter.feature {
            // The least that the responses API takes.
            case .knob(.maxNewTokens):
                WireParameter(
                    .knob(.maxNewTokens), "max_output_tokens", .integer(max(16, request.maxNewTokens)), isChosen: true)
            case .knob(.seed) where !parameter.isChosen: nil
            default: parameter
            }
        }
        return WireCall(
            path: "responses", body: body,
            parameters: knobs + [
                WireParameter(.logprobs, "top_logprobs", .integer(min(request.candidateCount, dialect.candidateLimit))),
                WireParameter(.logprobs, "include", ["message.output_text.logprobs"]),
            ])
    }

    func makeReader() -> any StreamReader { Reader() }

    struct Reader: StreamReader {
        mutating func parts(of message: StreamMessage) throws -> [StreamPart] {
            let event = try message.document()
            switch event["type"].string {
            case "response.output_text.delta":
                let text = event["delta"].string ?? ""
                let tokens = event["logprobs"].elements.compactMap(OpenAIReader.disclosed)
                return [tokens.isEmpty ? .text(text) : .tokens(tokens, text: text)]
            case "response.refusal.delta":
                return [.text(event["delta"].string ?? "")]
            case "response.reasoning_text.delta", "response.reasoning_summary_text.delta":
                return [.reasoning(event["delta"].string ?? "")]
            case "response.completed":
                return Self.usage(event) + [.finished(.endOfText), .end]
            case "response.incomplete":
                let reason = event["response"]["incomplete_details"]["reason"].string ?? "incomplete"
                return Self.usage(event) + [
                    reason == "max_output_tokens" ? .finished(.length) : .withheld(reason), .end,
                ]
            case "response.failed":
                throw ServiceError(document: event["response"])
            case "error":
                throw ServiceError(document: event)
            default:
                // Beginnings and ends of items and parts, and what may be added one day.
                if event["type"].isNull, !event["error"].isNull { throw ServiceError(document: event) }
                return []
            }
        }

        private static func usage(_ event: JSON) -> [StreamPart] {
            let usage = event["response"]["usage"]
            guard case .object = usage else { return [] }
            return [
                .usage(
                    Usage(
                        promptTokens: usage["input_tokens"].int, generatedTokens: usage["output_tokens"].int,
                        reasoningTokens: usage["output_tokens_details"]["reasoning_tokens"].int,
                        cachedTokens: usage["input_tokens_details"]["cached_tokens"].int))
            ]
        }
    }
}
