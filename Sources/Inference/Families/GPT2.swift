import Generation

/// Where GPT-2 and its relatives keep their weights.
///
/// Radford et al. 2019. Hugging Face's files store the projections `[input, output]` (`Conv1D`), some with a `transformer.` in front of every
/// name.
struct GPT2Names: WeightNames {
    private let prefix: String
    let isTransposed: Bool

    init(checkpoint: any Checkpoint, isTransposed: Bool) {
        self.isTransposed = isTransposed
        prefix = checkpoint.tensor(named: "transformer.wte.weight") == nil ? "" : "transformer."
    }

    var embedding: String { prefix + "wte" }
    var positions: String { prefix + "wpe" }
    var finalNorm: String { prefix + "ln_f" }
    var unembedding: String { "lm_head" }
    var rotaryFactors: String { "" }

    func block(_ layer: Int) -> BlockNames {
        let block = "\(prefix)h.\(layer)."
        return BlockNames(
            attentionNorm: block + "ln_1", queryKeyValue: .fused(block + "attn.c_attn"),
            attentionOutput: block + "attn.c_proj", feedForwardNorm: block + "ln_2", gate: "", up: block + "mlp.c_fc",
            down: block + "mlp.c_proj")
    }
}

extension ModelConfiguration {
    /// GPT-2.
    static func gpt2(_ json: JSON, _ reader: ConfigurationReader) throws(Failure) -> ModelConfiguration {
        try refuse(
            json, reader,
            ["scale_attn_weights": true, "scale_attn_by_inverse_layer_idx": false, "add_cross_attention": false])
        let embedding = try reader.count("n_embd", or: 768)
        let heads = try reader.count("n_head", or: 12)
        guard embedding.isMultiple(of: heads) else {
            throw Failure(
                .malformed, "the configuration is wrong", at: reader.location,
                expected: "n_embd to be a multiple of n_head",
                found: "\(embedding) and \(heads)")
        }
        return ModelConfiguration(
            architecture: "gpt2", layerCount: try reader.count("n_layer", or: 12, limit: layerLimit), headCount: heads,
            keyValueHeadCount: heads, headSize: embedding / heads, embeddingSize: embedding,
            feedForwardSize: try reader.count("n_inner", or: 4 * embedding),
            vocabularySize: try reader.count("vocab_size"),
            contextLimit: try reader.count("n_positions", or: json["n_ctx"]?.integer ?? 1024, limit: 1 << 30),
            normalization: .layerNorm, normalizationEpsilon: try reader.positive("layer_norm_epsilon", or: 1e-5),
            positions: .learned,
            feedForward: .plain(try activation(json["activation_function"]?.text ?? "gelu_new", reader)),
            tiesEmbeddings: json["tie_word_embeddings"]?.bool ?? true)
    }
}
