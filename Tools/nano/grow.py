"""Starts a run from a model: `python grow.py MODEL NEW_RUN_FOLDER`, MODEL being a checkpoint or an exported folder.

The new run has its own tokenizer.json already: the same one to train on, or one with more words to grow.

Pieces that both tokenizers know keep their embeddings; a new piece begins as the mean of the old pieces that spell it.
Everything else is carried over, so what was learnt about copying and looking back need not be learnt again.
"""

import argparse
import json
from pathlib import Path

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer

import chat


def embeddings(old, new, table):
    """The new tokenizer's embedding table, made from the old one's."""
    known = old.get_vocab()
    grown = torch.empty(new.get_vocab_size(), table.shape[1])
    for piece, index in new.get_vocab().items():
        if piece in known:
            grown[index] = table[known[piece]]
        else:
            text = piece if piece in chat.SPECIAL else new.decoder.decode([piece])
            grown[index] = table[old.encode(text, add_special_tokens=False).ids].mean(0)
    return grown


def load(path):
    """The model's state and the folder that holds its tokenizer."""
    if path.is_file():
        return torch.load(path, map_location="cpu", weights_only=True), path.parent
    config = json.loads((path / "config.json").read_text())
    shape = {"vocabulary": config["vocab_size"], "context": config["n_positions"], "width": config["n_embd"],
             "layers": config["n_layer"], "heads": config["n_head"]}
    weights = {name: tensor.float() for name, tensor in load_file(path / "model.safetensors").items()}
    return {"model": weights, "tokens": 0, "shape": shape}, path


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("run", type=Path)
    options = parser.parse_args()
    state, folder = load(options.model)
    old = Tokenizer.from_file(str(folder / "tokenizer.json"))
    new = Tokenizer.from_file(str(options.run / "tokenizer.json"))
    model = state["model"]
    model["transformer.wte.weight"] = embeddings(old, new, model["transformer.wte.weight"])
    state |= {"optimizers": [], "step": 0, "shape": state["shape"] | {"vocabulary": new.get_vocab_size()}}
    torch.save(state, options.run / "checkpoint.pt")
    shared = len(old.get_vocab().keys() & new.get_vocab().keys())
    print(f"{shared} pieces kept, {new.get_vocab_size() - shared} new; {state['tokens']:,} tokens counted before")


if __name__ == "__main__":
    main()
