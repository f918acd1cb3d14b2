"""Trains nano's byte-level BPE on text of the generator: `python train_tokenizer.py RUN_FOLDER [--pieces 4096]`."""

import argparse
import itertools
from pathlib import Path

from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

import chat
import mixture
from draw import plain


def texts(count):
    """Text of every ability; the word lists once more, so that a rare word is a piece of its own."""
    for stage in ("copy", "associate", "distance"):
        for example in itertools.islice(mixture.examples(f"tokenizer {stage}", stage), count):
            yield from (plain(text) for _, text in example.messages) if example.messages else [plain(example.text)]


def train(pieces, count=30_000):
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=pieces, special_tokens=chat.SPECIAL, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False
    )
    tokenizer.train_from_iterator(texts(count), trainer)
    return tokenizer


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path)
    parser.add_argument("--pieces", type=int, default=4096)
    options = parser.parse_args()
    options.run.mkdir(parents=True, exist_ok=True)
    tokenizer = train(options.pieces)
    tokenizer.save(str(options.run / "tokenizer.json"))
    print(f"{tokenizer.get_vocab_size()} pieces")
