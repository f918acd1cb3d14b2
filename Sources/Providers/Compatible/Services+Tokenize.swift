public import Generation

/// Tokens as a server cuts them.
extension Services {
    /// The tokens of a text, from a server that shows them: vLLM and llama.cpp do.
    ///
    /// - Throws: `Failure` if the model's server does not.
    public func tokens(of text: String, with reference: ModelReference, addsSpecial: Bool) async throws -> [Token] {
        guard case .server(let url, let model) = reference else { throw Self.undisclosed(reference) }
        let service = endpoints.facts(ofServer: url).besideVersion
        do {
            switch ServerKind(try await answers(of: endpoints.facts(ofServer: url))) {
            case .vLLM:
                let answer = try await list(
                    service.post(
                        "tokenize",
                        [
                            "model": .string(model), "prompt": .string(text), "add_special_tokens": .bool(addsSpecial),
                            "return_token_strs": true,
                        ]), of: service)
                let texts = answer["token_strs"].elements
                return answer["tokens"].elements.enumerated().compactMap { index, id in
                    id.int.map {
                        Token(id: $0, bytes: Array((index < texts.count ? texts[index].string ?? "" : "").utf8))
                    }
                }
            case .llamaCpp:
                let answer = try await list(
                    service.post(
                        "tokenize",
                        ["content": .string(text), "add_special": .bool(addsSpecial), "with_pieces": true]), of: service
                )
                return answer["tokens"].elements.compactMap { entry in
                    // A piece that is no text on its own comes as its bytes.
                    let bytes = entry["piece"].string.map { Array($0.utf8) }
                    let raw = entry["piece"].elements.compactMap { $0.int.flatMap(UInt8.init(exactly:)) }
                    return entry["id"].int.map { Token(id: $0, bytes: bytes ?? raw) }
                }
            case .sglang, .llamaCppPython, .lmStudio, .other: throw Self.undisclosed(reference)
            }
        } catch let error as ServiceError {
            throw error.failure(of: service)
        }
    }

    private static func undisclosed(_ reference: ModelReference) -> Failure {
        Failure(
            .unsupported, "the model does not show its tokens", at: reference.description,
            hint: "a model on this machine does, and a vLLM or llama.cpp server")
    }
}
