import Kernels

/// Multi-head causal attention over the KV cache with shared KV heads.
///
/// Vaswani et al. 2017; Ainslie et al. 2023.
final class Attention {
    /// Queries of one head that one thread works on before it takes the next.
    private static let queryBlock = 16

    private let configuration: ModelConfiguration
    private let compute: Compute
    let rotary: RotaryPositions?
    /// cos and sin of each row's angles, `[T, D]`.
    private var angles = FloatBuffer(count: 0)
    /// One row of a pattern for each thread, `[thread, key position]`.
    private var rows = FloatBuffer(count: 0)
    /// Where the newest position looks, `[head, key position]`.
    private var newest = FloatBuffer(count: 0)

    init(_ configuration: ModelConfiguration, compute: Compute, rotary: RotaryPositions?) {
        self.configuration = configuration
        self.compute = compute
        self.rotary = rotary
    }

    /// `(H + 2K) D`.
    var inputWidth: Int { (configuration.headCount + 2 * configuration.keyValueHeadCount) * configuration.headSize }
    /// `H D`.
    var outputWidth: Int { configuration.headCount * configuration.headSize }

    /// What a score is multiplied by: 1/√D.
    var scale: Float { 1 / Float(configuration.headSize).squareRoot() }

    /// Where the last query of the last call looks, `[head, key position]`.
    func newestPattern(keyCount: Int) -> UnsafeBufferPointer<Float> {
        UnsafeBufferPointer(start: newest.pointer, count: configuration.headCount * keyCount)
    }

    /// Remembers the queries, keys and values of the rows, and mixes for each head the values of the positions that it looks at.
    ///
    /// - Parameters:
    ///   - input: `[T, (H + 2K) D]`.
    ///   - start: the position of the first row.
    ///   - output: `[T, H D]`.
    func attend(_ input: Rows, layer: Int, start: Int, cache: KeyValueCache, into output: Rows) {
        let end = start + input.count
        makeRoom(rows: input.count, keyCount: end)
        remember(input, layer: layer, start: start, cache: cache)

        let blocks = (input.count + Self.queryBlock - 1) / Self.queryBlock
        compute.deal(configuration.headCount * blocks) { item, thread in
            let (block, head) = item.quotientAndRemainder(dividingBy: configuration.headCount)
            let first = block * Self.queryBlock
            for row in first..<min(first + Self.queryBlock, input.count) {
                let position = start + row
                let isNewest = position == end - 1
                let pattern = isNewest ? newest + head * end : rows + thread * end
                makePattern(layer: layer, head: head, position: position, cache: cache, into: pattern)
                let mixed = output[row] + head * configuration.headSize
                mix(pattern, layer: layer, head: head, position: position, cache: cache, into: mixed)
            }
        }
    }

    /// One row of a head's pattern, `[key position]` up to the query's own: softmax(q · k / √D).
    func makePattern(
        layer: Int, head: Int, position: Int, cache: KeyValueCache, into pattern: UnsafeMutablePointer<Float>
    ) {
        makeScores(layer: layer, head: head, position: position, scale: scale, cache: cache, into: pattern)
        compute.kernels.pointee.softmax(pattern, position + 1)
    }

    /// scale (q · k) of a remembered query with each key up to its own, `[key position]`.
    func makeScores(
        layer: Int, head: Int, position: Int, scale: Float, cache: KeyValueCache,
        into scores: UnsafeMutablePointer<Float>
    ) {
        let size = configuration.headSize
        let query = cache.queries(layer: layer, head: head) + position * size
        let keys = cache.keys(layer: layer, head: keyValueHead(of: head))
        compute.kernels.pointee.attention_scores(query, keys, position + 1, size, scale, scores)
    }

    /// Whose keys and values a head reads.
    func keyValueHead(of head: Int) -> Int {
        head / (configuration.headCount / configuration.keyValueHeadCount)
    }

    /// The head's output, `[head size]`; zeros if the head is switched off.
    func mix(
        _ pattern: UnsafePointer<Float>, layer: Int, head: Int, position: Int, cache: KeyValueCache,
        into output: UnsafeMutablePointer<Float>
    ) {
        let size = configuration.headSize
        let switchedOff = cache.switchedOff.heads
        if !switchedOff.isEmpty, switchedOff.contains(HeadIndex(layer: layer, head: head)) {
            output.update(repeating: 0, count: size)
            return
        }
        let values = cache.values(layer: layer, head: keyValueHead(of: head))
        compute.kernels.pointee.attention_mix(pattern, values, position + 1, size, output)
    }

    /// Rotates queries and keys and puts them, and the values, where attention reads them.
    private func remember(_ input: Rows, layer: Int, start: Int, cache: KeyValueCache) {
        let size = configuration.headSize
        let (heads, keyHeads) = (configuration.headCount, configuration.keyValueHeadCount)
        compute.forEachRow(input.count) { row in
            let position = start + row
            let angles = angles + row * size
            if layer == 0 { rotary?.angles(at: position, into: angles) }
            for head in 0..<heads + keyHeads {
                let source = input[row] + head * size
                rotary?.rotate(source, by: angles)
                let target =
                    head < heads
                    ? cache.queries(layer: layer, head: head) : cache.keys(layer: layer, head: head - heads)
                (target + position * size).update(from: source, count: size)
            }
            for head in 0..<keyHeads {
                let target = cache.values(layer: layer, head: head) + position * size
                target.update(from: input[row] + (heads + keyHeads + head) * size, count: size)
            }
        }
    }

    private func makeRoom(rows rowCount: Int, keyCount: Int) {
        if angles.count < rowCount * configuration.headSize {
            angles = FloatBuffer(count: rowCount * configuration.headSize)
        }
        if rows.count < compute.threadCount * keyCount {
            rows = FloatBuffer(count: compute.threadCount * (keyCount + keyCount / 2))
            newest = FloatBuffer(count: configuration.headCount * (keyCount + keyCount / 2))
        }
    }
}
