import Generation
import Kernels

/// A decoder-only transformer.
///
/// One forward pass serves every family; what differs between them is data in `ModelConfiguration`, what a checkpoint brings is in
/// `Weights`. T is the number of tokens of one pass, E the embedding size, H heads, K KV heads, D the head size, F the MLP's inner
/// size, V the vocabulary.
///
/// Not safe to use from two threads at once: it owns the space that a pass works in.
final class Transformer {
    /// How many tokens go through at once; a longer prompt is cut, which also is where it can be stopped.
    static let chunkSize = 256

    let configuration: ModelConfiguration
    let weights: Weights
    let compute: Compute
    let attention: Attention
    private var workspace: Workspace

    init(_ configuration: ModelConfiguration, weights: Weights, compute: Compute) {
        self.configuration = configuration
        self.weights = weights
        self.compute = compute
        attention = Attention(
            configuration, compute: compute,
            rotary: RotaryPositions(configuration.positions, factors: weights.rotaryFactors))
        workspace = Workspace(configuration, tokenCount: 1)
    }

    /// Puts tokens behind those in the cache and remembers what they leave there; at most `chunkSize` of them.
    func forward(_ tokens: ArraySlice<TokenID>, cache: KeyValueCache, probe: inout some Probe) {
        let start = cache.count
        let count = tokens.count
        cache.append(tokens)
        if workspace.tokenCount < count { workspace = Workspace(configuration, tokenCount: count) }
        let residual = Rows(workspace.residual, count: count, width: configuration.embeddingSize)  // [T, E]
        let normal = Rows(workspace.normal, count: count, width: configuration.embeddingSize)  // [T, E]
        let heads = Rows(workspace.heads, count: count, width: attention.inputWidth)  // [T, (H + 2K) D]
        let mixed = Rows(workspace.mixed, count: count, width: attention.outputWidth)  // [T, H D]
        let inner = Rows(workspace.inner, count: count, width: configuration.feedForwardSize)  // [T, F]

        embed(tokens, at: start, into: residual, probe: &probe)
        probe.observe(.embedding, residual.values)
        for (layer, block) in weights.blocks.enumerated() {
            normalize(residual, block.attentionNorm, into: normal)
            probe.observe(.attentionNorm(layer: layer), normal.values)
            compute.multiply(block.queryKeyValue, normal, into: heads)
            attention.attend(heads, layer: layer, start: start, cache: cache, into: mixed)
            probe.observePattern(layer: layer, attention.newestPattern(keyCount: start + count))
            compute.multiply([block.attentionOutput], mixed, into: normal)
            probe.observe(.attention(layer: layer), normal.values)
            add(normal, to: residual)
            probe.observe(.residualAfterAttention(layer: layer), residual.values)

            normalize(residual, block.feedForwardNorm, into: normal)
            probe.observe(.mlpNorm(layer: layer), normal.values)
            expand(normal, block, into: inner)
            probe.observe(.mlpActivations(layer: layer), inner.values)
            compute.multiply([block.down], inner, into: normal)
            if cache.switchedOff.mlps.contains(layer) { normal.clear() }
            probe.observe(.mlp(layer: layer), normal.values)
            add(normal, to: residual)
            probe.observe(.residual(layer: layer), residual.values)
        }

        let last = Rows(cache.finalResidual(at: start), count: count, width: configuration.embeddingSize)
        normalize(residual, weights.finalNorm, into: last)
        probe.observe(.finalNorm, last.values)
    }

    /// The logits of remembered positions, `[position, V]`.
    func logits(_ positions: Range<Int>, cache: KeyValueCache, into logits: UnsafeMutablePointer<Float>) {
        let residual = Rows(
            cache.finalResidual(at: positions.lowerBound), count: positions.count, width: configuration.embeddingSize)
        compute.multiply(
            [weights.unembedding], residual,
            into: Rows(logits, count: positions.count, width: configuration.vocabularySize))
    }

    /// The logits of one remembered position, `[V]`.
    func logits(at position: Int, cache: KeyValueCache) -> [Float] {
        [Float](unsafeUninitializedCapacity: configuration.vocabularySize) { buffer, count in
            guard let start = buffer.baseAddress else { return }
            logits(position..<position + 1, cache: cache, into: start)
            count = configuration.vocabularySize
        }
    }

    // MARK: - Parts of a block

    private func embed(
        _ tokens: ArraySlice<TokenID>, at start: Int, into residual: Rows, probe: inout some Probe
    ) {
        let kernels = compute.kernels
        for (row, token) in tokens.enumerated() {
            weights.embedding.expandRow(token, kernels: kernels, into: residual[row])
            probe.observe(.tokenEmbedding, UnsafeBufferPointer(start: residual[row], count: residual.width))
            guard let positions = weights.positions else { continue }
            positions.expandRow(start + row, kernels: kernels, into: workspace.position.pointer)
            probe.observe(.positionEmbedding, workspace.position.values)
            kernels.pointee.add(workspace.position.pointer, residual.width, residual[row])
        }
    }

    func normalize(_ x: Rows, _ norm: Weights.Norm, into y: Rows) {
        let kernels = compute.kernels.pointee
        let epsilon = Float(configuration.normalizationEpsilon)
        compute.forEachRow(x.count) { row in
            switch configuration.normalization {
            case .layerNorm:
                kernels.layer_norm(x[row], norm.weight.pointer, norm.bias?.pointer, x.width, epsilon, y[row])
            case .rmsNorm:
                kernels.rms_norm(x[row], norm.weight.pointer, x.width, epsilon, y[row])
            }
        }
    }

    private func add(_ y: Rows, to x: Rows) {
        compute.forEachRow(x.count) { row in compute.kernels.pointee.add(y[row], x.width, x[row]) }
    }

    /// The MLP's inner layer: activation(up x), or activation(gate x) ∘ up x.
    private func expand(_ x: Rows, _ block: Weights.Block, into inner: Rows) {
        let kernels = compute.kernels.pointee
        switch configuration.feedForward {
        case .plain(let activation):
            compute.multiply([block.up], x, into: inner) { row, range in
                kernels.apply(activation, inner[row] + range.lowerBound, range.count)
            }
        case .gated(let activation):
            guard let gate = block.gate else { return }
            let up = Rows(workspace.up, count: x.count, width: inner.width)
            compute.multiply([block.up], x, into: up)
            compute.multiply([gate], x, into: inner) { row, range in
                kernels.apply(activation, inner[row] + range.lowerBound, range.count)
                kernels.scale(up[row] + range.lowerBound, range.count, inner[row] + range.lowerBound)
            }
        }
    }
}

extension kernels {
    /// Applies the MLP's nonlinearity in place.
    fileprivate func apply(_ activation: ModelConfiguration.Activation, _ x: UnsafeMutablePointer<Float>, _ count: Int)
    {
        switch activation {
        case .geluTanh: gelu_tanh(x, count)
        case .gelu: gelu(x, count)
        case .silu: silu(x, count)
        }
    }
}
