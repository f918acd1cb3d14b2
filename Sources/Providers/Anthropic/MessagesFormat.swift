import Generation

/// Anthropic's messages (docs.anthropic.com/en/api/messages).
///
/// Field and event names: anthropic 2.12.0 on PyPI, `types/raw_*_event.py`, `types/stop_reason.py`, read in November 2026. That package
/// knows no temperature, top-p or top-k any more; models of before 4.7 take them still.
struct MessagesFormat: WireFormat {
    /// The model's name for the service.
    let model: String

    var framing: StreamFraming { .events }

    func call(_ request: GenerationRequest) throws(Failure) -> WireCall {
        guard case .chat(let messages) = request.prompt else {
            throw Failure(.unsupported, "Anthropic continues no text as it is", hint: "leave --raw out")
        }
        var body: JSON = [
            "model": .string(model), "stream": true, "max_tokens": .integer(request.maxNewTokens),
            "messages": .array(ChatFormat.messages(of: .chat(messages.filter { $0.role != .system }))),
        ]
        let system = messages.filter { $0.role == .system }.map(\.content).joined(separator: "\n")
        if !system.isEmpty { body["system"] = .string(system) }
        if !request.stopTexts.isEmpty { body["stop_sequences"] = .array(request.stopTexts.map(JSON.string)) }
        let sampling = request.sampling
        // The service's defaults are neutral, so what is neutral need not be sent.
        var parameters: [WireParameter] = []
        if sampling.temperature != 1 {
            parameters.append(
                WireParameter(.knob(.temperature), "temperature", .number(sampling.temperature), isChosen: true))
        }
        if sampling.topP != 1 {
            parameters.append(WireParameter(.knob(.topP), "top_p", .number(sampling.topP), isChosen: true))
        }
        if sampling.topK != 0 {
            parameters.append(WireParameter(.knob(.topK), "top_k", .integer(sampling.topK), isChosen: true))
        }
        return WireCall(path: "v1/messages", body: body, parameters: parameters)
    }

    func makeReader() -> any StreamReader { Reader() }

    struct Reader: StreamReader {
        mutating func parts(of message: StreamMessage) throws -> [StreamPart] {
            let event = try message.document()
            switch event["type"].string ?? message.event {
            case "message_start": return Self.usage(event["message"]["usage"])
            case "content_block_start":
                let block = event["content_block"]
                return block["type"].string == "text" ? [.text(block["text"].string ?? "")] : []
            case "content_block_delta": return Self.delta(event["delta"])
            case "message_delta": return Self.usage(event["usage"]) + Self.ending(event["delta"])
            case "message_stop": return [.end]
            case "error": throw ServiceError(document: event)
            // A server that does not stream sends the message as a whole.
            case "message":
                let texts = event["content"].elements.filter { $0["type"].string == "text" }.compactMap {
                    $0["text"].string
                }
                return texts.map(StreamPart.text) + Self.usage(event["usage"]) + Self.ending(event) + [.end]
            // `ping`, the ends of blocks, and what may be added one day.
            default: return []
            }
        }

        private static func delta(_ delta: JSON) -> [StreamPart] {
            switch delta["type"].string {
            case "text_delta": [.text(delta["text"].string ?? "")]
            case "thinking_delta": [.reasoning(delta["thinking"].string ?? "")]
            // Signatures, citations and the arguments of tools are no text.
            default: []
            }
        }

        private static func ending(_ delta: JSON) -> [StreamPart] {
            switch delta["stop_reason"].string {
            case nil: []
            case "max_tokens": [.finished(.length)]
            case "stop_sequence": [.finished(.stop)]
            case "model_context_window_exceeded": [.finished(.context)]
            case "refusal":
                [
                    .withheld(
                        delta["stop_details"]["explanation"].string ?? delta["stop_details"]["category"].string
                            ?? "refusal")
                ]
            default: [.finished(.endOfText)]
            }
        }

        private static func usage(_ usage: JSON) -> [StreamPart] {
            guard case .object = usage else { return [] }
            let cached = usage["cache_read_input_tokens"].int
            let prompt = usage["input_tokens"].int.map {
                $0 + (cached ?? 0) + (usage["cache_creation_input_tokens"].int ?? 0)
            }
            return [
                .usage(
                    Usage(
                        promptTokens: prompt, generatedTokens: usage["output_tokens"].int,
                        reasoningTokens: usage["output_tokens_details"]["thinking_tokens"].int, cachedTokens: cached))
            ]
        }
    }
}
