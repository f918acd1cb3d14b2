#!/usr/bin/env python3
"""Makes a tiny model of every family with random weights, odd sizes and unusual switches, and what transformers computes for it.

    make_family_models.py [FOLDER]              (default: Tests/InferenceTests/Fixtures/families)
    make_family_models.py --whole FOLDER        the same with tokenizers and figures for a check from outside

FOLDER/NAME/config.json and model.safetensors are the model as Hugging Face stores it (weights in BF16, which the reference has too); under
`reference.…` the file holds the ids of a text (F32), its logits [T, V], patterns [L, H, T, T] and residual stream [L + 1, T, E] (the
last one after the final norm). FOLDER/NAME.gguf is the same model under ggml's names, matrices in BF16. The same every time.

Needs torch, transformers and gguf.
"""
import json, os, sys

import gguf
import numpy as np
import torch
import transformers as hf
from safetensors.torch import save_file

COMMON = dict(vocab_size=59, num_hidden_layers=2, pad_token_id=None, bos_token_id=0, eos_token_id=58)


def llama_like(kind, **options):
    return {**COMMON, "hidden_size": 24, "intermediate_size": 40, "num_attention_heads": 6, "num_key_value_heads": 2,
            "max_position_embeddings": 128, "rms_norm_eps": 1e-5, "model_type": kind, **options}


def rope(kind="default", theta=10000.0, **options):
    return {"rope_type": kind, "rope_theta": theta, **options}


# Each: configuration, GGUF architecture, further GGUF metadata.
FAMILIES = {
    "llama3": (llama_like("llama", head_dim=8, tie_word_embeddings=True, attention_bias=True, mlp_bias=True, rope_parameters=rope(
        "llama3", 5e5, factor=32.0, low_freq_factor=1.0, high_freq_factor=4.0, original_max_position_embeddings=8192)), "llama", {}),
    "mistral": (llama_like("mistral", head_dim=10, sliding_window=7, rope_parameters=rope(theta=1e6)), "llama", {}),
    "qwen2": (llama_like("qwen2", use_sliding_window=True, sliding_window=9, max_window_layers=1, rope_parameters=rope(
        "yarn", 1e4, factor=4.0, original_max_position_embeddings=32)), None, {}),
    "qwen2-plain": (llama_like("qwen2", tie_word_embeddings=True, rope_parameters=rope(
        "yarn", 1e4, factor=4.0, original_max_position_embeddings=32)), "qwen2", {}),
    "qwen3": (llama_like("qwen3", head_dim=14, tie_word_embeddings=True, attention_bias=False, rope_parameters=rope(
        "linear", 1e6, factor=2.0)), "qwen3", {}),
    "gemma2": (llama_like("gemma2", num_hidden_layers=3, head_dim=6, sliding_window=5, query_pre_attn_scalar=6, attn_logit_softcapping=3.0,
                          final_logit_softcapping=5.0, rope_parameters=rope()), "gemma2", {}),
    "gemma2-scalar": (llama_like("gemma2", head_dim=8, sliding_window=5, query_pre_attn_scalar=11, attn_logit_softcapping=2.0,
                                 final_logit_softcapping=None, hidden_activation="gelu_pytorch_tanh", rope_parameters=rope()), None, {}),
    "gemma3": (llama_like("gemma3_text", num_hidden_layers=6, hidden_size=20, intermediate_size=28, num_attention_heads=4, num_key_value_heads=1,
                          head_dim=6, sliding_window=5, query_pre_attn_scalar=6,
                          rope_parameters={"full_attention": rope("linear", 1e6, factor=8.0), "sliding_attention": rope(theta=1e4)}), "gemma3", {}),
    "phi3": (llama_like("phi3", sliding_window=9, hidden_size=48, original_max_position_embeddings=64, rope_parameters=dict(
        rope("longrope", 1e4, short_factor=[1.0, 1.5], long_factor=[3.0, 4.0], partial_rotary_factor=0.5,
             original_max_position_embeddings=64), )), "phi3", {}),
    "olmo2": (llama_like("olmo2", rope_parameters=rope(theta=5e5)), "olmo2", {}),
    "stablelm": (llama_like("stablelm", hidden_size=48, use_qkv_bias=True, qk_layernorm=True, layer_norm_eps=1e-5, rope_parameters=rope(
        partial_rotary_factor=0.25)), "stablelm", {}),
    "stablelm-parallel": (llama_like("stablelm", hidden_size=48, use_qkv_bias=False, use_parallel_residual=True, layer_norm_eps=1e-5,
                                     rope_parameters=rope(partial_rotary_factor=0.5)), "stablelm", {}),
    "gpt-neox": ({**COMMON, "model_type": "gpt_neox", "hidden_size": 40, "intermediate_size": 52, "num_attention_heads": 5, "max_position_embeddings": 96,
                  "layer_norm_eps": 1e-5, "hidden_act": "gelu", "use_parallel_residual": True, "rope_parameters": rope(partial_rotary_factor=0.25)}, "gptneox", {}),
    "gpt-neox-serial": ({**COMMON, "model_type": "gpt_neox", "hidden_size": 40, "intermediate_size": 52, "num_attention_heads": 5, "max_position_embeddings": 96,
                         "layer_norm_eps": 1e-5, "hidden_act": "gelu", "use_parallel_residual": False, "attention_bias": False,
                         "rope_parameters": rope(partial_rotary_factor=0.5)}, "gptneox", {}),
    "smollm": (llama_like("llama", num_attention_heads=3, num_key_value_heads=1, tie_word_embeddings=True, rope_parameters=rope(
        "dynamic", 1e5, factor=2.0)), "llama", {}),
    # A text that is longer than the original context.
    "phi3-long": (llama_like("phi3", hidden_size=36, original_max_position_embeddings=16, rope_parameters=rope(
        "longrope", 1e4, short_factor=[1.0, 1.5, 2.0], long_factor=[3.0, 4.0, 6.0], original_max_position_embeddings=16)), "phi3", {}),
}

