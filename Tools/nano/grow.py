"""Starts a run from another one that had fewer words: `python grow.py OLD_CHECKPOINT NEW_RUN_FOLDER`.

Pieces that both tokenizers know keep their embeddings; a new piece begins as the mean of the old pieces that spell it.
Everything else is carried over, so what was learnt about copying and looking back need not be learnt again.
"""

import argparse
from pathlib import Path

import torch
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


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("run", type=Path)
    options = parser.parse_args()
    state = torch.load(options.checkpoint, map_location="cpu", weights_only=True)
    old = Tokenizer.from_file(str(options.checkpoint.parent / "tokenizer.json"))
    new = Tokenizer.from_file(str(options.run / "tokenizer.json"))
    model = state["model"]
    model["transformer.wte.weight"] = embeddings(old, new, model["transformer.wte.weight"])
    state |= {"optimizers": [], "step": 0, "shape": state["shape"] | {"vocabulary": new.get_vocab_size()}}
    torch.save(state, options.run / "checkpoint.pt")
    shared = len(old.get_vocab().keys() & new.get_vocab().keys())
    print(f"{shared} pieces kept, {new.get_vocab_size() - shared} new; {state['tokens']:,} tokens seen before")


if __name__ == "__main__":
    main()
