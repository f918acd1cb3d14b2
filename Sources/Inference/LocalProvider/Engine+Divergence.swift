import Generation

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

extension Engine {
    /// Each position costs the product with the unembedding twice; what the KV cache remembers is not computed again.
    func divergences(of request: GenerationRequest, from other: GenerationRequest) async throws -> [Divergence] {
        let sessions = [try session(request), try session(other)]
        let count = min(request.continuation.count, other.continuation.count)
        guard count > 0 else { return [] }
        for session in sessions {
            // All positions in one go, so that one by one they are remembered.
            let generated = session.request.continuation.prefix(count - 1)
            _ = try await answer(
                session.visible(Array(generated)), switchedOff: session.switchedOff, isTraced: false)
        }
        var divergences: [Divergence] = []
        for position in 0..<count {
            var logits: [[Float]] = []
            for session in sessions {
                let generated = Array(session.request.continuation[..<position])
                logits.append(
                    try await answer(
                        session.visible(generated), switchedOff: session.switchedOff, isTraced: false
                    ).logits)
            }
            divergences.append(
                Divergence(logits: logits[0], other: logits[1], token: request.continuation[position]))
            await Task.yield()
        }
        return divergences
    }

    /// Each position costs a product with the unembedding; what the KV cache remembers is not computed again.
    func expectations(of request: GenerationRequest, at positions: Range<Int>) async throws -> [[Float]] {
        let session = try session(request)
        let sampler = try Sampler(request.sampling)
        let positions = positions.clamped(to: 0..<request.continuation.count)
        guard let last = positions.last else { return [] }
        // All positions in one go, so that one by one they are remembered.
        _ = try await answer(
            session.visible(Array(request.continuation[..<last])), switchedOff: session.switchedOff, isTraced: false)
        var expectations: [[Float]] = []
        for position in positions {
            let generated = Array(request.continuation[..<position])
            let answer = try await answer(
                session.visible(generated), switchedOff: session.switchedOff, isTraced: false)
            let outcome = try sampler.evaluate(logits: answer.logits, prompt: session.prompt.ids, generated: generated)
            expectations.append(answer.logits.indices.map { Float(outcome.probability(of: $0)) })
            await Task.yield()
        }
        return expectations
    }

    /// The text's tokens are those of the text alone, without what the tokenizer puts at the front of a prompt.
    func steps(reading text: String, after request: GenerationRequest) async throws -> [Step] {
        let session = try session(request)
        let sampler = try Sampler(request.sampling)
        var generated = request.continuation
        var decoder = tokenizer.makeDecoder()
        for id in generated {
            let token = tokenizer.token(id)
            if !token.isSpecial { _ = decoder.add(token) }
        }
        let ids = encoder.continuation(text)
        guard !ids.isEmpty else { return [] }
        // All of the text in one go, so that one by one its positions are remembered.
        _ = try await answer(
            session.visible(generated + ids.dropLast()), switchedOff: session.switchedOff, isTraced: false)
        var steps: [Step] = []
        for id in ids {
            let answer = try await answer(
                session.visible(generated), switchedOff: session.switchedOff, isTraced: request.isTraced)
            let outcome = try sampler.evaluate(
                logits: answer.logits, prompt: session.prompt.ids, generated: generated)
            let token = tokenizer.token(id)
            steps.append(
                Step(
                    index: generated.count, token: token, text: token.isSpecial ? "" : decoder.add(token),
                    probability: outcome.probability(of: id),
                    unsampledProbability: outcome.unsampledProbability(of: id),
                    rank: outcome.rank(of: id),
                    distribution: outcome.distribution(candidateCount: request.candidateCount, token: tokenizer.token),
                    attention: attentionRow(
                        answer.pattern, window: session.window(generatedCount: generated.count))))
            generated.append(id)
            await Task.yield()
        }
        return steps
    }
}

extension Divergence {
    /// The divergence of two softmaxes, given the logits of both and the token that came.
    init(logits: [Float], other: [Float], token: TokenID) {
        let own = Self.logNormalizer(logits)
        let others = Self.logNormalizer(other)
        var nats = 0.0
        for (logit, otherLogit) in zip(logits, other) {
            let logProbability = Double(logit) - own
            let probability = exp(logProbability)
            if probability > 0 { nats += probability * (logProbability - (Double(otherLogit) - others)) }
        }
        self.init(
            probability: exp(Double(logits[token]) - own), otherProbability: exp(Double(other[token]) - others),
            bits: max(0, nats / log(2)))
    }

    /// log Σ exp, which turns logits into log probabilities.
    private static func logNormalizer(_ logits: [Float]) -> Double {
        let highest = Double(logits.max() ?? 0)
        return highest + log(logits.reduce(0.0) { $0 + exp(Double($1) - highest) })
    }
}
