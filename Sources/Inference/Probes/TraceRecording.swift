import Generation

/// Everything that one pass over some tokens computed, of every position, layer and head.
///
/// T tokens, L layers, H heads, K KV heads, D head size, E embedding size, V vocabulary. Queries and keys are as they enter the dot
/// product: after rotary positions. The patterns and logits, which are large, are computed again while they are written.
struct TraceRecording {
    private let transformer: Transformer
    private let cache: KeyValueCache
    private let probe: ResidualProbe

    /// Puts the tokens through the model, watching.
    init(_ tokens: [TokenID], switchedOff: SwitchedOff, transformer: Transformer) throws {
        let cache = KeyValueCache(transformer.configuration, switchedOff: switchedOff)
        cache.prepare(for: tokens)
        var probe = ResidualProbe(layerCount: transformer.configuration.layerCount)
        while cache.count < tokens.count {
            try Task.checkCancellation()
            let end = min(cache.count + transformer.chunkSize, tokens.count)
            transformer.forward(tokens[cache.count..<end], cache: cache, probe: &probe)
        }
        self.transformer = transformer
        self.cache = cache
        self.probe = probe
    }

    /// Writes a safetensors file with everything.
    func write(to path: String, metadata: [String: String]) throws {
        let writer = try SafetensorsWriter(path: path, tensors: declarations, metadata: metadata)
        let configuration = transformer.configuration
        try writer.write(cache.tokens.map { Int32(truncatingIfNeeded: $0) })
        try writeLogits(to: writer)
        for layer in 0..<configuration.layerCount {
            try writePatterns(of: layer, to: writer)
            let (heads, keyHeads) = (configuration.headCount, configuration.keyValueHeadCount)
            let all = [(cache.queries, heads), (cache.keys, keyHeads), (cache.values, keyHeads)]
            for (vectors, headCount) in all {
                for head in 0..<headCount { try writer.write(vectors[layer].floats(head: head, 0..<cache.count)) }
            }
        }
        for residual in probe.residuals { try writer.write(residual) }
        try writer.write(
            UnsafeBufferPointer(start: cache.finalResidual(at: 0), count: cache.count * configuration.embeddingSize))
        try writer.close()
    }

    /// Writes a safetensors file with the tokens and the attention patterns alone.
    func writeAttention(to path: String, metadata: [String: String]) throws {
        let tensors = declarations.filter { $0.name == "tokens" || $0.name.hasPrefix("attention.") }
        let writer = try SafetensorsWriter(path: path, tensors: tensors, metadata: metadata)
        try writer.write(cache.tokens.map { Int32(truncatingIfNeeded: $0) })
        for layer in 0..<transformer.configuration.layerCount { try writePatterns(of: layer, to: writer) }
        try writer.close()
    }

    /// `[H, T, T]` of one layer.
    private func writePatterns(of layer: Int, to writer: SafetensorsWriter) throws {
        for head in 0..<transformer.configuration.headCount {
            try Task.checkCancellation()
            try writer.write(transformer.wholePattern(layer: layer, head: head, count: cache.count, cache: cache))
        }
    }

    private var declarations: [SafetensorsWriter.Declaration] {
        let configuration = transformer.configuration
        let (count, size) = (cache.count, configuration.headSize)
        let (heads, keyHeads) = (configuration.headCount, configuration.keyValueHeadCount)
        func f32(_ name: String, _ shape: [Int]) -> SafetensorsWriter.Declaration {
            SafetensorsWriter.Declaration(name: name, type: "F32", shape: shape)
        }
        var tensors = [
            SafetensorsWriter.Declaration(name: "tokens", type: "I32", shape: [count]),
            f32("logits", [count, configuration.vocabularySize]),
        ]
        for layer in 0..<configuration.layerCount {
            tensors += [
                f32("attention.\(layer)", [heads, count, count]), f32("q.\(layer)", [heads, count, size]),
                f32("k.\(layer)", [keyHeads, count, size]), f32("v.\(layer)", [keyHeads, count, size]),
            ]
        }
        for layer in 0...configuration.layerCount {
            tensors.append(f32("hidden.\(layer)", [count, configuration.embeddingSize]))
        }
        return tensors + [f32("hidden.final", [count, configuration.embeddingSize])]
    }

    /// `[T, V]`, some positions at a time.
    private func writeLogits(to writer: SafetensorsWriter) throws {
        let size = transformer.configuration.vocabularySize
        let rows = 32
        let logits = FloatBuffer(count: rows * size)
        for start in stride(from: 0, to: cache.count, by: rows) {
            try Task.checkCancellation()
            let end = min(start + rows, cache.count)
            transformer.logits(start..<end, cache: cache, into: logits.pointer)
            try writer.write(UnsafeBufferPointer(start: logits.pointer, count: (end - start) * size))
        }
    }
}
