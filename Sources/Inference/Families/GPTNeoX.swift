import Generation

/// Where GPT-NeoX and Pythia keep their weights.
///
/// Black et al. 2022; Biderman et al. 2023.
struct GPTNeoXNames: WeightNames {
    /// The hub's files call the unembedding `embed_out`, files written by newer versions of transformers may not.
    let unembedding: String

    init(checkpoint: any Checkpoint) {
        unembedding = checkpoint.tensor(named: "lm_head.weight") == nil ? "embed_out" : "lm_head"
    }

    var embedding: String { "gpt_neox.embed_in" }
    var positions: String { "" }
    var finalNorm: String { "gpt_neox.final_layer_norm" }
    var rotaryFactors: String { "" }
    var isTransposed: Bool { false }

    func block(_ layer: Int) -> BlockNames {
        let block = "gpt_neox.layers.\(layer)."
        return BlockNames(
            attentionNorm: block + "input_layernorm",
            queryKeyValue: .fusedByHead(block + "attention.query_key_value"),
            attentionOutput: block + "attention.dense", feedForwardNorm: block + "post_attention_layernorm", gate: "",
            up: block + "mlp.dense_h_to_4h", down: block + "mlp.dense_4h_to_h")
    }
}

extension ModelConfiguration {
    /// GPT-NeoX: rotary positions for a quarter of each head, attention and the MLP side by side.
    static func gptNeoX(_ json: JSON, _ reader: ConfigurationReader) throws(Failure) -> ModelConfiguration {
        var configuration = try llamaLike(
            "gpt_neox", json, reader, epsilon: ("layer_norm_eps", 1e-5),
            base: json["rotary_emb_base"]?.number ?? 10_000, rotaryShare: json["rotary_pct"]?.number ?? 0.25)
        configuration.normalization = .layerNorm
        configuration.feedForward = .plain(try activation(json["hidden_act"]?.text ?? "gelu", reader))
        configuration.isParallel = json["use_parallel_residual"]?.bool ?? true
        return configuration
    }
}
