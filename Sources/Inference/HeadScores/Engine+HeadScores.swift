import Generation

extension Engine {
    /// Measures every head on the two probes.
    func measureHeadScores() async throws -> HeadScores {
        let scores = try await headScores(
            on: HeadProbeTexts(tokenizer: tokenizer, beginning: encoder.beginning, configuration: configuration))
        keep(scores)
        return scores
    }

    /// A text or sequence that is too short to say anything leaves its kinds out.
    func headScores(on texts: HeadProbeTexts) async throws -> HeadScores {
        var scores: [HeadScores.Kind: [Float]] = [:]
        if texts.text.count > 1 {
            try await forEachPattern(over: texts.text) { pattern in
                scores[.previousToken, default: []].append(pattern.previousToken)
                scores[.firstToken, default: []].append(pattern.firstToken)
                scores[.local, default: []].append(pattern.local)
                scores[.broad, default: []].append(pattern.broad)
            }
        }
        if texts.period > 1 {
            try await forEachPattern(over: texts.repeated) { pattern in
                scores[.duplicateToken, default: []].append(pattern.duplicateToken(period: texts.period))
                scores[.induction, default: []].append(pattern.induction(period: texts.period))
            }
        }
        return HeadScores(
            layerCount: configuration.layerCount, headCount: configuration.headCount, scores: scores,
            thresholds: HeadScores.thresholds)
    }

    /// Calls `use` with each head's pattern over some tokens, layer by layer, in a KV cache of its own.
    private func forEachPattern(over tokens: [TokenID], use: (PatternScores) -> Void) async throws {
        let cache = KeyValueCache(configuration)
        var probe = NoProbe()
        _ = try await extend(cache, to: tokens, probe: &probe)
        for layer in 0..<configuration.layerCount {
            try Task.checkCancellation()
            for head in 0..<configuration.headCount {
                let pattern = transformer.wholePattern(layer: layer, head: head, count: tokens.count, cache: cache)
                use(PatternScores(pattern, count: tokens.count))
            }
            await Task.yield()
        }
    }
}
