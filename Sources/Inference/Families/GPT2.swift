/// Where GPT-2 and its relatives keep their weights.
///
/// Radford et al. 2019. Hugging Face's files store the projections `[input, output]` (their `Conv1D`), some with a `transformer.` in front of
/// every name; GGUF files store every matrix `[output, input]`.
struct GPT2Names: WeightNames {
    private let isGGUF: Bool
    private let prefix: String

    init(layout: ModelFiles.Layout, checkpoint: any Checkpoint) {
        isGGUF = layout == .gguf
        prefix = checkpoint.tensor(named: "transformer.wte.weight") == nil ? "" : "transformer."
    }

    var embedding: String { isGGUF ? "token_embd" : prefix + "wte" }
    var positions: String { isGGUF ? "position_embd" : prefix + "wpe" }
    var finalNorm: String { isGGUF ? "output_norm" : prefix + "ln_f" }
    var unembedding: String { isGGUF ? "output" : "lm_head" }
    var rotaryFactors: String { "rope_freqs" }
    var isTransposed: Bool { !isGGUF }

    func block(_ layer: Int) -> BlockNames {
        let block = isGGUF ? "blk.\(layer)." : "\(prefix)h.\(layer)."
        return BlockNames(
            attentionNorm: block + (isGGUF ? "attn_norm" : "ln_1"),
            queryKeyValue: .fused(block + (isGGUF ? "attn_qkv" : "attn.c_attn")),
            attentionOutput: block + (isGGUF ? "attn_output" : "attn.c_proj"),
            feedForwardNorm: block + (isGGUF ? "ffn_norm" : "ln_2"),
            gate: block + "ffn_gate",
            up: block + (isGGUF ? "ffn_up" : "mlp.c_fc"),
            down: block + (isGGUF ? "ffn_down" : "mlp.c_proj"))
    }
}
