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
    let chunkSize: Int
    let configuration: ModelConfiguration
    let weights: Weights
    let compute: Compute
    let attention: Attention
    private var workspace: Workspace

    init(_ configuration: ModelConfiguration, weights: Weights, compute: Compute) {
        self.configuration = configuration
        self.weights = weights.interleaved(for: compute.kernels)
        self.compute = compute
        attention = Attention(configuration, compute: compute, rotaryFactors: weights.rotaryFactors)
        chunkSize = Workspace.chunkSize(configuration)
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
            let attentionInput = normalized(residual, block.attentionNorm, in: normal)
            probe.observe(.attentionNorm(layer: layer), attentionInput.values)
            compute.multiply(block.queryKeyValue, attentionInput, into: heads, next: block.attentionOutput)
            normalizeQueriesAndKeys(heads, block)
            attention.attend(heads, layer: layer, start: start, cache: cache, into: mixed)
            probe.observePattern(layer: layer, attention.newestPattern(keyCount: start + count))
            if configuration.isParallel { expand(residual, block, layer: layer, normal, into: inner, probe: &probe) }
            compute.multiply([block.attentionOutput], mixed, into: normal, next: block.up)
            if let norm = block.attentionPostNorm { normalize(normal, norm, into: normal) }
            probe.observe(.attention(layer: layer), normal.values)
            add(normal, to: residual)
            probe.observe(.residualAfterAttention(layer: layer), residual.values)

            if !configuration.isParallel { expand(residual, block, layer: layer, normal, into: inner, probe: &probe) }
            let isLast = layer + 1 == weights.blocks.count
            let next = isLast ? weights.unembedding : weights.blocks[layer + 1].queryKeyValue.first
            compute.multiply([block.down], inner, into: normal, next: next)
            if let norm = block.feedForwardPostNorm { normalize(normal, norm, into: normal) }
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
        unembed(residual, into: Rows(logits, count: positions.count, width: configuration.vocabularySize))
    }

    /// The logits of vectors behind the final norm: `[T, E]` to `[T, V]`.
    func unembed(_ x: Rows, into logits: Rows) {
        compute.multiply([weights.unembedding], x, into: logits)
        guard let cap = configuration.logitCap else { return }
        compute.forEachRow(x.count) { row in softCap(logits[row], count: logits.width, cap: Float(cap)) }
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
        let product = weights.unembedding.matrix.weights
        let isCopied = product.interleaved != nil && product.weights == weights.embedding.weights.weights
        for (row, token) in tokens.enumerated() {
            weights.embedding.expandRow(token, kernels: kernels, into: residual[row])
            // A row brings its neighbours into memory, up to two megabytes of them. Where products read a copy nobody needs them, and those
            // of a long text would soon be as much as the copy.
            if isCopied, (row + 1).isMultiple(of: 4) || row + 1 == tokens.count {
                weights.embedding.releaseRows(0..<weights.embedding.outputs)
            }
            if configuration.embeddingScale != 1 {
                for index in 0..<residual.width { residual[row][index] *= Float(configuration.embeddingScale) }
            }
            probe.observe(.tokenEmbedding, UnsafeBufferPointer(start: residual[row], count: residual.width))
            guard let positions = weights.positions else { continue }
            positions.expandRow(start + row, kernels: kernels, into: workspace.position.pointer)
            probe.observe(.positionEmbedding, workspace.position.values)
            kernels.pointee.add(workspace.position.pointer, residual.width, residual[row])
        }
    }

    /// y = norm(x); x and y may be the same.
    func normalize(_ x: Rows, _ norm: Weights.Norm, into y: Rows) {
        compute.forEachRow(x.count) { row in
            normalize(
                x[row], norm.weight.pointer, norm.bias.map { UnsafePointer($0.pointer) }, count: x.width, into: y[row])
        }
    }

    private func normalize(
        _ x: UnsafePointer<Float>, _ weight: UnsafePointer<Float>, _ bias: UnsafePointer<Float>?, count: Int,
        into y: UnsafeMutablePointer<Float>
    ) {
        let kernels = compute.kernels.pointee
        let epsilon = Float(configuration.normalizationEpsilon)
        switch configuration.normalization {
        case .layerNorm: kernels.layer_norm(x, weight, bias, count, epsilon, y)
        case .rmsNorm: kernels.rms_norm(x, weight, count, epsilon, y)
        }
    }

    /// norm(x) in `y`; x itself where there is no norm before this part.
    private func normalized(_ x: Rows, _ norm: Weights.Norm?, in y: Rows) -> Rows {
        guard let norm else { return x }
        normalize(x, norm, into: y)
        return y
    }

    /// Normalizes queries and keys, `[T, (H + 2K) D]`, each head for itself or all as one; weights may differ between heads.
    private func normalizeQueriesAndKeys(_ heads: Rows, _ block: Weights.Block) {
        guard let queryNorm = block.queryNorm, let keyNorm = block.keyNorm else { return }
        let size = configuration.headSize
        let widths = [configuration.headCount * size, configuration.keyValueHeadCount * size]
        compute.forEachRow(heads.count) { row in
            var start = heads[row]
            for (norm, width) in zip([queryNorm, keyNorm], widths) {
                let count = configuration.queryKeyNorm == .allHeads ? width : size
                for offset in stride(from: 0, to: width, by: count) {
                    let weight = norm.weight.pointer + (norm.weight.count == width ? offset : 0)
                    normalize(start + offset, weight, nil, count: count, into: start + offset)
                }
                start += width
            }
        }
    }

    private func add(_ y: Rows, to x: Rows) {
        compute.forEachRow(x.count) { row in compute.kernels.pointee.add(y[row], x.width, x[row]) }
    }

    /// The MLP's norm, then its inner layer: activation(up x), or activation(gate x) ∘ up x.
    private func expand(
        _ residual: Rows, _ block: Weights.Block, layer: Int, _ normal: Rows, into inner: Rows, probe: inout some Probe
    ) {
        let x = normalized(residual, block.feedForwardNorm, in: normal)
        probe.observe(.mlpNorm(layer: layer), x.values)
        defer { probe.observe(.mlpActivations(layer: layer), inner.values) }
        let kernels = compute.kernels.pointee
        switch configuration.feedForward {
        case .plain(let activation):
            compute.multiply([block.up], x, into: inner, next: block.down) { row, range in
                kernels.apply(activation, inner[row] + range.lowerBound, range.count)
            }
        case .gated(let activation):
            guard let gate = block.gate else { return }
            compute.multiplyGated(gate: gate, up: block.up, x, into: inner, next: block.down) { gate, up, count in
                kernels.apply(activation, gate, count)
                kernels.scale(up, count, gate)
            }
        }
    }
}

extension kernels {
    /// Applies the MLP's nonlinearity in place.
    func apply(_ activation: ModelConfiguration.Activation, _ x: UnsafeMutablePointer<Float>, _ count: Int) {
        switch activation {
        case .geluTanh: gelu_tanh(x, count)
        case .gelu: gelu(x, count)
        case .silu: silu(x, count)
        }
    }
}
