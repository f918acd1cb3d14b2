#!/usr/bin/env python3
"""Makes tiny models with random weights and odd sizes, and what Hugging Face transformers computes for them.

    make_tiny_models.py [FOLDER]        (default: Tests/InferenceTests/Fixtures/models)

Each NAME is one file, NAME.safetensors: the model's weights under Hugging Face's names and, under `reference.…`, the ids of a text
(F32), its logits [T, V], patterns [L, H, T, T], residual stream [L + 1, T, E] (the last one after the final norm) and 12 greedy
ids. The same every time, a few ten KB each.

llama-TYPE.gguf is one Llama in F16, BF16, Q8_0 and Q4_0, with a tokenizer of words and a chat template; quantized-reference.safetensors
holds what transformers computes with the numbers that each file stores: `ids` (F32) and `TYPE.logits`.

Needs torch, transformers and gguf.
"""
import os, sys

import gguf
import numpy as np
import torch
from safetensors.torch import save_file
from transformers import GPT2Config, GPT2LMHeadModel, LlamaConfig, LlamaForCausalLM

LLAMA = dict(intermediate_size=36, num_hidden_layers=2, vocab_size=61, max_position_embeddings=128,
             bos_token_id=0, eos_token_id=60, pad_token_id=None)
MODELS = {
    "gpt2-tiny": lambda: GPT2LMHeadModel(GPT2Config(
        n_layer=2, n_head=3, n_embd=21, n_inner=50, vocab_size=67, n_positions=48, bos_token_id=66, eos_token_id=66)),
    "llama-gqa-scaled": lambda: LlamaForCausalLM(LlamaConfig(
        **LLAMA, hidden_size=24, num_attention_heads=6, num_key_value_heads=2, head_dim=6, tie_word_embeddings=False,
        rope_parameters=dict(rope_type="llama3", rope_theta=10000.0, factor=8.0, low_freq_factor=1.0, high_freq_factor=4.0,
                             original_max_position_embeddings=32))),
    "llama-biased": lambda: LlamaForCausalLM(LlamaConfig(
        **LLAMA, hidden_size=20, num_attention_heads=5, num_key_value_heads=5, tie_word_embeddings=True, attention_bias=True, mlp_bias=True,
        rope_parameters=dict(rope_type="linear", rope_theta=5000.0, factor=2.0))),
}


QUANTIZED = dict(f16=gguf.GGMLQuantizationType.F16, bf16=gguf.GGMLQuantizationType.BF16,
                 q8_0=gguf.GGMLQuantizationType.Q8_0, q4_0=gguf.GGMLQuantizationType.Q4_0)
GGUF_NAMES = {"model.embed_tokens": "token_embd", "model.norm": "output_norm", "lm_head": "output", "model.layers.": "blk.",
              "input_layernorm": "attn_norm", "post_attention_layernorm": "ffn_norm", "self_attn.q_proj": "attn_q",
              "self_attn.k_proj": "attn_k", "self_attn.v_proj": "attn_v", "self_attn.o_proj": "attn_output",
              "mlp.gate_proj": "ffn_gate", "mlp.up_proj": "ffn_up", "mlp.down_proj": "ffn_down"}


def interleaved(rows, heads):
    """The rows of q or k as GGUF files have them: element i of a head's half beside element i of the other."""
    return rows.reshape(heads, 2, -1, rows.shape[1]).swapaxes(1, 2).reshape(rows.shape)


