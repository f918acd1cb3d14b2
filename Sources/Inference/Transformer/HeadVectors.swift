import Kernels

/// Vectors of a layer's heads, one for each position: `[head, position, head size]`, as floats or in half precision.
final class HeadVectors {
    /// How the numbers are kept.
    let type: CacheType
    private let bytes: UnsafeMutableRawPointer
    /// Numbers in a vector.
    private let size: Int
    /// Positions that there is room for.
    private let capacity: Int

    init(type: CacheType, heads: Int, capacity: Int, size: Int) {
        self.type = type
        self.size = size
        self.capacity = capacity
        let byteCount = max(1, heads * capacity * size * type.bytes)
        bytes = .allocate(byteCount: byteCount, alignment: 64)
        bytes.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
    }

    deinit { bytes.deallocate() }

    /// The bytes of some positions of one head.
    func rows(head: Int, _ positions: Range<Int>) -> UnsafeMutableRawBufferPointer {
        let width = size * type.bytes
        return UnsafeMutableRawBufferPointer(
            start: bytes + (head * capacity + positions.lowerBound) * width, count: positions.count * width)
    }

    /// Keeps a vector, `[head size]`.
    func store(
        _ vector: UnsafePointer<Float>, head: Int, position: Int, kernels: UnsafePointer<kernels>
    ) {
        let target = bytes + (head * capacity + position) * size * type.bytes
        switch type {
        case .f32: target.copyMemory(from: vector, byteCount: size * type.bytes)
        case .f16: kernels.pointee.narrow(vector, size, target)
        }
    }

    /// Some positions' vectors of one head as floats, one after the other.
    func floats(head: Int, _ positions: Range<Int>) -> [Float] {
        [Float](unsafeUninitializedCapacity: positions.count * size) { buffer, count in
            guard let start = buffer.baseAddress else { return }
            expand(head: head, positions, into: start)
            count = positions.count * size
        }
    }

    /// The same, where there is room for them.
    func expand(head: Int, _ positions: Range<Int>, into floats: UnsafeMutablePointer<Float>) {
        guard let bytes = rows(head: head, positions).baseAddress else { return }
        kernels_best().pointee.expand(type.kernelType, bytes, 0, positions.count * size, floats)
    }

    /// The same vectors of the first positions, with room for more.
    func grown(to capacity: Int, heads: Int, keeping count: Int) -> HeadVectors {
        let grown = HeadVectors(type: type, heads: heads, capacity: capacity, size: size)
        for head in 0..<heads {
            grown.rows(head: head, 0..<count).copyMemory(from: UnsafeRawBufferPointer(rows(head: head, 0..<count)))
        }
        return grown
    }
}