NAMES = [("model.embed_tokens", "token_embd"), ("gpt_neox.embed_in", "token_embd"), ("gpt_neox.final_layer_norm", "output_norm"), ("embed_out", "output"),
         ("model.norm", "output_norm"), ("lm_head", "output"), ("model.layers.", "blk."), ("gpt_neox.layers.", "blk."),
         ("self_attn.q_proj", "attn_q"), ("self_attn.k_proj", "attn_k"), ("self_attn.v_proj", "attn_v"), ("self_attn.o_proj", "attn_output"),
         ("self_attn.qkv_proj", "attn_qkv"), ("attention.query_key_value", "attn_qkv"), ("attention.dense", "attn_output"),
         ("self_attn.q_norm", "attn_q_norm"), ("self_attn.k_norm", "attn_k_norm"), ("mlp.gate_up_proj", "ffn_up"), ("mlp.gate_proj", "ffn_gate"),
         ("mlp.up_proj", "ffn_up"), ("mlp.down_proj", "ffn_down"), ("mlp.dense_h_to_4h", "ffn_up"), ("mlp.dense_4h_to_h", "ffn_down"),
         ("input_layernorm", "attn_norm"), ("pre_feedforward_layernorm", "ffn_norm"), ("post_feedforward_layernorm", "post_ffw_norm")]


def ggml_name(key, kind):
    after = kind in ("gemma2", "gemma3_text", "olmo2")
    for theirs, ours in NAMES + [("post_attention_layernorm", "post_attention_norm" if after else "ffn_norm")]:
        key = key.replace(theirs, ours)
    return key


