import Generation

/// Where the Llama family (Llama, Mistral, Qwen, Gemma, Phi-3 and those that copy their names) keeps its weights.
///
/// Touvron et al. 2023.
struct LlamaNames: WeightNames {
    private let configuration: ModelConfiguration

    init(_ configuration: ModelConfiguration) { self.configuration = configuration }

    var embedding: String { "model.embed_tokens" }
    var positions: String { "" }
    var finalNorm: String { "model.norm" }
    var unembedding: String { "lm_head" }
    var rotaryFactors: String { "model.rope_factors" }
    var isTransposed: Bool { false }

    func block(_ layer: Int) -> BlockNames {
        let block = "model.layers.\(layer)."
        let attention = block + "self_attn."
        let isFused = configuration.architecture == "phi3"
        let isStableLM = configuration.architecture == "stablelm"
        // With norms behind attention the same name is theirs.
        let isBefore = configuration.normPlacement == .before
        return BlockNames(
            attentionNorm: block + "input_layernorm",
            queryKeyValue: isFused
                ? .fused(attention + "qkv_proj")
                : .separate(query: attention + "q_proj", key: attention + "k_proj", value: attention + "v_proj"),
            attentionOutput: attention + "o_proj",
            feedForwardNorm: block + (isBefore ? "post_attention_layernorm" : "pre_feedforward_layernorm"),
            gate: block + "mlp.gate_proj", up: block + "mlp.up_proj", down: block + "mlp.down_proj",
            attentionPostNorm: block + "post_attention_layernorm",
            feedForwardPostNorm: block + "post_feedforward_layernorm",
            queryNorm: attention + (isStableLM ? "q_layernorm.norms." : "q_norm"),
            keyNorm: attention + (isStableLM ? "k_layernorm.norms." : "k_norm"),
            gateAndUp: isFused ? block + "mlp.gate_up_proj" : nil)
    }
}

extension ModelConfiguration {
    /// Llama, from 1 to 3.3, and every model that says it is one.
    static func llama(_ json: JSON, _ reader: ConfigurationReader) throws(Failure) -> ModelConfiguration {
        try llamaLike("llama", json, reader)
    }

    /// Mistral: a Llama whose queries see a window.
    static func mistral(_ json: JSON, _ reader: ConfigurationReader) throws(Failure) -> ModelConfiguration {
        var configuration = try llamaLike("mistral", json, reader)
        try configuration.readWindows(json, reader, size: json["sliding_window"]?.integer) { _ in true }
        return configuration
    }
}
