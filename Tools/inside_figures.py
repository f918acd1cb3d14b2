#!/usr/bin/env python3
"""Computes what one sees inside a model, with Hugging Face transformers in float32 and without any code of mirilla.

    inside_figures.py stories FOLDER        writes Tests/InferenceTests/Fixtures/inside/stories260K.safetensors
    inside_figures.py tiny                  writes …/gpt2-tiny.safetensors and …/llama-gqa-scaled.safetensors, of the models that
                                            make_tiny_models.py has made
    inside_figures.py heads FOLDER OUTPUT   writes only the head scores of any Hugging Face folder, and prints them
                                            (for the embedded model: Sources/Inference/Resources/nano)

L layers, H heads, K KV heads, D head size, E embedding size, F the MLP's inner size, V vocabulary, T tokens. Everything is F32:

    ids [T]                          the text
    position, query, key, layer      which of them the figures below are of
    scores [L, H, query + 1]         q·k, unscaled
    q, k, v [L, H, D]                of `query`, `key`, `key`, as they enter the dot product; `q.unrotated`, `k.unrotated` before rotary positions
    output [L, H, D]                 what each head gives for `query`
    stop.PLACE[.LAYER]               the vector of `position` at each place of the forward pass
    lens.top, lens.probability, lens.answer, lens.rank [L + 1, T]   the logit lens: row 0 reads the embeddings
    off.head.logits, off.mlp.logits [T, V]   with head `head` or the MLP of layer `layer` switched off
    heads.text, heads.repeated, heads.period, heads.KIND [L, H]     the probes and the scores of HeadScores

Needs torch, transformers and safetensors.
"""
import os, sys

import torch
from safetensors.torch import load_file, save_file
from transformers import AutoModelForCausalLM, AutoTokenizer

HERE = os.path.dirname(os.path.abspath(__file__))
FIXTURES = os.path.join(HERE, "../Tests/InferenceTests/Fixtures")
PROSE = ("The cat slept on the mat because it was tired. El gato durmió en la alfombra porque estaba cansado. "
         "Ada lives in Oslo, and every morning Ada walks to the harbour. Ada vive en Oslo, y cada mañana Ada camina hasta "
         "el puerto. When the rain stopped, the children ran out to play. Cuando dejó de llover, los niños salieron a jugar.")


class Parts:
    """The modules of a model by what they do, whatever the family calls them."""

    def __init__(self, model):
        self.model, self.config = model, model.config
        self.is_gpt2 = model.config.model_type == "gpt2"
        body = model.transformer if self.is_gpt2 else model.model
        self.blocks = body.h if self.is_gpt2 else body.layers
        self.token_table = body.wte if self.is_gpt2 else body.embed_tokens
        self.position_table = body.wpe if self.is_gpt2 else None
        self.final_norm = body.ln_f if self.is_gpt2 else body.norm
        self.heads = model.config.num_attention_heads
        self.kv_heads = getattr(model.config, "num_key_value_heads", None) or self.heads
        self.head_size = getattr(model.config, "head_dim", None) or model.config.hidden_size // self.heads
        self.rotary = None if self.is_gpt2 else body.rotary_emb

    def attention_norm(self, block): return block.ln_1 if self.is_gpt2 else block.input_layernorm
    def attention(self, block): return block.attn if self.is_gpt2 else block.self_attn
    def output_projection(self, block): return block.attn.c_proj if self.is_gpt2 else block.self_attn.o_proj
    def mlp_norm(self, block): return block.ln_2 if self.is_gpt2 else block.post_attention_layernorm
    def down(self, block): return block.mlp.c_proj if self.is_gpt2 else block.mlp.down_proj

    def query_key_value(self, block, normal):
        """[H, T, D], [K, T, D], [K, T, D] before rotary positions."""
        attention = self.attention(block)
        if self.is_gpt2:
            parts = attention.c_attn(normal).split(self.heads * self.head_size, dim=-1)
        else:
            parts = attention.q_proj(normal), attention.k_proj(normal), attention.v_proj(normal)
        return [part.view(part.shape[0], -1, self.head_size).transpose(0, 1) for part in parts]

    def rotate(self, vectors, cos, sin):
        half = vectors.shape[-1] // 2
        return vectors * cos + torch.cat([-vectors[..., half:], vectors[..., :half]], -1) * sin


