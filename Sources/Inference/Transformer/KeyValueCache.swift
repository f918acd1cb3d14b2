import Generation

/// What the model remembers of the tokens that it has seen.
///
/// Besides keys and values it keeps each position's query, so that any head's pattern can be computed again without a forward
/// pass, and each position's residual stream after the final norm, from which one product with the unembedding gives that
/// position's logits again, exactly. Keys and values are kept as the cache's type says, the others as F32: `bytesPerPosition` says what
/// a position costs.
final class KeyValueCache {
    let configuration: ModelConfiguration
    /// What was switched off when this was computed; other interventions make other keys and values.
    let switchedOff: SwitchedOff
    /// How keys and values are kept.
    let type: CacheType
    /// The tokens seen, one for each position.
    private(set) var tokens: [TokenID] = []
    /// Whether the positions are turned as in texts that are longer than the original context (LongRoPE).
    private(set) var isLong = false
    /// How many positions there is room for at the moment.
    private(set) var capacity = 0

    /// Of each layer's KV heads.
    private(set) var keys: [HeadVectors] = []
    /// Of each layer's KV heads.
    private(set) var values: [HeadVectors] = []
    private var queries: [FloatBuffer] = []
    private var finalResiduals = FloatBuffer(count: 0)

    init(_ configuration: ModelConfiguration, switchedOff: SwitchedOff = SwitchedOff(), type: CacheType = .f32) {
        self.configuration = configuration
        self.type = type
        self.switchedOff = switchedOff
    }

    /// A cache that remembers the first tokens of another.
    convenience init(copying other: KeyValueCache, count: Int) {
        self.init(other.configuration, switchedOff: other.switchedOff, type: other.type)
        isLong = other.isLong
        append(other.tokens[..<count])
        for (new, old) in zip(rows(of: 0..<count), other.rows(of: 0..<count)) {
            new.copyMemory(from: UnsafeRawBufferPointer(old))
        }
    }

    /// How many positions are remembered.
    var count: Int { tokens.count }

    /// Bytes that one position takes: keys, values and queries of all layers, and one residual.
    static func bytesPerPosition(_ configuration: ModelConfiguration, type: CacheType) -> Int {
        let remembered = 2 * configuration.layerCount * configuration.keyValueHeadCount * configuration.headSize
        let queries = configuration.layerCount * configuration.headCount * configuration.headSize
        return remembered * type.bytes + (queries + configuration.embeddingSize) * MemoryLayout<Float>.size
    }

    /// Bytes in use.
    var byteCount: Int { capacity * Self.bytesPerPosition(configuration, type: type) }

    /// How many tokens at the front are the ones remembered: none if a text of that length turns its positions otherwise.
    func commonPrefixCount(with other: [TokenID]) -> Int {
        guard configuration.isLong(tokenCount: other.count) == isLong else { return 0 }
        return zip(tokens, other).prefix { $0 == $1 }.count
    }

    /// Forgets everything but a beginning of these tokens, which are about to go through the model.
    func prepare(for tokens: [TokenID]) {
        truncate(to: commonPrefixCount(with: tokens))
        isLong = configuration.isLong(tokenCount: tokens.count)
    }

    /// Forgets everything from a position on.
    func truncate(to count: Int) {
        tokens.removeLast(max(0, tokens.count - count))
    }

    /// Forgets everything from the first of some positions on while `body` lets them through the model again; afterwards all is as
    /// it was, to the last bit, so that looking at a position changes nothing.
    func revisiting<Result>(_ positions: Range<Int>, _ body: () throws -> Result) rethrows -> Result {
        let (tokens, rows) = (tokens, rows(of: positions))
        let kept = rows.map { [UInt8]($0) }
        truncate(to: positions.lowerBound)
        defer {
            for (row, kept) in zip(rows, kept) { row.copyBytes(from: kept) }
            self.tokens = tokens
        }
        return try body()
    }

    /// Makes room for the tokens that are about to go through the model; their rows are filled by the forward pass.
    func append(_ newTokens: some Collection<TokenID>) {
        reserve(tokens.count + newTokens.count)
        tokens += newTokens
    }

    /// Queries of one head, `[position, head size]`.
    func queries(layer: Int, head: Int) -> UnsafeMutablePointer<Float> {
        queries[layer] + head * capacity * configuration.headSize
    }

    /// The residual stream after the final norm, `[embedding]`.
    func finalResidual(at position: Int) -> UnsafeMutablePointer<Float> {
        finalResiduals + position * configuration.embeddingSize
    }

    /// Everything that some positions left here, head after head.
    private func rows(of positions: Range<Int>) -> [UnsafeMutableRawBufferPointer] {
        func rows(_ start: UnsafeMutablePointer<Float>, width: Int) -> UnsafeMutableRawBufferPointer {
            let floats = UnsafeMutableBufferPointer(
                start: start + positions.lowerBound * width, count: positions.count * width)
            return UnsafeMutableRawBufferPointer(floats)
        }
        var all = [rows(finalResidual(at: 0), width: configuration.embeddingSize)]
        for layer in 0..<configuration.layerCount {
            for head in 0..<configuration.keyValueHeadCount {
                all.append(keys[layer].rows(head: head, positions))
                all.append(values[layer].rows(head: head, positions))
            }
            for head in 0..<configuration.headCount {
                all.append(rows(queries(layer: layer, head: head), width: configuration.headSize))
            }
        }
        return all
    }

    /// Grows by half, so that a long generation moves its memory only a few times.
    private func reserve(_ wanted: Int) {
        guard wanted > capacity else { return }
        let newCapacity = max(wanted, min(max(64, capacity + capacity / 2), configuration.contextLimit))
        let (heads, keyHeads) = (configuration.headCount, configuration.keyValueHeadCount)
        let layers = 0..<configuration.layerCount
        keys = layers.map { grown(keys, $0, heads: keyHeads, to: newCapacity) }
        values = layers.map { grown(values, $0, heads: keyHeads, to: newCapacity) }
        queries = layers.map { grown(queries, $0, heads: heads, to: newCapacity) }
        let residuals = FloatBuffer(count: newCapacity * configuration.embeddingSize)
        residuals.pointer.update(from: finalResiduals.pointer, count: count * configuration.embeddingSize)
        finalResiduals = residuals
        capacity = newCapacity
    }

    private func grown(_ vectors: [HeadVectors], _ layer: Int, heads: Int, to newCapacity: Int) -> HeadVectors {
        vectors.indices.contains(layer)
            ? vectors[layer].grown(to: newCapacity, heads: heads, keeping: count)
            : HeadVectors(type: type, heads: heads, capacity: newCapacity, size: configuration.headSize)
    }

    private func grown(_ buffers: [FloatBuffer], _ layer: Int, heads: Int, to newCapacity: Int) -> FloatBuffer {
        let size = configuration.headSize
        let buffer = FloatBuffer(count: heads * newCapacity * size)
        guard buffers.indices.contains(layer) else { return buffer }
        for head in 0..<heads {
            (buffer + head * newCapacity * size).update(
                from: buffers[layer] + head * capacity * size, count: count * size)
        }
        return buffer
    }
}
