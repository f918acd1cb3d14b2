import Kernels

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Multi-head causal attention over the KV cache with shared KV heads.
///
/// Vaswani et al. 2017; Ainslie et al. 2023.
final class Attention {
    /// Queries of one head that one thread works on before it takes the next, unless there are so many keys that fewer do.
    private static let queryBlock = 64
    /// Numbers in a block's pattern, `[query, key position]`, at most.
    private static let blockLimit = 1 << 18

    private let configuration: ModelConfiguration
    private let compute: Compute
    private let rotary: RotaryPositions?
    /// The same in texts that are longer than the original context.
    private let longRotary: RotaryPositions?
    /// Of the layers with a window, where theirs is another.
    private let windowedRotary: RotaryPositions?
    /// cos and sin of each row's angles, `[T, D]`; behind them those of the layers with a window.
    private var angles = FloatBuffer(count: 0)
    /// A block of a pattern for each thread, `[thread, query, key position]`.
    private var patterns = FloatBuffer(count: 0)
    /// Where the newest position looks, `[head, key position]`.
    private var newest = FloatBuffer(count: 0)

    /// - Parameter rotaryFactors: what the checkpoint divides each rotary frequency by, if it brings its own.
    init(_ configuration: ModelConfiguration, compute: Compute, rotaryFactors: Vector?) {
        self.configuration = configuration
        self.compute = compute
        rotary = RotaryPositions(configuration.positions, factors: rotaryFactors)
        longRotary = RotaryPositions(configuration.positions, factors: rotaryFactors, isLong: true)
        windowedRotary = configuration.windowedPositions.flatMap { RotaryPositions($0, factors: nil) }
    }

    /// How a layer's queries and keys are rotated; nil if positions are not rotary.
    func rotary(ofLayer layer: Int, isLong: Bool) -> RotaryPositions? {
        isWindowed(layer) ? windowedRotary : isLong ? longRotary : rotary
    }

    private func isWindowed(_ layer: Int) -> Bool {
        windowedRotary != nil && configuration.window(ofLayer: layer) != nil
    }

    /// The keys that a query sees.
    func visibleKeys(layer: Int, position: Int) -> Range<Int> {
        let first = configuration.window(ofLayer: layer).map { position + 1 - $0 } ?? 0
        return max(0, first)..<position + 1
    }

    /// `(H + 2K) D`.
    var inputWidth: Int { (configuration.headCount + 2 * configuration.keyValueHeadCount) * configuration.headSize }
    /// `H D`.
    var outputWidth: Int { configuration.headCount * configuration.headSize }

    /// What a score is multiplied by: 1/√D, unless the family says otherwise.
    var scale: Float {
        configuration.attentionScale.map { Float($0) } ?? 1 / Float(configuration.headSize).squareRoot()
    }

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
        let blockSize = min(input.count, max(1, min(Self.queryBlock, Self.blockLimit / end)))
        makeRoom(rows: input.count, keyCount: end, blockSize: blockSize)
        remember(input, layer: layer, start: start, cache: cache)

