/// Where GGUF files keep the weights of every family.
///
/// Every matrix is `[output, input]`. The names are ggml's: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
struct GGUFNames: WeightNames {
    private let configuration: ModelConfiguration

    init(_ configuration: ModelConfiguration) { self.configuration = configuration }

    var embedding: String { "token_embd" }
    var positions: String { "position_embd" }
    var finalNorm: String { "output_norm" }
    var unembedding: String { "output" }
    var rotaryFactors: String { "rope_freqs" }
    var isTransposed: Bool { false }

    func block(_ layer: Int) -> BlockNames {
        let block = "blk.\(layer)."
        let isFused = ["gpt2", "gpt_neox", "phi3"].contains(configuration.architecture)
        return BlockNames(
            attentionNorm: block + "attn_norm",
            queryKeyValue: isFused
                ? .fused(block + "attn_qkv")
                : .separate(query: block + "attn_q", key: block + "attn_k", value: block + "attn_v"),
            attentionOutput: block + "attn_output", feedForwardNorm: block + "ffn_norm", gate: block + "ffn_gate",
            up: block + "ffn_up", down: block + "ffn_down", attentionPostNorm: block + "post_attention_norm",
            feedForwardPostNorm: block + "post_ffw_norm", queryNorm: block + "attn_q_norm",
            keyNorm: block + "attn_k_norm",
            gateAndUp: configuration.architecture == "phi3" ? block + "ffn_up" : nil)
    }
}
