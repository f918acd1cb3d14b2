/// Floats at a fixed place in memory, at the beginning of a cache line, zero at first.
final class FloatBuffer {
    let pointer: UnsafeMutablePointer<Float>
    let count: Int

    init(count: Int) {
        self.count = count
        pointer = UnsafeMutableRawPointer.allocate(byteCount: max(1, count) * MemoryLayout<Float>.stride, alignment: 64)
            .bindMemory(to: Float.self, capacity: max(1, count))
        pointer.initialize(repeating: 0, count: max(1, count))
    }

    convenience init(_ values: [Float]) {
        self.init(count: values.count)
        pointer.update(from: values, count: values.count)
    }

    deinit { pointer.deallocate() }

    /// All of it, to read.
    var values: UnsafeBufferPointer<Float> { UnsafeBufferPointer(start: pointer, count: count) }

    static func + (buffer: FloatBuffer, offset: Int) -> UnsafeMutablePointer<Float> { buffer.pointer + offset }
}
