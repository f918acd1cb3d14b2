/// Where the Llama family (Llama, Mistral, Qwen2 and those that copy their names) keeps its weights.
///
/// Touvron et al. 2023.
struct LlamaNames: WeightNames {
    private let isGGUF: Bool

    init(layout: ModelFiles.Layout) {
        isGGUF = layout == .gguf
    }

    var embedding: String { isGGUF ? "token_embd" : "model.embed_tokens" }
    var positions: String { isGGUF ? "position_embd" : "model.embed_positions" }
    var finalNorm: String { isGGUF ? "output_norm" : "model.norm" }
    var unembedding: String { isGGUF ? "output" : "lm_head" }
    var rotaryFactors: String { isGGUF ? "rope_freqs" : "model.rope_factors" }
    var isTransposed: Bool { false }

    func block(_ layer: Int) -> BlockNames {
        isGGUF ? ggufBlock("blk.\(layer).") : huggingFaceBlock("model.layers.\(layer).")
    }

    private func huggingFaceBlock(_ block: String) -> BlockNames {
        BlockNames(
            attentionNorm: block + "input_layernorm",
            queryKeyValue: .separate(
                query: block + "self_attn.q_proj", key: block + "self_attn.k_proj", value: block + "self_attn.v_proj"),
            attentionOutput: block + "self_attn.o_proj",
            feedForwardNorm: block + "post_attention_layernorm",
            gate: block + "mlp.gate_proj",
            up: block + "mlp.up_proj",
            down: block + "mlp.down_proj")
    }

    private func ggufBlock(_ block: String) -> BlockNames {
        BlockNames(
            attentionNorm: block + "attn_norm",
            queryKeyValue: .separate(query: block + "attn_q", key: block + "attn_k", value: block + "attn_v"),
            attentionOutput: block + "attn_output",
            feedForwardNorm: block + "ffn_norm",
            gate: block + "ffn_gate",
            up: block + "ffn_up",
            down: block + "ffn_down")
    }
}
