#!/usr/bin/env python3
"""Compares quantized files that llama.cpp makes with llama.cpp and with transformers on the numbers that the files store.

    compare_quantized.py MIRILLA [TYPE ...]

A Llama with random weights, 256 wide, is quantized by llama.cpp to every type of file, and `mirilla trace` runs it. Its logits must be
those that transformers computes from the dequantized numbers (1e-3), and llama.cpp's own within the rounding of its activations
(0.8 where logits have a standard deviation of 3; the same best token at 90 % of the positions).

Needs torch, transformers, gguf and llama-cpp-python.
"""
import os, subprocess, sys, tempfile

import gguf
import llama_cpp
import numpy as np
import torch
from safetensors.numpy import load_file
from transformers import LlamaConfig, LlamaForCausalLM

from make_tiny_models import GGUF_NAMES, interleaved

TYPES = ["Q4_0", "Q4_1", "Q5_0", "Q5_1", "Q8_0", "Q2_K", "Q3_K_M", "Q4_K_M", "Q5_K_M", "Q6_K", "IQ4_NL", "IQ4_XS"]
WIDTH, HEADS, KEY_HEADS, TOKENS = 256, 4, 2, 96


def ours(name):
    for theirs, other in GGUF_NAMES.items():
        name = name.replace(theirs, other)
    return name


def make_model():
    torch.manual_seed(3)
    model = LlamaForCausalLM(LlamaConfig(
        hidden_size=WIDTH, intermediate_size=512, num_hidden_layers=2, num_attention_heads=HEADS, num_key_value_heads=KEY_HEADS,
        vocab_size=TOKENS, max_position_embeddings=128, tie_word_embeddings=False, rms_norm_eps=1e-5)).float().eval()
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            scale = 0.19 if name == "lm_head.weight" else 0.08
            parameter.copy_(torch.randn_like(parameter) * scale + (1.0 if parameter.ndim == 1 else 0.0))
    return model


def write(model, path):
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_context_length(128)
    writer.add_embedding_length(WIDTH)
    writer.add_feed_forward_length(512)
    writer.add_block_count(2)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(KEY_HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(WIDTH // HEADS)
    writer.add_vocab_size(TOKENS)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_list([chr(33 + index) for index in range(94)] + ["<begin>", "~~"])
    writer.add_token_types([1] * 94 + [3, 1])
    writer.add_token_merges(["~ ~"])
    writer.add_bos_token_id(94)
    writer.add_eos_token_id(94)
    for key, value in model.state_dict().items():
        heads = {"q_proj": HEADS, "k_proj": KEY_HEADS}.get(key.split(".")[-2])
        data = value.numpy()
        writer.add_tensor(ours(key), interleaved(data, heads).copy() if heads else data)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def stored(model, path):
    """The numbers that a file stores, in the model's own layout."""
    tensors = {tensor.name: tensor for tensor in gguf.GGUFReader(path).tensors}
    state = {}
    for key, value in model.state_dict().items():
        tensor = tensors[ours(key)]
        data = np.array(gguf.quants.dequantize(tensor.data, tensor.tensor_type), dtype=np.float32).reshape(tuple(value.shape))
        heads = {"q_proj": HEADS, "k_proj": KEY_HEADS}.get(key.split(".")[-2])
        if heads:
            data = data.reshape(heads, -1, 2, data.shape[1]).swapaxes(1, 2).reshape(data.shape)
        state[key] = torch.from_numpy(data.copy())
    return state, sorted({tensor.tensor_type.name for tensor in tensors.values()})


def main():
    mirilla, names = sys.argv[1], sys.argv[2:] or TYPES
    model = make_model()
    original = {key: value.clone() for key, value in model.state_dict().items()}
    text = "".join(chr(33 + (index * 37 + index * index) % 94) for index in range(120))
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        whole = os.path.join(folder, "f32.gguf")
        write(model, whole)
        for name in names:
            path = os.path.join(folder, name + ".gguf")
            parameters = llama_cpp.llama_model_quantize_default_params()
            parameters.ftype = getattr(llama_cpp, "LLAMA_FTYPE_MOSTLY_" + name)
            parameters.nthread = 1
            assert llama_cpp.llama_model_quantize(whole.encode(), path.encode(), parameters) == 0
            output = os.path.join(folder, "trace.safetensors")
            run = subprocess.run([mirilla, "trace", text, "--raw", "--model", path, "--output", output], capture_output=True, text=True)
            if run.returncode:
                print(name, run.stderr.strip())
                failed += 1
                continue
            trace = load_file(output)
            ids = [int(id) for id in trace["tokens"]]
            state, kinds = stored(model, path)
            model.load_state_dict(state)
            with torch.no_grad():
                reference = model(torch.tensor([ids])).logits[0].numpy()
            peer = llama_cpp.Llama(path, n_ctx=128, logits_all=True, n_threads=1, verbose=False)
            peer.eval(ids)
            theirs = peer.scores[:len(ids)]
            exact = float(np.abs(trace["logits"] - reference).max())
            near = float(np.abs(trace["logits"] - theirs).max()) * 3 / float(reference.std())
            same = float((trace["logits"].argmax(-1) == theirs.argmax(-1)).mean())
            good = exact <= 1e-3 and near <= 0.8 and same >= 0.9
            failed += not good
            print(f"{'ok  ' if good else 'FAIL'} {name:7s} {exact:.1e} from the stored numbers, {near:.2f} from llama.cpp, "
                  f"{same:.0%} the same token, sd {reference.std():.1f}  ({' '.join(kinds)})")
    model.load_state_dict(original)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