def observe(parts, ids):
    """Everything that a pass over the ids shows, [T, …] by name."""
    seen, handles = {}, []

    def keep(name, module, of_input=False):
        def hook(_, inputs, output):
            value = inputs[0] if of_input else output[0] if isinstance(output, tuple) else output
            seen[name] = value.detach().reshape(-1, value.shape[-1]).clone()
        handles.append(module.register_forward_hook(hook))

    keep("tokenEmbedding", parts.token_table)
    if parts.position_table is not None: keep("positionEmbedding", parts.position_table)
    for layer, block in enumerate(parts.blocks):
        if layer == 0: keep("embedding", parts.attention_norm(block), of_input=True)
        keep(f"attentionNorm.{layer}", parts.attention_norm(block))
        keep(f"mixed.{layer}", parts.output_projection(block), of_input=True)
        keep(f"attention.{layer}", parts.output_projection(block))
        keep(f"residualAfterAttention.{layer}", parts.mlp_norm(block), of_input=True)
        keep(f"mlpNorm.{layer}", parts.mlp_norm(block))
        keep(f"mlpActivations.{layer}", parts.down(block), of_input=True)
        keep(f"mlp.{layer}", parts.down(block))
    keep("finalNorm", parts.final_norm)
    result = parts.model(torch.tensor([ids]), output_attentions=True)
    for handle in handles: handle.remove()
    for layer in range(len(parts.blocks)):
        seen[f"residual.{layer}"] = seen[f"residualAfterAttention.{layer}"] + seen[f"mlp.{layer}"]
    seen["logits"] = result.logits[0]
    return seen, [pattern[0] for pattern in result.attentions]


