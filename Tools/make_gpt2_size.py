#!/usr/bin/env python3
"""Makes a model of GPT-2's real size (124 M parameters, 50,257 tokens) with random weights, to measure speed with.

    make_gpt2_size.py FOLDER [--tokenizer FOLDER_WITH_GPT2_TOKENIZER] [--gguf]

Writes FOLDER/model.safetensors (F32), config.json and, with --tokenizer, copies of the tokenizer's files. With --gguf also
FOLDER/gpt2-size-f16.gguf, -q8_0.gguf and -q4_0.gguf, with the vocabulary that the tokenizer's files hold. The random weights are the same every time.
Needs torch, transformers and, for --gguf, gguf.
"""
import argparse, json, os, shutil

import numpy as np
import torch
from transformers import GPT2Config, GPT2LMHeadModel

NAMES = {"wte": "token_embd", "wpe": "position_embd", "ln_f": "output_norm", "ln_1": "attn_norm", "ln_2": "ffn_norm",
         "attn.c_attn": "attn_qkv", "attn.c_proj": "attn_output", "mlp.c_fc": "ffn_up", "mlp.c_proj": "ffn_down"}


def gguf_name(name):
    name = name.removeprefix("transformer.")
    stem, kind = name.rsplit(".", 1)
    if stem.startswith("h."):
        _, layer, rest = stem.split(".", 2)
        return f"blk.{layer}.{NAMES[rest]}.{kind}"
    return f"{NAMES[stem]}.{kind}"


def write_gguf(path, model, config, quantization, tokenizer):
    import gguf
    writer = gguf.GGUFWriter(path, "gpt2")
    writer.add_name("GPT-2's size, random weights")
    writer.add_block_count(config.n_layer)
    writer.add_context_length(config.n_positions)
    writer.add_embedding_length(config.n_embd)
    writer.add_feed_forward_length(config.n_inner or 4 * config.n_embd)
    writer.add_head_count(config.n_head)
    writer.add_layer_norm_eps(config.layer_norm_epsilon)
    if tokenizer:
        vocabulary = json.load(open(os.path.join(tokenizer, "vocab.json"), encoding="utf-8"))
        pieces = sorted(vocabulary, key=vocabulary.get)
        merges = open(os.path.join(tokenizer, "merges.txt"), encoding="utf-8").read().splitlines()
        writer.add_tokenizer_model("gpt2")
        writer.add_tokenizer_pre("gpt-2")
        writer.add_token_list(pieces)
        writer.add_token_types([3 if piece == "<|endoftext|>" else 1 for piece in pieces])
        writer.add_token_merges([line for line in merges if line and not line.startswith("#version")])
        writer.add_bos_token_id(vocabulary["<|endoftext|>"])
        writer.add_eos_token_id(vocabulary["<|endoftext|>"])
    for name, tensor in model.state_dict().items():
        if name == "lm_head.weight" or name.endswith((".attn.bias", ".attn.masked_bias")):
            continue
        values = tensor.numpy()
        if any(part in name for part in ("c_attn.weight", "c_proj.weight", "c_fc.weight")):
            values = np.ascontiguousarray(values.T)
        if values.ndim == 2 and "wpe" not in name:
            kind = gguf.GGMLQuantizationType[quantization]
            writer.add_tensor(gguf_name(name), gguf.quants.quantize(values, kind), raw_dtype=kind)
        else:
            writer.add_tensor(gguf_name(name), values)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--tokenizer")
    parser.add_argument("--gguf", action="store_true")
    options = parser.parse_args()

    torch.manual_seed(42)
    config = GPT2Config()
    model = GPT2LMHeadModel(config)
    os.makedirs(options.folder, exist_ok=True)
    model.save_pretrained(options.folder, safe_serialization=True)
    if options.tokenizer:
        for name in os.listdir(options.tokenizer):
            shutil.copy(os.path.join(options.tokenizer, name), options.folder)
    if options.gguf:
        for quantization in ("F16", "Q8_0", "Q4_0"):
            path = os.path.join(options.folder, f"gpt2-size-{quantization.lower()}.gguf")
            write_gguf(path, model, config, quantization, options.tokenizer)


if __name__ == "__main__":
    main()
