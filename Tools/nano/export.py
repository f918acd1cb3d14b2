"""Writes a trained model as a Hugging Face folder: `python export.py CHECKPOINT FOLDER`.

Weights are F16 under the names that transformers gives GPT2LMHeadModel; the unembedding is the embedding, as in GPT-2.
"""

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import torch
from transformers import GPT2Config, GPT2LMHeadModel

import chat
from model import GPT2, Shape


def configuration(shape):
    return GPT2Config(
        vocab_size=shape.vocabulary, n_positions=shape.context, n_embd=shape.width, n_layer=shape.layers, n_head=shape.heads,
        activation_function="gelu_new", attn_pdrop=0.0, embd_pdrop=0.0, resid_pdrop=0.0, bos_token_id=0, eos_token_id=1, pad_token_id=0,
    )


def check(ours, theirs):
    """Both classes must compute the same before anything is written."""
    tokens = torch.randint(0, ours.shape.vocabulary, (2, 64), generator=torch.Generator().manual_seed(0))
    with torch.no_grad():
        difference = (ours(tokens) - theirs(tokens).logits).abs().max().item()
    if difference > 1e-3:
        raise SystemExit(f"transformers computes other logits: they differ by {difference:.2g}, expected at most 0.001")


def write_tokenizer(source, folder):
    shutil.copy(source, folder / "tokenizer.json")
    settings = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "bos_token": chat.END_OF_TEXT,
        "eos_token": chat.END,
        "pad_token": chat.END_OF_TEXT,
        "model_max_length": Shape.context,
        "clean_up_tokenization_spaces": False,
        "chat_template": chat.TEMPLATE,
    }
    (folder / "tokenizer_config.json").write_text(json.dumps(settings, indent=2, ensure_ascii=False) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    state = torch.load(options.checkpoint, map_location="cpu", weights_only=True)
    ours = GPT2(Shape(**state["shape"])).eval()
    ours.load_state_dict(state["model"])
    theirs = GPT2LMHeadModel(configuration(ours.shape)).eval()
    theirs.load_state_dict(state["model"], strict=False)
    theirs.tie_weights()
    check(ours, theirs)
    theirs.generation_config.update(bos_token_id=0, eos_token_id=[1, 0], pad_token_id=0, do_sample=True, max_new_tokens=64)
    theirs.half().save_pretrained(options.folder)
    write_tokenizer(options.checkpoint.parent / "tokenizer.json", options.folder)
    weights = options.folder / "model.safetensors"
    print(f"step {state['step']}, {state['tokens']:,} tokens, {sum(p.numel() for p in ours.parameters()):,} parameters")
    print(f"{weights.stat().st_size:,} bytes, sha256 {hashlib.sha256(weights.read_bytes()).hexdigest()}")


if __name__ == "__main__":
    main()
