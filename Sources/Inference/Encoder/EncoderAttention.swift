import Kernels

/// Multi-head attention in both directions: each token of a text looks at all of that text.
///
/// Vaswani et al. 2017. Several texts lie one after the other in the rows; none of them sees another.
final class EncoderAttention {
    private let configuration: EncoderConfiguration
    private let compute: Compute
    /// One for each thread: a head's queries, keys and values `[position, head size]`, and its pattern `[query, key]`.
    private var heads: [FloatBuffer] = []
    private var patterns: [FloatBuffer] = []

    init(_ configuration: EncoderConfiguration, compute: Compute) {
        self.configuration = configuration
        self.compute = compute
    }

    private var scale: Float { 1 / Float(configuration.headSize).squareRoot() }

    /// Mixes, for each head, the values of the positions that it looks at.
    ///
    /// - Parameters:
    ///   - input: queries, keys and values, `[T, 3 E]`.
    ///   - texts: which rows belong together.
    ///   - output: `[T, E]`.
    func attend(_ input: Rows, texts: [Range<Int>], into output: Rows) {
        makeRoom(for: texts.map(\.count).max() ?? 0)
        let headCount = configuration.headCount
        // The longest texts first, so that no thread is left with one of them at the end.
        let order = texts.indices.sorted { texts[$0].count > texts[$1].count }
        compute.deal(order.count * headCount) { item, thread in
            let (place, head) = item.quotientAndRemainder(dividingBy: headCount)
            attend(input, text: texts[order[place]], head: head, thread: thread, into: output)
        }
    }

    /// One head's pattern over one text, `[query position, key position]`.
    func pattern(_ input: Rows, text: Range<Int>, head: Int) -> [Float] {
        makeRoom(for: text.count)
        makePattern(input, text: text, head: head, thread: 0)
        return Array(UnsafeBufferPointer(start: patterns[0].pointer, count: text.count * text.count))
    }

    private func attend(_ input: Rows, text: Range<Int>, head: Int, thread: Int, into output: Rows) {
        makePattern(input, text: text, head: head, thread: thread)
        let (size, count) = (configuration.headSize, text.count)
        let values = heads[thread] + 2 * count * size
        copy(input, text: text, from: 2 * configuration.embeddingSize + head * size, to: values)
        // Values are the matrix, one row for each key.
        compute.multiply(
            kernels_matrix(values, KERNELS_F32, inputs: count, outputs: size, isTransposed: true),
            Rows(patterns[thread], count: count, width: count), into: output[text.lowerBound] + head * size,
            stride: output.width, thread: thread)
    }

    /// softmax(q · k / √D) of every query with every key of the text.
    private func makePattern(_ input: Rows, text: Range<Int>, head: Int, thread: Int) {
        let (size, count) = (configuration.headSize, text.count)
        let queries = heads[thread].pointer
        let keys = queries + count * size
        copy(input, text: text, from: head * size, to: queries)
        copy(input, text: text, from: configuration.embeddingSize + head * size, to: keys)
        let pattern = patterns[thread].pointer
        compute.multiply(
            kernels_matrix(keys, KERNELS_F32, inputs: size, outputs: count),
            Rows(queries, count: count, width: size), into: pattern, stride: count, thread: thread)
        for row in 0..<count { compute.kernels.pointee.softmax(pattern + row * count, count, scale) }
    }

    private func copy(_ input: Rows, text: Range<Int>, from column: Int, to target: UnsafeMutablePointer<Float>) {
        let size = configuration.headSize
        for (index, row) in text.enumerated() {
            (target + index * size).update(from: input[row] + column, count: size)
        }
    }

    private func makeRoom(for count: Int) {
        guard count * count > patterns.first?.count ?? 0 else { return }
        heads = (0..<compute.threadCount).map { _ in FloatBuffer(count: 3 * count * configuration.headSize) }
        patterns = (0..<compute.threadCount).map { _ in FloatBuffer(count: count * count) }
    }
}
