import Generation
import Kernels

/// A BERT-type encoder.
///
/// T is the number of tokens of one pass, E the embedding size, H heads, D the head size, F the MLP's inner size. The texts of a pass lie
/// one after the other without padding, so the products are as large as they can be and no token is computed in vain.
///
/// Not safe to use from two threads at once: it owns the space that a pass works in.
final class Encoder {
    let configuration: EncoderConfiguration
    private let weights: EncoderWeights
    private let compute: Compute
    private let attention: EncoderAttention
    private var space: Space

    init(_ configuration: EncoderConfiguration, weights: EncoderWeights, compute: Compute) {
        self.configuration = configuration
        self.weights = weights
        self.compute = compute
        attention = EncoderAttention(configuration, compute: compute)
        space = Space(configuration, tokenCount: 0)
    }

    /// Puts texts through the model.
    ///
    /// - Parameters:
    ///   - texts: the tokens of each, no more than there are positions.
    ///   - observe: sees each layer's queries, keys and values, `[T, 3 E]`, on the calling thread.
    ///   - read: gets the last layer's states, `[T, E]`, and which rows are each text's.
    func forward<Result>(
        _ texts: [[TokenID]], observe: (_ layer: Int, _ heads: Rows) -> Void = { _, _ in },
        read: (_ states: Rows, _ texts: [Range<Int>]) -> Result
    ) -> Result {
        var (ranges, count) = ([Range<Int>](), 0)
        for text in texts {
            ranges.append(count..<count + text.count)
            count += text.count
        }
        if space.tokenCount < count { space = Space(configuration, tokenCount: count) }
        let size = configuration.embeddingSize
        let states = Rows(space.states, count: count, width: size)  // [T, E]
        let change = Rows(space.change, count: count, width: size)  // [T, E]
        let heads = Rows(space.heads, count: count, width: 3 * size)  // [T, 3 E]
        let inner = Rows(space.inner, count: count, width: configuration.feedForwardSize)  // [T, F]

        let (kernels, activation) = (compute.kernels.pointee, configuration.activation)
        embed(texts, ranges, into: states)
        for (layer, block) in weights.blocks.enumerated() {
            compute.multiply(block.queryKeyValue, states, into: heads)
            observe(layer, heads)
            // What was mixed lies where the MLP's inner layer comes later.
            let mixed = Rows(space.inner, count: count, width: size)
            attention.attend(heads, texts: ranges, into: mixed)
            compute.multiply([block.attentionOutput], mixed, into: change)
            addAndNormalize(change, block.attentionNorm, states)

            compute.multiply([block.up], states, into: inner) { row, outputs in
                kernels.apply(activation, inner[row] + outputs.lowerBound, outputs.count)
            }
            compute.multiply([block.down], inner, into: change)
            addAndNormalize(change, block.outputNorm, states)
        }
        return read(states, ranges)
    }

    /// One head's pattern, `[query position, key position]`, of queries, keys and values that were observed of one text.
    func pattern(_ heads: Rows, head: Int) -> [Float] {
        attention.pattern(heads, text: 0..<heads.count, head: head)
    }

    /// Token, position and token type (0, that of a single text) together, normalized.
    private func embed(_ texts: [[TokenID]], _ ranges: [Range<Int>], into states: Rows) {
        let kernels = compute.kernels
        let size = states.width
        compute.forEachRow(texts.count) { index in
            let sum = FloatBuffer(count: 2 * size)
            for (position, token) in texts[index].enumerated() {
                let row = states[ranges[index].lowerBound + position]
                weights.tokens.expandRow(token, kernels: kernels, into: row)
                weights.positions.expandRow(position, kernels: kernels, into: sum.pointer)
                weights.tokenTypes.expandRow(0, kernels: kernels, into: sum + size)
                kernels.pointee.add(sum.pointer, size, row)
                kernels.pointee.add(sum + size, size, row)
                normalize(row, weights.embeddingNorm)
            }
        }
    }

    /// states = norm(states + change).
    private func addAndNormalize(_ change: Rows, _ norm: Weights.Norm, _ states: Rows) {
        compute.forEachRow(states.count) { row in
            compute.kernels.pointee.add(change[row], states.width, states[row])
            normalize(states[row], norm)
        }
    }

    private func normalize(_ x: UnsafeMutablePointer<Float>, _ norm: Weights.Norm) {
        compute.kernels.pointee.layer_norm(
            x, norm.weight.pointer, norm.bias.map { UnsafePointer($0.pointer) }, configuration.embeddingSize,
            Float(configuration.normalizationEpsilon), x)
    }
}

/// The space that a pass over `tokenCount` tokens works in.
private struct Space {
    let tokenCount: Int
    let states: FloatBuffer
    let change: FloatBuffer
    let heads: FloatBuffer
    let inner: FloatBuffer

    init(_ configuration: EncoderConfiguration, tokenCount: Int) {
        let size = configuration.embeddingSize
        self.tokenCount = tokenCount
        states = FloatBuffer(count: tokenCount * size)
        change = FloatBuffer(count: tokenCount * size)
        heads = FloatBuffer(count: 3 * tokenCount * size)
        inner = FloatBuffer(count: tokenCount * max(size, configuration.feedForwardSize))
    }
}