def arithmetic(parts, seen, query, key, count):
    figures = {name: [] for name in ["scores", "q", "k", "v", "output", "q.unrotated", "k.unrotated"]}
    for layer, block in enumerate(parts.blocks):
        q, k, v = parts.query_key_value(block, seen[f"attentionNorm.{layer}"])
        k, v = [part.repeat_interleave(parts.heads // parts.kv_heads, dim=0) for part in (k, v)]
        figures["q.unrotated"].append(q[:, query])
        figures["k.unrotated"].append(k[:, key])
        if parts.rotary is not None:
            cos, sin = [part[0] for part in parts.rotary(q, torch.arange(count)[None])]
            q, k = parts.rotate(q, cos, sin), parts.rotate(k, cos, sin)
        figures["q"].append(q[:, query])
        figures["k"].append(k[:, key])
        figures["v"].append(v[:, key])
        figures["scores"].append(torch.einsum("hd,htd->ht", q[:, query], k[:, :query + 1]))
        figures["output"].append(seen[f"mixed.{layer}"][query].view(parts.heads, -1))
    return {name: torch.stack(rows) for name, rows in figures.items()}


def lens(parts, seen):
    streams = [seen["embedding"]] + [seen[f"residual.{layer}"] for layer in range(len(parts.blocks))]
    logits = torch.stack([parts.model.lm_head(parts.final_norm(stream)) for stream in streams])
    probabilities, answer = logits.softmax(-1), logits[-1].argmax(-1)
    of_answer = answer.expand(len(streams), -1)[..., None]
    return {
        "lens.top": logits.argmax(-1).float(), "lens.probability": probabilities.amax(-1),
        "lens.answer": probabilities.gather(-1, of_answer)[..., 0],
        "lens.rank": (logits > logits.gather(-1, of_answer)).sum(-1).float(),
    }


def switched_off(parts, ids, layer, head):
    def silence_head(_, inputs):
        mixed = inputs[0].clone()
        mixed[..., head * parts.head_size:(head + 1) * parts.head_size] = 0
        return (mixed,)

    figures = {}
    handle = parts.output_projection(parts.blocks[layer]).register_forward_pre_hook(silence_head)
    figures["off.head.logits"] = parts.model(torch.tensor([ids])).logits[0]
    handle.remove()
    handle = parts.down(parts.blocks[layer]).register_forward_hook(lambda module, inputs, output: torch.zeros_like(output))
    figures["off.mlp.logits"] = parts.model(torch.tensor([ids])).logits[0]
    handle.remove()
    return figures


def fraction(seed, index):
    """SplitMix64's output number `index`, its upper 53 bits as a fraction."""
    mask = 2 ** 64 - 1
    z = (seed + (index + 1) * 0x9E3779B97F4A7C15) & mask
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & mask
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
    return ((z ^ (z >> 31)) >> 11) * 2.0 ** -53


def repeated_random(beginning, ordinary, limit):
    """[begin, r1 … rn, r1 … rn] of n tokens, none twice, and n."""
    ordinary = [id for id in ordinary if id not in beginning]
    period = min(50, len(ordinary), (limit - len(beginning)) // 2)
    for index in range(period):
        other = index + int(fraction(42, index) * (len(ordinary) - index))
        ordinary[index], ordinary[other] = ordinary[other], ordinary[index]
    return beginning + ordinary[:period] * 2, period


def head_scores(parts, text, repeated, period):
    """The formulas of HeadScores, on [L, H, T, T]."""
    figures = {"heads.text": torch.tensor(text).float(), "heads.repeated": torch.tensor(repeated).float(),
               "heads.period": torch.tensor([float(period)])}
    if len(text) > 1:
        pattern, count = torch.stack(observe(parts, text)[1]), len(text)
        distance = torch.arange(count)[:, None] - torch.arange(count)[None, :]
        uniform = (distance >= 0) / (torch.arange(count) + 1.0)[:, None]
        total = pattern.sum((-2, -1))
        figures["heads.previousToken"] = (pattern * (distance == 1)).sum((-2, -1)) / total
        figures["heads.firstToken"] = pattern[..., 0].mean(-1)
        figures["heads.local"] = 1 - (pattern * distance).sum((-2, -1)) / (uniform * distance).sum()
        figures["heads.broad"] = torch.special.entr(pattern).sum((-2, -1)) / torch.special.entr(uniform).sum()
    pattern = torch.stack(observe(parts, repeated)[1])
    ids = torch.tensor(repeated)
    duplicate = ((ids[:, None] == ids[None, :]) & (torch.arange(len(ids))[:, None] > torch.arange(len(ids))[None, :])).float()
    has_duplicate = duplicate.sum(-1) > 0
    figures["heads.duplicateToken"] = (pattern * duplicate).sum((-2, -1)) / pattern[..., has_duplicate, :].sum((-2, -1))
    figures["heads.induction"] = pattern.diagonal(-(period - 1), -2, -1).mean(-1)
    return figures


def figures_inside(parts, ids, layer, head, query, key, position):
    seen, _ = observe(parts, ids)
    figures = {"ids": torch.tensor(ids).float()}
    figures |= {name: torch.tensor([float(value)]) for name, value in
                dict(layer=layer, head=head, query=query, key=key, position=position).items()}
    figures |= arithmetic(parts, seen, query, key, len(ids))
    if parts.rotary is None: del figures["q.unrotated"], figures["k.unrotated"]
    figures |= {f"stop.{name}": values[position] for name, values in seen.items() if not name.startswith("mixed")}
    return figures | lens(parts, seen) | switched_off(parts, ids, layer, head)


def tokenizer_probes(folder, config):
    tokenizer = AutoTokenizer.from_pretrained(folder)
    special = {id for id, token in tokenizer.added_tokens_decoder.items() if token.special}
    beginning = tokenizer("").input_ids[:1]
    if not beginning:
        ends = config.eos_token_id if isinstance(config.eos_token_id, list) else [config.eos_token_id]
        beginning = [min(ends) if config.bos_token_id is None else config.bos_token_id]
    ordinary = [id for id in range(config.vocab_size) if id not in special]
    return tokenizer(PROSE).input_ids[:64], *repeated_random(beginning, ordinary, config.max_position_embeddings)


def opened(folder):
    return Parts(AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32, attn_implementation="eager").eval())


def write(path, figures):
    os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
    save_file({name: values.detach().float().contiguous().clone() for name, values in figures.items()}, path)
    print(path, os.path.getsize(path))


def tiny(name):
    sys.path.insert(0, HERE)
    from make_tiny_models import MODELS
    model = MODELS[name]().float().eval()
    model.set_attn_implementation("eager")
    tensors = load_file(os.path.join(FIXTURES, "models", name + ".safetensors"))
    model.load_state_dict({key: value for key, value in tensors.items() if not key.startswith("reference.")}, strict=False)
    parts, ids = Parts(model), [int(id) for id in tensors["reference.ids"]]
    figures = figures_inside(parts, ids, layer=0, head=2, query=17, key=5, position=20)
    limit = getattr(model.config, "n_positions", None) or model.config.max_position_embeddings
    return figures | head_scores(parts, ids, *repeated_random([1], range(model.config.vocab_size), limit))


def main():
    folder = os.path.join(FIXTURES, "inside")
    match sys.argv[1:]:
        case ["stories", path]:
            parts = opened(path)
            text, repeated, period = tokenizer_probes(path, parts.config)
            figures = figures_inside(parts, text[:24], layer=2, head=3, query=19, key=7, position=21)
            write(os.path.join(folder, "stories260K.safetensors"), figures | head_scores(parts, text, repeated, period))
        case ["tiny"]:
            for name in ["gpt2-tiny", "llama-gqa-scaled"]: write(os.path.join(folder, name + ".safetensors"), tiny(name))
        case ["heads", path, output]:
            parts = opened(path)
            figures = head_scores(parts, *tokenizer_probes(path, parts.config))
            write(output, figures)
            for name, values in figures.items():
                if values.ndim == 2: print(name.removeprefix("heads."), [[round(score, 2) for score in row] for row in values.tolist()])
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    with torch.no_grad():
        main()
