import Generation

/// The attention of an encoder, for whoever looks at a decoder's.
///
/// A request's text is what is embedded; nothing follows it. Every token looks at all others, and its row is known in every layer.
struct EncoderInspector: Inspector {
    let engine: EncoderEngine

    var isBidirectional: Bool { true }

    /// The text's tokens and where the last one looks; a distribution of next tokens there is none.
    func inspect(_ request: GenerationRequest) async throws -> Inspection {
        let text = try text(of: request)
        let configuration = engine.configuration
        let (tokens, weights) = await engine.read(text) { reading, encoder in
            let count = reading.tokens.count
            let weights = (0..<configuration.layerCount).flatMap { layer in
                (0..<configuration.headCount).flatMap { head in
                    encoder.pattern(reading.heads(ofLayer: layer), head: head).suffix(count)
                }
            }
            return (reading.tokens, weights)
        }
        let window = window(tokens.count)
        return Inspection(
            prompt: EncodedPrompt(
                text: text, tokens: tokens.map(engine.tokenizer.token), pinnedCount: 0, window: window, reusedCount: 0),
            distribution: Distribution(
                candidates: [], tail: .init(count: 0, probability: 0, unsampledProbability: 0), entropyBits: 0,
                unsampledEntropyBits: 0, isComplete: false, isSampled: false),
            attention: AttentionRow(
                layerCount: configuration.layerCount, headCount: configuration.headCount,
                keyValueHeadCount: configuration.headCount, window: window, weights: weights),
            evaluatedCount: tokens.count)
    }

    func attentionPattern(layer: Int, head: Int, of request: GenerationRequest) async throws -> AttentionPattern {
        try check(layer: layer, head: head)
        let text = try text(of: request)
        let (count, weights) = await engine.read(text) { reading, encoder in
            (reading.tokens.count, encoder.pattern(reading.heads(ofLayer: layer), head: head))
        }
        return AttentionPattern(layer: layer, head: head, window: window(count), weights: weights)
    }

    func attentionBand(
        layer: Int, heads: HeadSelection, queries: Range<Int>, of request: GenerationRequest
    ) async throws -> AttentionBand {
        let text = try text(of: request)
        var selected = Array(0..<engine.configuration.headCount)
        if case .head(let head) = heads { selected = [head] }
        for head in selected { try check(layer: layer, head: head) }
        let (count, patterns) = await engine.read(text) { [selected] reading, encoder in
            (reading.tokens.count, selected.map { encoder.pattern(reading.heads(ofLayer: layer), head: $0) })
        }
        guard (0...count).contains(queries.lowerBound), queries.upperBound <= count else {
            throw Failure(
                .outOfRange, "no such positions", at: "\(queries)", expected: "0 to \(count - 1)")
        }
        let rows = patterns.map { $0[queries.lowerBound * count..<queries.upperBound * count] }
        var weights = Array(rows[0])
        for row in rows.dropFirst() {
            for (place, weight) in row.enumerated() {
                weights[place] = heads == .mean ? weights[place] + weight : max(weights[place], weight)
            }
        }
        if heads == .mean { weights = weights.map { $0 / Float(selected.count) } }
        return AttentionBand(layer: layer, heads: heads, window: window(count), queries: queries, weights: weights)
    }

    func attentionThumbnails(
        layer: Int, side: Int, hidesFirstToken: Bool, of request: GenerationRequest
    ) async throws -> [AttentionThumbnail] {
        try check(layer: layer, head: 0)
        let text = try text(of: request)
        let headCount = engine.configuration.headCount
        return await engine.read(text) { reading, encoder in
            let count = reading.tokens.count
            let side = max(1, min(side, count))
            let cells = (0..<side).map { AttentionThumbnail.positions(ofCell: $0, side: side, count: count) }
            return (0..<headCount).map { head in
                let pattern = encoder.pattern(reading.heads(ofLayer: layer), head: head)
                var weights: [Float] = []
                for rows in cells {
                    for columns in cells {
                        let keys = hidesFirstToken ? columns.drop { $0 == 0 } : columns[...]
                        weights.append(
                            rows.lazy.flatMap { row in keys.lazy.map { pattern[row * count + $0] } }.max() ?? 0)
                    }
                }
                return AttentionThumbnail(layer: layer, head: head, side: side, weights: weights)
            }
        }
    }

    func attentionArithmetic(
        layer: Int, head: Int, query: Int, key: Int, of request: GenerationRequest
    ) async throws -> AttentionArithmetic {
        try check(layer: layer, head: head)
        let text = try text(of: request)
        let configuration = engine.configuration
        let size = configuration.headSize
        let count = engine.tokens(of: text, as: .document).count
        guard 0..<count ~= query, 0..<count ~= key else {
            throw Failure(.outOfRange, "no such position", at: "\(query), \(key)", expected: "0 to \(count - 1)")
        }
        return await engine.read(text) { reading, encoder in
            let heads = reading.heads(ofLayer: layer)
            func vector(_ part: Int, _ position: Int) -> [Float] {
                let start = heads[position] + part * configuration.embeddingSize + head * size
                return Array(UnsafeBufferPointer(start: start, count: size))
            }
            let queryVector = vector(0, query)
            let scores = (0..<count).map { zip(queryVector, vector(1, $0)).reduce(0) { $0 + $1.0 * $1.1 } }
            let weights = Array(encoder.pattern(heads, head: head)[query * count..<(query + 1) * count])
            var output = [Float](repeating: 0, count: size)
            for (position, weight) in weights.enumerated() {
                for (component, value) in vector(2, position).enumerated() { output[component] += weight * value }
            }
            return AttentionArithmetic(
                layer: layer, head: head, keyValueHead: head, window: window(count), query: query, key: key,
                queryVector: queryVector, keyVector: vector(1, key), unrotated: nil,
                scale: 1 / Float(size).squareRoot(), scoreCap: nil, scores: scores, weights: weights,
                visibleKeys: 0..<count, valueVector: vector(2, key), output: output)
        }
    }

    private func window(_ count: Int) -> ContextWindow {
        ContextWindow(promptCount: count, count: count, pinnedCount: 0, limit: max(1, count))
    }

    private func text(of request: GenerationRequest) throws(Failure) -> String {
        guard request.continuation.isEmpty else {
            throw Failure(.unsupported, "an encoder continues no text")
        }
        return switch request.prompt {
        case .raw(let text): text
        case .chat(let messages): messages.map(\.content).joined(separator: "\n")
        }
    }

    private func check(layer: Int, head: Int) throws(Failure) {
        let configuration = engine.configuration
        guard 0..<configuration.layerCount ~= layer, 0..<configuration.headCount ~= head else {
            throw Failure(
                .outOfRange, "no such attention head", at: "\(layer):\(head)",
                expected: "layers 0 to \(configuration.layerCount - 1), heads 0 to \(configuration.headCount - 1)")
        }
    }
}
