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
    func wholePattern(layer: Int, head: Int, count keyCount: Int, cache: KeyValueCache) -> [Float] {
        [Float](unsafeUninitializedCapacity: keyCount * keyCount) { buffer, count in
            guard let start = buffer.baseAddress else { return }
            compute.forEachRow(keyCount) { position in
                let row = start + position * keyCount
                attention.makePattern(layer: layer, head: head, position: position, cache: cache, into: row)
                (row + position + 1).update(repeating: 0, count: keyCount - position - 1)
            }
            count = keyCount * keyCount
        }
    }
}
