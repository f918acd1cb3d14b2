import Generation

/// Everything that a checkpoint knows about an encoder, by its role in the forward pass.
struct EncoderWeights: Sendable {
    /// One block: attention, then the MLP, each with a norm behind it.
    struct Block: Sendable {
        /// One after the other they make `[queries | keys | values]` of all heads.
        let queryKeyValue: [Linear]
        let attentionOutput: Linear
        let attentionNorm: Weights.Norm
        /// `[embedding]` to `[inner]`.
        let up: Linear
        /// `[inner]` to `[embedding]`.
        let down: Linear
        let outputNorm: Weights.Norm
    }

    /// `[token, embedding]`.
    let tokens: Matrix
    /// `[position, embedding]`.
    let positions: Matrix
    /// `[token type, embedding]`.
    let tokenTypes: Matrix
    let embeddingNorm: Weights.Norm
    let blocks: [Block]
    let parameterCount: Int
}

extension EncoderWeights {
    /// Finds the tensors by their names in Hugging Face's `BertModel`, which some files begin with `bert.`.
    init(_ configuration: EncoderConfiguration, checkpoint: any Checkpoint) throws(Failure) {
        let prefix = checkpoint.tensor(named: "bert.embeddings.word_embeddings.weight") == nil ? "" : "bert."
        let size = configuration.embeddingSize
        func table(_ name: String, rows: Int) throws(Failure) -> Matrix {
            try Matrix(
                checkpoint.requiredTensor(named: "\(prefix)embeddings.\(name).weight"), inputs: size, outputs: rows)
        }
        func vector(_ name: String, count: Int) throws(Failure) -> Vector {
            try Vector(checkpoint.requiredTensor(named: prefix + name), count: count)
        }
        func linear(_ name: String, inputs: Int, outputs: Int) throws(Failure) -> Linear {
            Linear(
                matrix: try Matrix(
                    checkpoint.requiredTensor(named: "\(prefix)\(name).weight"), inputs: inputs, outputs: outputs),
                bias: try vector("\(name).bias", count: outputs))
        }
        func norm(_ name: String) throws(Failure) -> Weights.Norm {
            Weights.Norm(
                weight: try vector("\(name).weight", count: size), bias: try vector("\(name).bias", count: size))
        }
        tokens = try table("word_embeddings", rows: configuration.vocabularySize)
        positions = try table("position_embeddings", rows: configuration.positionCount)
        tokenTypes = try table("token_type_embeddings", rows: configuration.tokenTypeCount)
        embeddingNorm = try norm("embeddings.LayerNorm")
        var blocks: [Block] = []
        for layer in 0..<configuration.layerCount {
            let block = "encoder.layer.\(layer)."
            blocks.append(
                Block(
                    queryKeyValue: [
                        try linear(block + "attention.self.query", inputs: size, outputs: size),
                        try linear(block + "attention.self.key", inputs: size, outputs: size),
                        try linear(block + "attention.self.value", inputs: size, outputs: size),
                    ],
                    attentionOutput: try linear(block + "attention.output.dense", inputs: size, outputs: size),
                    attentionNorm: try norm(block + "attention.output.LayerNorm"),
                    up: try linear(
                        block + "intermediate.dense", inputs: size, outputs: configuration.feedForwardSize),
                    down: try linear(block + "output.dense", inputs: configuration.feedForwardSize, outputs: size),
                    outputNorm: try norm(block + "output.LayerNorm")))
        }
        self.blocks = blocks
        let tables = configuration.vocabularySize + configuration.positionCount + configuration.tokenTypeCount
        let block = 4 * size * (size + 1) + configuration.feedForwardSize * (2 * size + 1) + 5 * size
        parameterCount = (tables + 2) * size + configuration.layerCount * block
    }
}