def write_gguf(path, model, architecture):
    config = model.config
    rope = config.rope_parameters
    full = rope.get("full_attention", rope)
    heads, keys = config.num_attention_heads, getattr(config, "num_key_value_heads", config.num_attention_heads)
    size = getattr(config, "head_dim", None) or config.hidden_size // heads
    writer = gguf.GGUFWriter(path, architecture)
    writer.add_context_length(config.max_position_embeddings)
    writer.add_embedding_length(config.hidden_size)
    writer.add_feed_forward_length(config.intermediate_size)
    writer.add_block_count(config.num_hidden_layers)
    writer.add_head_count(heads)
    writer.add_head_count_kv(keys)
    writer.add_key_length(size)
    writer.add_value_length(size)
    writer.add_vocab_size(config.vocab_size)
    writer.add_rope_dimension_count(int(size * full.get("partial_rotary_factor", 1.0)))
    writer.add_rope_freq_base(full["rope_theta"])
    if architecture in ("gptneox", "stablelm"):
        writer.add_layer_norm_eps(config.layer_norm_eps)
        writer.add_parallel_residual(config.use_parallel_residual)
    else:
        writer.add_layer_norm_rms_eps(config.rms_norm_eps)
    if full["rope_type"] == "linear":
        writer.add_rope_scaling_type(gguf.RopeScalingType.LINEAR)
        writer.add_rope_scaling_factor(full["factor"])
    if full["rope_type"] == "yarn":
        writer.add_rope_scaling_type(gguf.RopeScalingType.YARN)
        writer.add_rope_scaling_factor(full["factor"])
        writer.add_rope_scaling_orig_ctx_len(full["original_max_position_embeddings"])
    if getattr(config, "sliding_window", None):
        writer.add_sliding_window(config.sliding_window)
    if architecture == "gemma2":
        writer.add_attn_logit_softcapping(config.attn_logit_softcapping)
        writer.add_final_logit_softcapping(config.final_logit_softcapping)
    if full["rope_type"] == "longrope":
        writer.add_rope_scaling_orig_ctx_len(full["original_max_position_embeddings"])
        writer.add_tensor("rope_factors_short.weight", np.array(full["short_factor"], dtype=np.float32))
        writer.add_tensor("rope_factors_long.weight", np.array(full["long_factor"], dtype=np.float32))
    if full["rope_type"] == "llama3":
        angles = full["rope_theta"] ** -(np.arange(0, size, 2) / size)
        turns = full["original_max_position_embeddings"] * angles / (2 * np.pi)
        smooth = np.clip((turns - full["low_freq_factor"]) / (full["high_freq_factor"] - full["low_freq_factor"]), 0, 1)
        writer.add_tensor("rope_freqs.weight", (1 / ((1 - smooth) / full["factor"] + smooth)).astype(np.float32))
    state = dict(model.state_dict())
    for part in ("q", "k"):
        for layer in range(config.num_hidden_layers):
            name = f"model.layers.{layer}.self_attn.{part}_layernorm.norms."
            norms = [state.pop(f"{name}{head}.weight") for head in range(heads if part == "q" else keys) if f"{name}{head}.weight" in state]
            if norms:
                state[f"blk.{layer}.attn_{part}_norm.weight"] = torch.stack(norms)
    for key, value in state.items():
        data = value.float().numpy()
        if key.startswith("lm_head") and config.tie_word_embeddings:
            continue
        if "query_key_value" in key:
            data = data.reshape(heads, 3, size, -1).swapaxes(0, 1).reshape(data.shape)
        if architecture == "llama" and ("q_proj" in key or "k_proj" in key):
            count = heads if "q_proj" in key else keys
            data = data.reshape(count, 2, size // 2, -1).swapaxes(1, 2).reshape(data.shape)
        if architecture in ("gemma2", "gemma3") and key.endswith("norm.weight"):
            data = data + 1
        data = np.ascontiguousarray(data)
        if data.ndim == 2 and "norm" not in key:
            writer.add_tensor(ggml_name(key, config.model_type), gguf.quants.quantize(data, gguf.GGMLQuantizationType.BF16), raw_dtype=gguf.GGMLQuantizationType.BF16)
        else:
            writer.add_tensor(ggml_name(key, config.model_type), data)
    return writer


def make(name):
    options, architecture, _ = FAMILIES[name]
    config = hf.AutoConfig.for_model(options["model_type"], **{key: value for key, value in options.items() if key != "model_type"})
    torch.manual_seed(list(FAMILIES).index(name))
    model = hf.AutoModelForCausalLM.from_config(config, attn_implementation="eager").float().eval()
    with torch.no_grad():
        for key, parameter in model.named_parameters():  # larger than the usual start, so that a mistake is seen
            middle = 1.0 if parameter.ndim == 1 and key.endswith("weight") and "gemma" not in options["model_type"] else 0.0
            parameter.copy_((torch.randn_like(parameter) * 0.3 + middle).bfloat16().float())
    return model, architecture


def pieces(count, used=()):
    """One piece a character, and with the ids of a text the one merge that a tokenizer needs, of pieces that are not in the text."""
    written = ["<begin>"] + ["Ġ"] + list("abcdefghijklmnopqrstuvwxyz0123456789.,!?-+*/()=:;ABCDEFGHIJKLMN")[:count - 3] + ["<end>"]
    left, right, both = [id for id in range(2, count - 1) if id not in used][:3]
    merge = written[left], written[right]
    written[both] = "".join(merge)
    return written, " ".join(merge)


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    whole = "--whole" in sys.argv
    rest = [argument for argument in sys.argv[1:] if argument != "--whole"]
    folder = rest[0] if rest else os.path.join(here, "../Tests/InferenceTests/Fixtures/families")
    for name in FAMILIES:
        model, architecture = make(name)
        path = os.path.join(folder, name)
        os.makedirs(path, exist_ok=True)
        torch.manual_seed(1)
        ids = torch.randint(1, 58, (1, 24))
        with torch.no_grad():
            result = model(ids, output_attentions=True, output_hidden_states=True)
        reference = {"ids": ids[0].float(), "logits": result.logits[0], "patterns": torch.cat(result.attentions), "residuals": torch.cat(result.hidden_states)}
        tensors = {key: value.bfloat16() for key, value in model.state_dict().items() if not (key == "lm_head.weight" and model.config.tie_word_embeddings)}
        if name == "gpt-neox":  # as the hub's files have it
            tensors["embed_out.weight"] = tensors.pop("lm_head.weight")
        if whole:
            golden = {"prompt.ids": reference["ids"].int(), "prompt.logits": reference["logits"], "prompt.attentions": reference["patterns"].reshape(len(result.attentions), -1, 24, 24),
                      "prompt.hidden_states": reference["residuals"]}
            save_file({key: value.clone().contiguous() for key, value in golden.items()}, os.path.join(path, "golden.safetensors"))
            written, merge = pieces(59, ids[0].tolist())
            text = "".join(written[id] for id in ids[0].tolist()).replace("Ġ", " ")
            json.dump({"prompts": [{"name": "prompt", "prompt": text, "ids": ids[0].tolist()}]}, open(os.path.join(path, "golden.json"), "w"))
            json.dump({"added_tokens": [{"id": 0, "content": "<begin>", "special": True}, {"id": 58, "content": "<end>", "special": True}],
                       "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": False}, "decoder": {"type": "ByteLevel"},
                       "model": {"type": "BPE", "vocab": {piece: id for id, piece in enumerate(written)}, "merges": [merge]}}, open(os.path.join(path, "tokenizer.json"), "w"))
        else:
            tensors |= {"reference." + key: value for key, value in reference.items()}
        save_file({key: value.clone().contiguous() for key, value in tensors.items()}, os.path.join(path, "model.safetensors"))
        config = {key: value for key, value in model.config.to_dict().items() if key not in ("transformers_version", "id2label", "label2id")}
        json.dump(config, open(os.path.join(path, "config.json"), "w"), indent=1, sort_keys=True)
        if architecture:
            writer = write_gguf(path + ".gguf", model, architecture)
            if whole:
                writer.add_tokenizer_model("gpt2")
                writer.add_tokenizer_pre("gpt-2")
                writer.add_token_list(written)
                writer.add_token_types([3] + [1] * 57 + [3])
                writer.add_token_merges([merge])
            writer.write_header_to_file()
            writer.write_kv_data_to_file()
            writer.write_tensors_to_file()
            writer.close()
        print(name, sum(os.path.getsize(os.path.join(path, file)) for file in os.listdir(path)), flush=True)


if __name__ == "__main__":
    main()
