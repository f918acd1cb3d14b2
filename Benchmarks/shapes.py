"""Models of well-known shapes with random weights: speed does not depend on what the weights say.

Each shape is made once in a cache folder: GGUF files, and for GPT-2 the folder that transformers opens.
"""
import json
import os

import numpy as np

# ALL names are those of llama.cpp's metadata.
SHAPES = {
    "gpt2": dict(architecture="gpt2", layers=12, embedding=768, heads=12, kv_heads=12, inner=3072, vocabulary=50257, context=1024),
    "15m": dict(architecture="llama", layers=6, embedding=288, heads=6, kv_heads=6, inner=768, vocabulary=32000, context=1024),
    "1b": dict(architecture="llama", layers=16, embedding=2048, heads=32, kv_heads=8, inner=8192, vocabulary=128256, context=2048),
}
TITLES = {"gpt2": "GPT-2 small", "15m": "15M Llama", "1b": "Llama-3.2-1B"}
# llama.cpp's numbers for what its own quantizer writes.
FILE_TYPES = {"q4_0": 2, "q8_0": 7, "q4_k": 15, "bf16": 32}


def cache_bytes(name, context):
    """Keys and values in half precision."""
    shape = SHAPES[name]
    return 2 * 2 * shape["layers"] * shape["kv_heads"] * shape["embedding"] // shape["heads"] * context


def vocabulary(count):
    """Byte-level pieces: all bytes, then letters joined by merges, as many as asked for."""
    printable = list(range(33, 127)) + list(range(161, 173)) + list(range(174, 256))
    others = [byte for byte in range(256) if byte not in printable]
    pieces = [chr(byte) for byte in printable] + [chr(256 + index) for index in range(len(others))]
    letters = "etaoinshrdlucmfwypvbgkjqxz"
    merges, words = [], list(letters)
    while len(pieces) + len(merges) < count - 1:
        grown = []
        for word in words:
            for letter in letters:
                if len(pieces) + len(merges) + len(grown) >= count - 1:
                    break
                grown.append((word, letter))
        merges += grown
        words = [word + letter for word, letter in grown]
    return pieces + [word + letter for word, letter in merges] + ["<|endoftext|>"], [" ".join(pair) for pair in merges]


class Weights:
    """Random matrices, made when they are asked for, the same for the same shape."""

    def __init__(self):
        self.random = np.random.default_rng(7)

    def matrix(self, rows, columns):
        return self.random.standard_normal((rows, columns), dtype=np.float32) * 0.02

    def norm(self, count):
        return np.ones(count, dtype=np.float32)

    def zeros(self, count):
        return np.zeros(count, dtype=np.float32)


def gpt2_tensors(shape, weights):
    """(Hugging Face's name, GGUF's name, the tensor in GGUF's layout)."""
    size, inner = shape["embedding"], shape["inner"]
    yield "wte.weight", "token_embd.weight", weights.matrix(shape["vocabulary"], size)
    yield "wpe.weight", "position_embd.weight", weights.matrix(shape["context"], size)
    for layer in range(shape["layers"]):
        theirs, ours = f"h.{layer}.", f"blk.{layer}."
        for name, other in (("ln_1", "attn_norm"), ("ln_2", "ffn_norm")):
            yield theirs + name + ".weight", ours + other + ".weight", weights.norm(size)
            yield theirs + name + ".bias", ours + other + ".bias", weights.zeros(size)
        for name, other, rows, columns in (("attn.c_attn", "attn_qkv", 3 * size, size), ("attn.c_proj", "attn_output", size, size),
                                           ("mlp.c_fc", "ffn_up", inner, size), ("mlp.c_proj", "ffn_down", size, inner)):
            yield theirs + name + ".weight", ours + other + ".weight", weights.matrix(rows, columns)
            yield theirs + name + ".bias", ours + other + ".bias", weights.zeros(rows)
    yield "ln_f.weight", "output_norm.weight", weights.norm(size)
    yield "ln_f.bias", "output_norm.bias", weights.zeros(size)


def llama_tensors(shape, weights):
    """(None, GGUF's name, the tensor)."""
    size, inner = shape["embedding"], shape["inner"]
    keys = size // shape["heads"] * shape["kv_heads"]
    yield None, "token_embd.weight", weights.matrix(shape["vocabulary"], size)
    for layer in range(shape["layers"]):
        block = f"blk.{layer}."
        yield None, block + "attn_norm.weight", weights.norm(size)
        yield None, block + "ffn_norm.weight", weights.norm(size)
        for name, rows, columns in (("attn_q", size, size), ("attn_k", keys, size), ("attn_v", keys, size),
                                    ("attn_output", size, size), ("ffn_gate", inner, size), ("ffn_up", inner, size),
                                    ("ffn_down", size, inner)):
            yield None, block + name + ".weight", weights.matrix(rows, columns)
    yield None, "output_norm.weight", weights.norm(size)


