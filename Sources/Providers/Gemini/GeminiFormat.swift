import Generation

/// Gemini's `streamGenerateContent` (ai.google.dev/api/generate-content).
///
/// Field names: google-genai 3.4.0 on PyPI, `types.py` (`GenerationConfig`, `Candidate`, `LogprobsResult`), read in November 2026.
struct GeminiFormat: WireFormat {
    /// The model's name for the service.
    let model: String

    var framing: StreamFraming { .events }

    func call(_ request: GenerationRequest) throws(Failure) -> WireCall {
        guard case .chat(let messages) = request.prompt else {
            throw Failure(.unsupported, "Gemini continues no text as it is", hint: "leave --raw out")
        }
        let turns = messages.filter { $0.role != .system }.map { message -> JSON in
            [
                "role": message.role == .assistant ? "model" : "user",
                "parts": [["text": .string(message.content)]],
            ]
        }
        var body: JSON = ["contents": .array(turns)]
        let system = messages.filter { $0.role == .system }.map(\.content).joined(separator: "\n")
        if !system.isEmpty { body["systemInstruction"] = ["parts": [["text": .string(system)]]] }
        var configuration: JSON = ["maxOutputTokens": .integer(request.maxNewTokens)]
        if !request.stopTexts.isEmpty { configuration["stopSequences"] = .array(request.stopTexts.map(JSON.string)) }
        body["generationConfig"] = configuration
        return WireCall(
            path: "v1beta/models/\(model.pathEscaped):streamGenerateContent?alt=sse", body: body,
            parameters: Self.parameters(request), parameterMember: "generationConfig")
    }

    private static func parameters(_ request: GenerationRequest) -> [WireParameter] {
        let sampling = request.sampling
        let neutral = SamplingParameters()
        var parameters: [WireParameter] = [
            // The model's own default for top-p is another one, and 1 is what the screen shows.
            WireParameter(.knob(.topP), "topP", .number(sampling.topP), isChosen: sampling.topP != neutral.topP),
            WireParameter(
                .knob(.seed), "seed", .integer(Int(Int32(truncatingIfNeeded: sampling.seed & 0x7FFF_FFFF))),
                isChosen: sampling.seed != neutral.seed),
            WireParameter(.logprobs, "responseLogprobs", true),
        ]
        if request.candidateCount > 0 {
            parameters.append(WireParameter(.logprobs, "logprobs", .integer(min(20, request.candidateCount))))
        }
        let others: [(Knob, String, Double, Double)] = [
            (.temperature, "temperature", sampling.temperature, neutral.temperature),
            (.presencePenalty, "presencePenalty", sampling.presencePenalty, neutral.presencePenalty),
            (.frequencyPenalty, "frequencyPenalty", sampling.frequencyPenalty, neutral.frequencyPenalty),
        ]
        for (knob, name, value, neutral) in others where value != neutral {
            parameters.append(WireParameter(.knob(knob), name, .number(value), isChosen: true))
        }
        if sampling.topK != 0 {
            parameters.append(WireParameter(.knob(.topK), "topK", .integer(sampling.topK), isChosen: true))
        }
        return parameters
    }

    func makeReader() -> any StreamReader { Reader() }

    /// Every message is a whole response with what is new of the text; nothing says that the stream is over but its end.
    struct Reader: StreamReader {
        mutating func parts(of message: StreamMessage) throws -> [StreamPart] {
            let response = try message.document()
            if !response["error"].isNull { throw ServiceError(document: response) }
            var parts: [StreamPart] = []
            let candidate = response["candidates"][0]
            var text = ""
            for part in candidate["content"]["parts"].elements {
                guard let piece = part["text"].string else { continue }
                if part["thought"].bool == true { parts.append(.reasoning(piece)) } else { text += piece }
            }
            let tokens = Self.tokens(candidate["logprobsResult"])
            // The figures count only where they are those of this text.
            let isOfText = !tokens.isEmpty && tokens.flatMap(\.token.bytes) == Array(text.utf8)
            parts.append(isOfText ? .tokens(tokens, text: text) : .text(text))
            let feedback = response["promptFeedback"]
            if let block = feedback["blockReason"].string {
                parts.append(.withheld("prompt blocked: " + (feedback["blockReasonMessage"].string ?? block)))
            }
            if let reason = candidate["finishReason"].string {
                parts.append(Self.ending(reason, candidate["finishMessage"]))
            }
            if let usage = Self.usage(response["usageMetadata"]) { parts.append(.usage(usage)) }
            return parts
        }

        private static func ending(_ reason: String, _ message: JSON) -> StreamPart {
            switch reason {
            case "STOP", "FINISH_REASON_UNSPECIFIED": .finished(.endOfText)
            case "MAX_TOKENS": .finished(.length)
            default: .withheld(message.string.map { "\(reason): \($0)" } ?? reason)
            }
        }

        private static func tokens(_ result: JSON) -> [DisclosedToken] {
            func candidate(_ entry: JSON) -> DisclosedToken.Candidate? {
                guard let text = entry["token"].string, let logprob = entry["logProbability"].double else { return nil }
                let id = entry["tokenId"].int ?? Token.undisclosedID
                return DisclosedToken.Candidate(token: Token(id: id, bytes: Array(text.utf8)), logprob: logprob)
            }
            return result["chosenCandidates"].elements.enumerated().compactMap { index, entry in
                candidate(entry).map { chosen in
                    DisclosedToken(
                        token: chosen.token, logprob: chosen.logprob,
                        candidates: result["topCandidates"][index]["candidates"].elements.compactMap(candidate))
                }
            }
        }

        private static func usage(_ usage: JSON) -> Usage? {
            guard case .object = usage else { return nil }
            let thoughts = usage["thoughtsTokenCount"].int
            let text = usage["candidatesTokenCount"].int
            return Usage(
                promptTokens: usage["promptTokenCount"].int,
                generatedTokens: text == nil && thoughts == nil ? nil : (text ?? 0) + (thoughts ?? 0),
                reasoningTokens: thoughts, cachedTokens: usage["cachedContentTokenCount"].int)
        }
    }
}
