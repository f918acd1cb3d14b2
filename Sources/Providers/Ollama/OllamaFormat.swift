import Generation

/// Ollama's own chat and generate, in lines of JSON (github.com/ollama/ollama, docs/api.md).
///
/// Field names: ollama 0.6.3 on PyPI, `_types.py`, and `api/types.go`, read in November 2026. `truncate` and `shift` are false, so that
/// a prompt that does not fit fails instead of losing its system text.
struct OllamaFormat: WireFormat {
    /// The model's name for the server.
    let model: String
    /// How many tokens the model sees at most; a context below that is asked for.
    let contextLimit: Int?

    var framing: StreamFraming { .lines }

    func call(_ request: GenerationRequest) throws(Failure) -> WireCall {
        var body: JSON = ["model": .string(model), "stream": true, "truncate": false, "shift": false]
        let path: String
        switch request.prompt {
        case .chat:
            path = "api/chat"
            body["messages"] = .array(ChatFormat.messages(of: request.prompt))
        case .raw(let text):
            path = "api/generate"
            body["prompt"] = .string(text)
            body["raw"] = true
        }
        // Every value is sent: the server's own defaults, and those of a model's file, are others than neutral.
        let sampling = request.sampling
        var options: JSON = [
            "temperature": .number(sampling.temperature), "top_k": .integer(sampling.topK),
            "top_p": .number(sampling.topP), "min_p": .number(sampling.minP), "typical_p": .number(sampling.typicalP),
            "repeat_penalty": .number(sampling.repetitionPenalty),
            "presence_penalty": .number(sampling.presencePenalty),
            "frequency_penalty": .number(sampling.frequencyPenalty),
            "seed": .integer(Int(Int32(truncatingIfNeeded: sampling.seed & 0x7FFF_FFFF))),
            "num_predict": .integer(request.maxNewTokens),
        ]
        if !request.stopTexts.isEmpty { options["stop"] = .array(request.stopTexts.map(JSON.string)) }
        if let context = request.contextLength, contextLimit.map({ context < $0 }) ?? true {
            options["num_ctx"] = .integer(context)
        }
        body["options"] = options
        return WireCall(
            path: path, body: body,
            parameters: [
                WireParameter(.logprobs, "logprobs", true),
                WireParameter(.logprobs, "top_logprobs", .integer(min(20, request.candidateCount))),
            ])
    }

    func makeReader() -> any StreamReader { Reader() }

    struct Reader: StreamReader {
        mutating func parts(of message: StreamMessage) throws -> [StreamPart] {
            let line = try message.document()
            if !line["error"].isNull { throw ServiceError(document: line) }
            var parts: [StreamPart] = []
            if let thought = line["message"]["thinking"].string ?? line["thinking"].string {
                parts.append(.reasoning(thought))
            }
            let text = line["message"]["content"].string ?? line["response"].string ?? ""
            let tokens = line["logprobs"].elements.compactMap(OpenAIReader.disclosed)
            // While the model thinks, the figures are those of its thoughts.
            parts.append(tokens.isEmpty || text.isEmpty ? .text(text) : .tokens(tokens, text: text))
            guard line["done"].bool == true else { return parts }
            parts += Self.figures(line)
            parts.append(.finished(line["done_reason"].string == "length" ? .length : .endOfText))
            return parts + [.end]
        }

        /// The server's own account; its times are nanoseconds.
        private static func figures(_ line: JSON) -> [StreamPart] {
            var parts: [StreamPart] = []
            let (prompt, generated) = (line["prompt_eval_count"].int, line["eval_count"].int)
            if prompt != nil || generated != nil {
                parts.append(.usage(Usage(promptTokens: prompt, generatedTokens: generated)))
            }
            if let prompt, let generated, let prefill = line["prompt_eval_duration"].int,
                let decode = line["eval_duration"].int
            {
                parts.append(
                    .timings(
                        Timings(
                            load: .nanoseconds(line["load_duration"].int ?? 0), prefillTokens: prompt,
                            prefill: .nanoseconds(prefill), decodeTokens: generated, decode: .nanoseconds(decode))))
            }
            return parts
        }
    }
}