def tensors(shape):
    return (gpt2_tensors if shape["architecture"] == "gpt2" else llama_tensors)(shape, Weights())


def write_gguf(path, shape, title):
    import gguf

    writer = gguf.GGUFWriter(path, shape["architecture"], use_temp_file=False)
    writer.add_name(title)
    writer.add_context_length(shape["context"])
    writer.add_embedding_length(shape["embedding"])
    writer.add_block_count(shape["layers"])
    writer.add_feed_forward_length(shape["inner"])
    writer.add_head_count(shape["heads"])
    writer.add_file_type(gguf.LlamaFileType.MOSTLY_F16)
    if shape["architecture"] == "gpt2":
        writer.add_layer_norm_eps(1e-5)
    else:
        writer.add_head_count_kv(shape["kv_heads"])
        writer.add_layer_norm_rms_eps(1e-5)
        writer.add_rope_dimension_count(shape["embedding"] // shape["heads"])
        writer.add_rope_freq_base(500000.0)
        writer.add_vocab_size(shape["vocabulary"])
    pieces, merges = vocabulary(shape["vocabulary"])
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_list(pieces)
    writer.add_token_types([gguf.TokenType.NORMAL] * (len(pieces) - 1) + [gguf.TokenType.CONTROL])
    writer.add_token_merges(merges)
    writer.add_bos_token_id(len(pieces) - 1)
    writer.add_eos_token_id(len(pieces) - 1)
    writer.add_add_bos_token(False)
    for _, name, tensor in tensors(shape):
        is_matrix = tensor.ndim == 2 and name != "position_embd.weight"
        writer.add_tensor(name, tensor.astype(np.float16) if is_matrix else tensor)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def quantize(source, path, name):
    """As people do it: with llama.cpp's own quantizer."""
    import llama_cpp

    parameters = llama_cpp.llama_model_quantize_default_params()
    parameters.ftype = FILE_TYPES[name]
    parameters.nthread = os.cpu_count() or 1
    if llama_cpp.llama_model_quantize(source.encode(), path.encode(), parameters) != 0:
        raise SystemExit(f"llama.cpp cannot quantize {source}")


def write_folder(path, shape):
    """GPT-2 as the hub has it, in F32."""
    from safetensors.numpy import save_file

    os.makedirs(path, exist_ok=True)
    stored = {}
    for name, _, tensor in tensors(shape):
        # The projections are stored [input, output].
        is_projection = tensor.ndim == 2 and not name.startswith("w")
        stored[name] = np.ascontiguousarray(tensor.T) if is_projection else tensor
    save_file(stored, os.path.join(path, "model.safetensors"), metadata={"format": "pt"})
    pieces, merges = vocabulary(shape["vocabulary"])
    with open(os.path.join(path, "vocab.json"), "w", encoding="utf-8") as file:
        json.dump({piece: index for index, piece in enumerate(pieces)}, file, ensure_ascii=False)
    with open(os.path.join(path, "merges.txt"), "w", encoding="utf-8") as file:
        file.write("#version: 0.2\n" + "\n".join(merges) + "\n")
    end = shape["vocabulary"] - 1
    with open(os.path.join(path, "config.json"), "w", encoding="utf-8") as file:
        json.dump({"model_type": "gpt2", "architectures": ["GPT2LMHeadModel"], "n_layer": shape["layers"],
                   "n_embd": shape["embedding"], "n_head": shape["heads"], "n_positions": shape["context"],
                   "vocab_size": shape["vocabulary"], "activation_function": "gelu_new", "layer_norm_epsilon": 1e-5,
                   "bos_token_id": end, "eos_token_id": end}, file)


def whole(path, make):
    """The path, made first if it is not there; nothing half made ever has that name."""
    if not os.path.exists(path):
        print(f"making {os.path.basename(path)}", flush=True)
        make(path + ".part")
        os.rename(path + ".part", path)
    return path


def gguf_file(folder, shape, kind):
    """The path of a shape's GGUF file."""
    os.makedirs(folder, exist_ok=True)
    f16 = whole(os.path.join(folder, f"{shape}-f16.gguf"), lambda path: write_gguf(path, SHAPES[shape], TITLES[shape]))
    if kind == "f16":
        return f16
    return whole(os.path.join(folder, f"{shape}-{kind}.gguf"), lambda path: quantize(f16, path, kind))


def safetensors_folder(folder):
    """The path of GPT-2's shape as a Hugging Face folder."""
    os.makedirs(folder, exist_ok=True)
    return whole(os.path.join(folder, "gpt2-f32"), lambda path: write_folder(path, SHAPES["gpt2"]))
