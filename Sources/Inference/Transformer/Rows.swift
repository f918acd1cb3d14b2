/// Rows of floats one after the other, one for each token of a pass: `[count, width]`.
struct Rows {
    let start: UnsafeMutablePointer<Float>
    let count: Int
    let width: Int

    init(_ start: UnsafeMutablePointer<Float>, count: Int, width: Int) {
        self.start = start
        self.count = count
        self.width = width
    }

    init(_ buffer: FloatBuffer, count: Int, width: Int) {
        precondition(buffer.count >= count * width)
        self.init(buffer.pointer, count: count, width: width)
    }

    /// One row, `[width]`.
    subscript(row: Int) -> UnsafeMutablePointer<Float> { start + row * width }

    /// Makes all of them zero.
    func clear() { start.update(repeating: 0, count: count * width) }

    /// All of them, to read.
    var values: UnsafeBufferPointer<Float> { UnsafeBufferPointer(start: start, count: count * width) }
}

/// The space that a pass over `tokenCount` tokens works in.
struct Workspace {
    let tokenCount: Int
    /// `[T, E]`.
    let residual: FloatBuffer
    /// `[T, E]`.
    let normal: FloatBuffer
    /// `[T, (H + 2K) D]`.
    let heads: FloatBuffer
    /// `[T, H D]`.
    let mixed: FloatBuffer
    /// `[T, F]`.
    let inner: FloatBuffer
    /// `[E]`.
    let position: FloatBuffer

    init(_ configuration: ModelConfiguration, tokenCount: Int) {
        self.tokenCount = tokenCount
        let heads = configuration.headCount * configuration.headSize
        let keyHeads = configuration.keyValueHeadCount * configuration.headSize
        residual = FloatBuffer(count: tokenCount * configuration.embeddingSize)
        normal = FloatBuffer(count: tokenCount * configuration.embeddingSize)
        self.heads = FloatBuffer(count: tokenCount * (heads + 2 * keyHeads))
        mixed = FloatBuffer(count: tokenCount * heads)
        inner = FloatBuffer(count: tokenCount * configuration.feedForwardSize)
        position = FloatBuffer(count: configuration.embeddingSize)
    }

    /// How many tokens go through at once: so many that expanding the weights costs little beside multiplying with them, fewer in wide
    /// models, where they would take much memory and keep who wants to stop waiting.
    static func chunkSize(_ configuration: ModelConfiguration) -> Int {
        let heads = (2 * configuration.headCount + 2 * configuration.keyValueHeadCount) * configuration.headSize
        // The inner rows are there twice: packed for the product that follows, too.
        let width = 2 * configuration.embeddingSize + heads + 2 * configuration.feedForwardSize
        let bytes = { (count: Int) in count * width * MemoryLayout<Float>.size }
        return [256, 128].first { bytes($0) <= 16 << 20 } ?? 64
    }
}