        let blocks = (input.count + blockSize - 1) / blockSize
        compute.deal(configuration.headCount * blocks) { item, thread in
            let (index, head) = item.quotientAndRemainder(dividingBy: configuration.headCount)
            let rows = index * blockSize..<min((index + 1) * blockSize, input.count)
            let block = Block(
                layer: layer, head: head, positions: start + rows.lowerBound..<start + rows.upperBound, thread: thread)
            let mixed = Rows(
                output[rows.lowerBound] + head * configuration.headSize, count: rows.count, width: output.width)
            attend(block, cache: cache, pattern: patterns + thread * blockSize * end, newest: end - 1, into: mixed)
        }
    }

    /// Some queries of a head, next to one another.
    private struct Block {
        let layer: Int
        let head: Int
        let positions: Range<Int>
        /// Who works on it.
        let thread: Int
    }

    /// Makes the rows of the pattern, keeps the newest position's and mixes.
    private func attend(
        _ block: Block, cache: KeyValueCache, pattern: UnsafeMutablePointer<Float>, newest newestPosition: Int,
        into mixed: Rows
    ) {
        let (layer, head) = (block.layer, block.head)
        let newestRow = newest + head * (newestPosition + 1)
        // For one query a product with a vector is as good.
        if block.positions.count == 1 {
            let position = block.positions.lowerBound
            let row = position == newestPosition ? newestRow : pattern
            makePattern(layer: layer, head: head, position: position, cache: cache, into: row)
            mix(row, layer: layer, head: head, position: position, cache: cache, into: mixed.start)
            return
        }
        // The keys that any of the queries sees, for all of them; what one of them does not see becomes 0.
        let keys =
            visibleKeys(layer: layer, position: block.positions.lowerBound).lowerBound..<block.positions.upperBound
        let size = configuration.headSize
        guard let keyRows = cache.keys[layer].rows(head: keyValueHead(of: head), keys).baseAddress,
            let valueRows = cache.values[layer].rows(head: keyValueHead(of: head), keys).baseAddress
        else { return }
        let keyMatrix = kernels_matrix(keyRows, cache.type.kernelType, inputs: size, outputs: keys.count)
        withQueries(layer: layer, head: head, block.positions, cache) { queries in
            compute.multiply(keyMatrix, queries, into: pattern, stride: keys.count, thread: block.thread)
        }
        for (row, position) in block.positions.enumerated() {
            let row = pattern + row * keys.count
            let visible = visibleKeys(layer: layer, position: position)
            let (before, count) = (visible.lowerBound - keys.lowerBound, visible.count)
            row.update(repeating: 0, count: before)
            (row + before + count).update(repeating: 0, count: keys.count - before - count)
            normalize(row + before, count: count, scale: scale)
            if position == newestPosition {
                newestRow.update(repeating: 0, count: keys.lowerBound)
                (newestRow + keys.lowerBound).update(from: row, count: keys.count)
            }
        }
        if isSwitchedOff(layer: layer, head: head, cache) {
            for row in 0..<mixed.count { mixed[row].update(repeating: 0, count: size) }
            return
        }
        compute.multiply(
            kernels_matrix(valueRows, cache.type.kernelType, inputs: keys.count, outputs: size, isTransposed: true),
            Rows(pattern, count: block.positions.count, width: keys.count), into: mixed.start, stride: mixed.width,
            thread: block.thread)
    }

    private func isSwitchedOff(layer: Int, head: Int, _ cache: KeyValueCache) -> Bool {
        let switchedOff = cache.switchedOff.heads
        return !switchedOff.isEmpty && switchedOff.contains(HeadIndex(layer: layer, head: head))
    }

    /// One row of a head's pattern, `[key position]` up to the query's own: softmax(q · k / √D), 0 where it does not see.
    func makePattern(
        layer: Int, head: Int, position: Int, cache: KeyValueCache, into pattern: UnsafeMutablePointer<Float>
    ) {
        let visible = visibleKeys(layer: layer, position: position)
        makeScores(
            layer: layer, head: head, position: position, keys: visible, scale: scale, cache: cache, into: pattern)
        normalize(pattern + visible.lowerBound, count: visible.count, scale: 1)
        pattern.update(repeating: 0, count: visible.lowerBound)
    }

    /// Weights of scores: softmax(scale · scores), capped before if the family says so.
    private func normalize(_ scores: UnsafeMutablePointer<Float>, count: Int, scale: Float) {
        guard let cap = configuration.attentionScoreCap else {
            return compute.kernels.pointee.softmax(scores, count, scale)
        }
        for key in 0..<count { scores[key] *= scale }
        softCap(scores, count: count, cap: Float(cap))
        compute.kernels.pointee.softmax(scores, count, 1)
    }

    /// scale (q · k) of a remembered query with some of the keys up to its own, each at its place, `[key position]`.
    func makeScores(
        layer: Int, head: Int, position: Int, keys visible: Range<Int>, scale: Float, cache: KeyValueCache,
        into scores: UnsafeMutablePointer<Float>
    ) {
        let size = configuration.headSize
        guard let keys = cache.keys[layer].rows(head: keyValueHead(of: head), visible).baseAddress else { return }
        withQueries(layer: layer, head: head, position..<position + 1, cache) { query in
            compute.kernels.pointee.attention_scores(
                query.start, cache.type.kernelType, keys, visible.count, size, scale, scores + visible.lowerBound)
        }
    }

    /// Some remembered queries of a head as floats, `[position, head size]`.
    private func withQueries(
        layer: Int, head: Int, _ positions: Range<Int>, _ cache: KeyValueCache, _ body: (Rows) -> Void
    ) {
        let size = configuration.headSize
        withUnsafeTemporaryAllocation(of: Float.self, capacity: positions.count * size) { buffer in
            guard let start = buffer.baseAddress else { return }
            cache.queries[layer].expand(head: head, positions, into: start)
            body(Rows(start, count: positions.count, width: size))
        }
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
        if isSwitchedOff(layer: layer, head: head, cache) {
            output.update(repeating: 0, count: size)
            return
        }
        let visible = visibleKeys(layer: layer, position: position)
        guard let values = cache.values[layer].rows(head: keyValueHead(of: head), visible).baseAddress else { return }
        compute.kernels.pointee.attention_mix(
            pattern + visible.lowerBound, cache.type.kernelType, values, visible.count, size, output)
    }

    /// Rotates queries and keys and puts them, and the values, where attention reads them.
    private func remember(_ input: Rows, layer: Int, start: Int, cache: KeyValueCache) {
        let size = configuration.headSize
        let (heads, keyHeads) = (configuration.headCount, configuration.keyValueHeadCount)
        let rotary = rotary(ofLayer: layer, isLong: cache.isLong)
        let (queries, keys, values) = (cache.queries[layer], cache.keys[layer], cache.values[layer])
        let kernels = compute.kernels
        compute.forEachRow(input.count) { row in
            let position = start + row
            if layer == 0 {
                (cache.isLong ? longRotary : self.rotary)?.angles(at: position, into: angles + row * size)
                windowedRotary?.angles(at: position, into: angles + (input.count + row) * size)
            }
            let angles = angles + (isWindowed(layer) ? input.count + row : row) * size
            for head in 0..<heads + keyHeads {
                let source = input[row] + head * size
                rotary?.rotate(source, by: angles)
                if head < heads {
                    queries.store(source, head: head, position: position, kernels: kernels)
                } else {
                    keys.store(source, head: head - heads, position: position, kernels: kernels)
                }
            }
            for head in 0..<keyHeads {
                let source = input[row] + (heads + keyHeads + head) * size
                values.store(source, head: head, position: position, kernels: kernels)
            }
        }
    }

    private func makeRoom(rows rowCount: Int, keyCount: Int, blockSize: Int) {
        let angleCount = (windowedRotary == nil ? 1 : 2) * rowCount * configuration.headSize
        if angles.count < angleCount { angles = FloatBuffer(count: angleCount) }
        let patternCount = compute.threadCount * blockSize * keyCount
        if patterns.count < patternCount { patterns = FloatBuffer(count: patternCount + patternCount / 2) }
        let newestCount = configuration.headCount * keyCount
        if newest.count < newestCount { newest = FloatBuffer(count: newestCount + newestCount / 2) }
    }
}

/// x = cap · tanh(x / cap).
func softCap(_ x: UnsafeMutablePointer<Float>, count: Int, cap: Float) {
    for index in 0..<count { x[index] = cap * tanh(x[index] / cap) }
}
