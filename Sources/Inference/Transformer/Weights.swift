import Generation

/// Everything that a checkpoint knows about a transformer, by its role in the forward pass.
struct Weights: Sendable {
    /// One block: attention, then the MLP, each behind a norm.
    struct Block: Sendable {
        let attentionNorm: Norm
        /// One after the other they make `[queries of all heads | keys of all KV heads | values of all KV heads]`.
        let queryKeyValue: [Linear]
        /// `[heads × head size]` to `[embedding]`
        let attentionOutput: Linear
        let feedForwardNorm: Norm
        /// `[embedding]` to `[inner]`; only in a gated MLP.
        let gate: Linear?
        /// `[embedding]` to `[inner]`
        let up: Linear
        /// `[inner]` to `[embedding]`
        let down: Linear
    }

    /// A norm's parameters.
    struct Norm: Sendable {
        /// `[embedding]`
        let weight: Vector
        /// `[embedding]`
        let bias: Vector?
    }

    /// `[token, embedding]`
    let embedding: Matrix
    /// `[position, embedding]`; nil with rotary positions.
    let positions: Matrix?
    let blocks: [Block]
    let finalNorm: Norm
    /// `[embedding]` to `[token]`
    let unembedding: Linear
    /// What each rotary frequency is divided by, `[rotary dimensions / 2]`; only where the checkpoint brings its own.
    let rotaryFactors: Vector?
    /// Keeps the mapped file alive.
    let checkpoint: any Checkpoint
}

extension Weights {
    /// Finds the weights of any family that mirilla runs.
    init(_ files: ModelFiles) throws(Failure) {
        let names: any WeightNames
        switch files.configuration.architecture {
        case "gpt2": names = GPT2Names(layout: files.layout, checkpoint: files.checkpoint)
        default: names = LlamaNames(layout: files.layout)
        }
        self = try WeightReader(
            configuration: files.configuration, checkpoint: files.checkpoint, names: names).readAll()
    }
}
