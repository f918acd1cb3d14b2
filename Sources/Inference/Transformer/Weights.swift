import Generation
import Kernels

/// Everything that a checkpoint knows about a transformer, by its role in the forward pass.
struct Weights: Sendable {
    /// One block: attention, then the MLP, each with its norms.
    struct Block: Sendable {
        /// Before attention.
        let attentionNorm: Norm?
        /// Behind attention.
        let attentionPostNorm: Norm?
        /// Of queries and keys, each with a weight for one head's elements or for all heads'.
        let queryNorm: Norm?
        let keyNorm: Norm?
        /// One after the other they make `[queries of all heads | keys of all KV heads | values of all KV heads]`.
        var queryKeyValue: [Linear]
        /// `[heads × head size]` to `[embedding]`.
        var attentionOutput: Linear
        /// Before the MLP.
        let feedForwardNorm: Norm?
        /// Behind the MLP.
        let feedForwardPostNorm: Norm?
        /// `[embedding]` to `[inner]`; only in a gated MLP.
        var gate: Linear?
        /// `[embedding]` to `[inner]`.
        var up: Linear
        /// `[inner]` to `[embedding]`.
        var down: Linear
    }

    /// A norm's parameters.
    struct Norm: Sendable {
        /// `[embedding]`.
        let weight: Vector
        /// `[embedding]`.
        let bias: Vector?
    }

    /// `[token, embedding]`.
    let embedding: Matrix
    /// `[position, embedding]`; nil with rotary positions.
    let positions: Matrix?
    var blocks: [Block]
    let finalNorm: Norm
    /// `[embedding]` to `[token]`.
    var unembedding: Linear
    /// What each rotary frequency is divided by, `[rotary dimensions / 2]`; only where the checkpoint brings its own.
    let rotaryFactors: Vector?
    /// Keeps the mapped file alive.
    let checkpoint: any Checkpoint
}

extension Weights {
    /// Finds the weights of any family that mirilla runs.
    init(_ files: ModelFiles) throws(Failure) {
        let names: any WeightNames
        switch (files.layout, files.configuration.architecture) {
        case (.gguf, _): names = GGUFNames(files.configuration)
        case (_, "gpt2"):
            names = GPT2Names(checkpoint: files.checkpoint, isTransposed: files.layout == .huggingFace)
        case (_, "gpt_neox"): names = GPTNeoXNames(checkpoint: files.checkpoint)
        case (_, _): names = LlamaNames(files.configuration)
        }
        self = try WeightReader(
            configuration: files.configuration, checkpoint: files.checkpoint, names: names
        ).readAll()
    }
}

extension Weights {
    /// Every matrix, the unembedding only where it has weights of its own.
    var matrices: [Matrix] {
        var matrices = [embedding]
        if let positions { matrices.append(positions) }
        matrices += layerMatrices
        if unembedding.matrix.weights.weights != embedding.weights.weights { matrices.append(unembedding.matrix) }
        return matrices
    }

    /// Those of the layers: what every token of a prompt is multiplied with.
    var layerMatrices: [Matrix] {
        blocks.flatMap { block in
            block.queryKeyValue.map(\.matrix)
                + [block.attentionOutput, block.gate, block.up, block.down].compactMap(\.?.matrix)
        }
    }

    private var vectors: [Vector?] {
        var norms: [Norm?] = [finalNorm]
        for block in blocks {
            norms += [block.attentionNorm, block.attentionPostNorm, block.queryNorm, block.keyNorm]
            norms.append(block.feedForwardPostNorm)
            // Families whose parts share a norm have it once.
            let isShared = block.feedForwardNorm?.weight.pointer == block.attentionNorm?.weight.pointer
            if !isShared { norms.append(block.feedForwardNorm) }
        }
        let linears = blocks.flatMap { $0.queryKeyValue + [$0.attentionOutput, $0.up, $0.down] }
        return norms.compactMap { $0 }.flatMap { [$0.weight, $0.bias] } + linears.map(\.bias)
            + blocks.map { $0.gate?.bias }
    }

    /// How many numbers were learned.
    var parameterCount: Int {
        matrices.reduce(0) { $0 + $1.inputs * $1.outputs } + vectors.reduce(0) { $0 + ($1?.count ?? 0) }
    }

    /// How most of the weights are stored.
    var dominantType: ElementType {
        var counts: [ElementType: Int] = [:]
        for matrix in matrices { counts[matrix.type, default: 0] += matrix.inputs * matrix.outputs }
        return counts.max { $0.value < $1.value }?.key ?? .f32
    }
}
