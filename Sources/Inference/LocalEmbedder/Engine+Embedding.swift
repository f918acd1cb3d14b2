import Generation

extension Engine {
    /// The mean of the states behind the final norm over a text's tokens, divided by its length, `[E]`; what does not fit into the
    /// context is left out at the text's end.
    func meanState(of text: String) async throws -> [Float] {
        let tokens = Array(tokenizer.encode(text, addsSpecial: true, parsesSpecial: false).prefix(contextLimit))
        guard !tokens.isEmpty else {
            throw Failure(.outOfRange, "an empty text has no vector: this model's tokenizer adds no token to it")
        }
        return try await remember(tokens, switchedOff: SwitchedOff()) { cache in
            let states = Rows(cache.finalResidual(at: 0), count: tokens.count, width: configuration.embeddingSize)
            return Pooling.mean.pool(states, 0..<tokens.count).normalized
        }
    }
}
