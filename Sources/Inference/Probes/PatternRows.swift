import Generation
import Kernels

extension Transformer {
    /// Where a remembered position looks, `[layer, head, key position]`, from the kept queries and keys.
    func patternRow(at position: Int, cache: KeyValueCache) -> [Float] {
        let (heads, keyCount) = (configuration.headCount, position + 1)
        let rows = configuration.layerCount * heads
        return [Float](unsafeUninitializedCapacity: rows * keyCount) { buffer, count in
            guard let start = buffer.baseAddress else { return }
            compute.forEachRow(rows) { row in
                attention.makePattern(
                    layer: row / heads, head: row % heads, position: position, cache: cache,
                    into: start + row * keyCount)
            }
            count = rows * keyCount
        }
    }

    /// One head's whole pattern over the first positions, `[query position, key position]`, 0 above the diagonal.
    func wholePattern(layer: Int, head: Int, count: Int, cache: KeyValueCache) -> [Float] {
        patternBand(layer: layer, heads: .head(head), queries: 0..<count, keyCount: count, cache: cache)
    }

    /// Some rows of a pattern, `[query, key position]`, each of `keyCount` keys, 0 above the diagonal.
    func patternBand(layer: Int, heads: HeadSelection, queries: Range<Int>, keyCount: Int, cache: KeyValueCache)
        -> [Float]
    {
        let scratch = FloatBuffer(count: compute.threadCount * keyCount)
        let size = queries.count * keyCount
        return [Float](unsafeUninitializedCapacity: size) { buffer, count in
            guard let start = buffer.baseAddress else { return }
            compute.deal(queries.count) { item, thread in
                let (row, position) = (start + item * keyCount, queries.lowerBound + item)
                makeRow(
                    layer: layer, heads: heads, position: position, cache: cache, scratch: scratch + thread * keyCount,
                    into: row)
                (row + position + 1).update(repeating: 0, count: keyCount - position - 1)
            }
            count = size
        }
    }

    /// One row of a head or of a layer's heads put together, `[key position]` up to the query's own.
    private func makeRow(
        layer: Int, heads: HeadSelection, position: Int, cache: KeyValueCache, scratch: UnsafeMutablePointer<Float>,
        into row: UnsafeMutablePointer<Float>
    ) {
        if case .head(let head) = heads {
            return attention.makePattern(layer: layer, head: head, position: position, cache: cache, into: row)
        }
        let (keyCount, headCount) = (position + 1, configuration.headCount)
        row.update(repeating: 0, count: keyCount)
        for head in 0..<headCount {
            attention.makePattern(layer: layer, head: head, position: position, cache: cache, into: scratch)
            if heads == .mean {
                compute.kernels.pointee.add(scratch, keyCount, row)
            } else {
                for key in 0..<keyCount where scratch[key] > row[key] { row[key] = scratch[key] }
            }
        }
        if heads == .mean { for key in 0..<keyCount { row[key] /= Float(headCount) } }
    }

    /// One head's whole pattern in `side × side` cells, each the largest weight of those that it stands for.
    func thumbnail(layer: Int, head: Int, side: Int, hidesFirstToken: Bool, count keyCount: Int, cache: KeyValueCache)
        -> [Float]
    {
        let scratch = FloatBuffer(count: compute.threadCount * keyCount)
        let columns = (0..<side).map { AttentionThumbnail.positions(ofCell: $0, side: side, count: keyCount) }
        return [Float](unsafeUninitializedCapacity: side * side) { buffer, count in
            guard let start = buffer.baseAddress else { return }
            compute.deal(side) { cell, thread in
                let (row, pattern) = (start + cell * side, scratch + thread * keyCount)
                row.update(repeating: 0, count: side)
                for position in columns[cell] {
                    attention.makePattern(layer: layer, head: head, position: position, cache: cache, into: pattern)
                    if hidesFirstToken { pattern[0] = 0 }
                    for column in 0...cell {
                        for key in columns[column].clamped(to: 0..<position + 1) where pattern[key] > row[column] {
                            row[column] = pattern[key]
                        }
                    }
                }
            }
            count = side * side
        }
    }
}
