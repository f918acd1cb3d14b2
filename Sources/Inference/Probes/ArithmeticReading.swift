import Generation

extension Transformer {
    /// The numbers behind the weight that a remembered query gives to a key.
    func attentionArithmetic(
        layer: Int, head: Int, query: Int, key: Int, window: ContextWindow, cache: KeyValueCache
    ) -> AttentionArithmetic {
        let (size, keyHead) = (configuration.headSize, attention.keyValueHead(of: head))
        let queryVector = cache.queries[layer].floats(head: head, query..<query + 1)
        let keyVector = cache.keys[layer].floats(head: keyHead, key..<key + 1)
        let scores = row(query + 1) {
            attention.makeScores(
                layer: layer, head: head, position: query, keys: 0..<query + 1, scale: 1, cache: cache, into: $0)
        }
        let weights = row(query + 1) {
            attention.makePattern(layer: layer, head: head, position: query, cache: cache, into: $0)
        }
        let output = row(size) {
            attention.mix(weights, layer: layer, head: head, position: query, cache: cache, into: $0)
        }
        var unrotated: AttentionArithmetic.Unrotated?
        if let rotary = attention.rotary(ofLayer: layer, isLong: cache.isLong) {
            unrotated = AttentionArithmetic.Unrotated(
                query: turnedBack(queryVector, from: query, rotary), key: turnedBack(keyVector, from: key, rotary))
        }
        return AttentionArithmetic(
            layer: layer, head: head, keyValueHead: keyHead, window: window, query: query, key: key,
            queryVector: queryVector, keyVector: keyVector, unrotated: unrotated, scale: attention.scale,
            scoreCap: configuration.attentionScoreCap.map { Float($0) },
            scores: scores, weights: weights, visibleKeys: attention.visibleKeys(layer: layer, position: query),
            valueVector: cache.values[layer].floats(head: keyHead, key..<key + 1), output: output)
    }

    private func row(_ size: Int, fill: (UnsafeMutablePointer<Float>) -> Void) -> [Float] {
        [Float](unsafeUninitializedCapacity: size) { buffer, count in
            guard let start = buffer.baseAddress else { return }
            fill(start)
            count = size
        }
    }

    /// The vector as it was before its position turned it: turned by the angles of the opposite position, and as long as before.
    private func turnedBack(_ vector: [Float], from position: Int, _ rotary: RotaryPositions) -> [Float] {
        let angles = FloatBuffer(count: configuration.headSize)
        rotary.angles(at: -position, into: angles.pointer)
        var vector = vector
        vector.withUnsafeMutableBufferPointer { buffer in
            if let start = buffer.baseAddress { rotary.rotate(start, by: angles.pointer) }
        }
        // Both turns lengthen the vector.
        for index in 0..<rotary.dimensions { vector[index] /= Float(rotary.magnitude * rotary.magnitude) }
        return vector
    }
}
