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
    /// `[T, F]`; used by gated MLPs only.
    let up: FloatBuffer
    /// `[E]`.
    let position: FloatBuffer

    init(_ configuration: ModelConfiguration, tokenCount: Int) {
        self.tokenCount = tokenCount
        let heads = configuration.headCount * configuration.headSize
        let keyHeads = configuration.keyValueHeadCount * configuration.headSize
        var isGated = false
        if case .gated = configuration.feedForward { isGated = true }
        residual = FloatBuffer(count: tokenCount * configuration.embeddingSize)
        normal = FloatBuffer(count: tokenCount * configuration.embeddingSize)
        self.heads = FloatBuffer(count: tokenCount * (heads + 2 * keyHeads))
        mixed = FloatBuffer(count: tokenCount * heads)
        inner = FloatBuffer(count: tokenCount * configuration.feedForwardSize)
        up = FloatBuffer(count: isGated ? tokenCount * configuration.feedForwardSize : 0)
        position = FloatBuffer(count: configuration.embeddingSize)
    }
}