def make_quantized(folder):
    torch.manual_seed(100)
    config = LlamaConfig(hidden_size=32, intermediate_size=64, num_hidden_layers=2, num_attention_heads=4, num_key_value_heads=2,
                         vocab_size=64, max_position_embeddings=64, tie_word_embeddings=False, rms_norm_eps=1e-5,
                         bos_token_id=0, eos_token_id=1, pad_token_id=None)
    model = LlamaForCausalLM(config).float().eval()
    original = {key: torch.randn_like(value) * 0.3 + (1.0 if value.ndim == 1 else 0.0) for key, value in model.state_dict().items()}
    ids = torch.randint(4, 64, (1, 24))
    reference = {"ids": ids[0].float()}
    for name, kind in QUANTIZED.items():
        path = os.path.join(folder, f"llama-{name}.gguf")
        writer = gguf.GGUFWriter(path, "llama")
        writer.add_context_length(64)
        writer.add_embedding_length(32)
        writer.add_feed_forward_length(64)
        writer.add_block_count(2)
        writer.add_head_count(4)
        writer.add_head_count_kv(2)
        writer.add_layer_norm_rms_eps(1e-5)
        writer.add_vocab_size(64)
        writer.add_tokenizer_model("gpt2")
        writer.add_tokenizer_pre("gpt-2")
        # Four markers, then letters, digits and what stands between them.
        pieces = ["<|begin|>", "<|end|>", "<|user|>", "<|system|>", "Ġ", "Ċ"] + list("abcdefghijklmnopqrstuvwxyz0123456789.,!?<|>/ABCDEFGHIJKLMN")
        writer.add_token_list(pieces)
        writer.add_token_types([3] * 4 + [1] * (len(pieces) - 4))
        writer.add_token_merges([])
        writer.add_bos_token_id(0)
        writer.add_eos_token_id(1)
        writer.add_chat_template("{% for m in messages %}<|{{ m.role }}|>{{ m.content }}<|end|>{% endfor %}<|begin|>")
        stored = {}
        for key, value in original.items():
            data, heads = value.numpy(), {"q_proj": 4, "k_proj": 2}.get(key.split(".")[-2])
            if value.ndim == 2:
                packed = gguf.quants.quantize(data, kind)
                stored[key] = torch.from_numpy(np.array(gguf.quants.dequantize(packed, kind), dtype=np.float32))
                data = gguf.quants.quantize(interleaved(data, heads), kind) if heads else packed
            else:
                stored[key] = value
            tensor = key
            for theirs, ours in GGUF_NAMES.items():
                tensor = tensor.replace(theirs, ours)
            writer.add_tensor(tensor, data, raw_dtype=kind if value.ndim == 2 else None)
        writer.write_header_to_file()
        writer.write_kv_data_to_file()
        writer.write_tensors_to_file()
        writer.close()
        model.load_state_dict(stored)
        with torch.no_grad():
            reference[name + ".logits"] = model(ids).logits[0].clone()
        print(f"llama-{name}.gguf", os.path.getsize(path))
    save_file(reference, os.path.join(folder, "quantized-reference.safetensors"))


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    folder = sys.argv[1] if len(sys.argv) > 1 else os.path.join(here, "../Tests/InferenceTests/Fixtures/models")
    os.makedirs(folder, exist_ok=True)
    for seed, (name, make) in enumerate(MODELS.items()):
        torch.manual_seed(seed)
        model = make().float().eval()
        model.set_attn_implementation("eager")
        with torch.no_grad():
            for parameter in model.parameters():  # larger than the usual start, so that a mistake is seen
                parameter.copy_(torch.randn_like(parameter) * 0.3 + (1.0 if parameter.ndim == 1 else 0.0))
            ids = torch.randint(0, model.config.vocab_size, (1, 24))
            result = model(ids, output_attentions=True, output_hidden_states=True)
            greedy = ids[:, :12]
            for _ in range(12):
                greedy = torch.cat([greedy, model(greedy).logits[:, -1:].argmax(-1)], dim=1)
        tensors = {key: value.contiguous() for key, value in model.state_dict().items()
                   if not (key == "lm_head.weight" and model.config.tie_word_embeddings)}
        tensors["reference.ids"] = ids[0].float()
        tensors["reference.logits"] = result.logits[0]
        tensors["reference.patterns"] = torch.cat(result.attentions)
        tensors["reference.residuals"] = torch.cat(result.hidden_states)
        tensors["reference.greedy"] = greedy[0, 12:].float()
        path = os.path.join(folder, name + ".safetensors")
        save_file({key: value.clone().contiguous() for key, value in tensors.items()}, path)
        print(name, os.path.getsize(path))
    make_quantized(folder)


if __name__ == "__main__":
    main()
