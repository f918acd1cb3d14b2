#!/usr/bin/env python3
"""Makes tiny models with random weights and odd sizes, and what Hugging Face transformers computes for them.

    make_tiny_models.py [FOLDER]        (default: Tests/InferenceTests/Fixtures/models)

Each NAME is one file, NAME.safetensors: the model's weights under Hugging Face's names and, under `reference.…`, the ids of a text
(F32), its logits [T, V], patterns [L, H, T, T], residual stream [L + 1, T, E] (the last one after the final norm) and 12 greedy
ids. The same every time, a few ten KB each. Needs torch and transformers.
"""
import os, sys

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


if __name__ == "__main__":
    main()
