import Generation

/// Reads chunks of chat completions and of completions, and of what their relatives make of them.
struct OpenAIReader: StreamReader {
    mutating func parts(of message: StreamMessage) throws -> [StreamPart] {
        if message.data == Self.done { return [.end] }
        let chunk = try message.document()
        if !chunk["error"].isNull || chunk["object"].string == "error" { throw ServiceError(document: chunk) }
        var parts: [StreamPart] = []
        let choice = chunk["choices"][0]
        // A server that does not stream sends a message where the others send what is new of it.
        let delta = choice["delta"].isNull ? choice["message"] : choice["delta"]
        if let thought = delta["reasoning_content"].string ?? delta["reasoning"].string {
            parts.append(.reasoning(thought))
        }
        let text = choice["text"].string ?? delta["content"].string ?? delta["refusal"].string ?? ""
        let tokens = Self.tokens(choice["logprobs"])
        if !tokens.isEmpty, !text.isEmpty || tokens.contains(where: { !$0.token.bytes.isEmpty }) {
            parts.append(.tokens(tokens, text: text))
        } else {
            parts.append(.text(text))
        }
        if let reason = choice["finish_reason"].string {
            parts.append(Self.ending(reason, stop: choice["stop_reason"]))
        }
        if let usage = Self.usage(chunk["usage"]) { parts.append(.usage(usage)) }
        if let timings = Self.timings(chunk["timings"]) { parts.append(.timings(timings)) }
        // A document that is whole has nothing behind it.
        if !choice["message"].isNull { parts.append(.end) }
        return parts
    }

    private static let done = Array("[DONE]".utf8)

    // MARK: Log-probabilities

    private static func tokens(_ logprobs: JSON) -> [DisclosedToken] {
        let entries = logprobs["content"].elements + logprobs["refusal"].elements
        guard entries.isEmpty else { return entries.compactMap { disclosed($0) } }
        // The older shape: parallel arrays, and candidates by their text.
        let tokens = logprobs["tokens"].elements
        return tokens.indices.compactMap { index in
            guard let text = tokens[index].string else { return nil }
            let candidates = logprobs["top_logprobs"][index].members.compactMap { name, logprob in
                logprob.double.map { DisclosedToken.Candidate(token: token(name), logprob: $0) }
            }
            return DisclosedToken(
                token: token(text), logprob: logprobs["token_logprobs"][index].double.flatMap(visible),
                candidates: candidates.sorted { ($1.logprob, $0.token.text) < ($0.logprob, $1.token.text) })
        }
    }

    /// A token in the newer shape, which Ollama and the responses share.
    static func disclosed(_ entry: JSON) -> DisclosedToken? {
        guard let token = token(of: entry) else { return nil }
        return DisclosedToken(
            token: token, logprob: entry["logprob"].double.flatMap(visible),
            candidates: entry["top_logprobs"].elements.compactMap { entry in
                guard let token = Self.token(of: entry), let logprob = entry["logprob"].double else { return nil }
                return DisclosedToken.Candidate(token: token, logprob: logprob)
            })
    }

    private static func token(of entry: JSON) -> Token? {
        guard let text = entry["token"].string else { return nil }
        let bytes = entry["bytes"].elements.compactMap { $0.int.flatMap(UInt8.init(exactly:)) }
        return Token(
            id: entry["id"].int ?? entry["token_id"].int ?? Token.undisclosedID,
            bytes: bytes.isEmpty ? Array(text.utf8) : bytes)
    }

    private static func token(_ text: String) -> Token { Token(id: Token.undisclosedID, bytes: Array(text.utf8)) }

    private static func visible(_ logprob: Double) -> Double? { logprob > DisclosedToken.horizon ? logprob : nil }

    // MARK: The end

    private static func ending(_ reason: String, stop: JSON) -> StreamPart {
        switch reason {
        case "length", "max_tokens": .finished(.length)
        case "content_filter": .withheld("content filter")
        // Only some servers tell a stop text from the model's own end.
        default: .finished(stop.string == nil ? .endOfText : .stop)
        }
    }

    private static func usage(_ usage: JSON) -> Usage? {
        guard case .object = usage else { return nil }
        return Usage(
            promptTokens: usage["prompt_tokens"].int, generatedTokens: usage["completion_tokens"].int,
            reasoningTokens: usage["completion_tokens_details"]["reasoning_tokens"].int,
            cachedTokens: usage["prompt_tokens_details"]["cached_tokens"].int, costUSD: usage["cost"].double)
    }

    /// What the llama.cpp server measures.
    private static func timings(_ timings: JSON) -> Timings? {
        guard let promptCount = timings["prompt_n"].int, let promptTime = timings["prompt_ms"].double,
            let count = timings["predicted_n"].int, let time = timings["predicted_ms"].double
        else { return nil }
        return Timings(
            prefillTokens: promptCount, prefill: .microseconds(promptTime * 1000), decodeTokens: count,
            decode: .microseconds(time * 1000))
    }
}
