import Generation

/// What the model remembers of the tokens that it has seen.
///
/// Besides keys and values it keeps each position's query, so that any head's pattern can be computed again without a forward
/// pass, and each position's residual stream after the final norm, from which one product with the unembedding gives that
/// position's logits again, exactly. Keys, values and queries are kept as the cache's type says, residuals as F32: `bytesPerPosition`
/// says what a position costs.
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
    /// Of each layer's heads, rounded as keys are, so that a pattern is the same whenever it is computed.
    private(set) var queries: [HeadVectors] = []
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
        let vectors = configuration.layerCount * (configuration.headCount + 2 * configuration.keyValueHeadCount)
        return vectors * configuration.headSize * type.bytes + configuration.embeddingSize * MemoryLayout<Float>.size
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
        reserve(tokens.count)
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

    /// The residual stream after the final norm, `[embedding]`.
    func finalResidual(at position: Int) -> UnsafeMutablePointer<Float> {
        finalResiduals + position * configuration.embeddingSize
    }

    /// Everything that some positions left here, head after head.
    private func rows(of positions: Range<Int>) -> [UnsafeMutableRawBufferPointer] {
        let residuals = UnsafeMutableBufferPointer(
            start: finalResidual(at: positions.lowerBound), count: positions.count * configuration.embeddingSize)
        var all = [UnsafeMutableRawBufferPointer(residuals)]
        for layer in 0..<configuration.layerCount {
            for head in 0..<configuration.keyValueHeadCount {
                all.append(keys[layer].rows(head: head, positions))
                all.append(values[layer].rows(head: head, positions))
            }
            for head in 0..<configuration.headCount {
                all.append(queries[layer].rows(head: head, positions))
            }
        }
        return all
    }

    /// Makes room for so many positions; grows by half, so that a long generation moves its memory only a few times.
    func reserve(_ wanted: Int) {
        guard wanted > capacity else { return }
        let newCapacity = max(wanted, min(max(64, capacity + capacity / 2), configuration.contextLimit))
        let (heads, keyHeads) = (configuration.headCount, configuration.keyValueHeadCount)
        if keys.isEmpty {
            let none = HeadVectors(type: type, heads: 0, capacity: 0, size: configuration.headSize)
            keys = Array(repeating: none, count: configuration.layerCount)
            values = keys
            queries = keys
        }
        // Layer by layer, so that only one is there twice at a time.
        for layer in 0..<configuration.layerCount {
            keys[layer] = keys[layer].grown(to: newCapacity, heads: keyHeads, keeping: count)
            values[layer] = values[layer].grown(to: newCapacity, heads: keyHeads, keeping: count)
            queries[layer] = queries[layer].grown(to: newCapacity, heads: heads, keeping: count)
        }
        let residuals = FloatBuffer(count: newCapacity * configuration.embeddingSize)
        residuals.pointer.update(from: finalResiduals.pointer, count: count * configuration.embeddingSize)
        finalResiduals = residuals
        capacity = newCapacity
    }
}
