#!/usr/bin/env python3
"""Makes Tests/InferenceTests/Fixtures/sampling.json: what Hugging Face's logits processors make of fixed logits.

    sampling_reference.py OUTPUT.json

Needs torch and transformers. 200 random settings, each a subset of the stages with random parameters, over a few vectors of
logits (24 tokens); after each stage the softmax, in units of 1e-9 (the tests compare to 1e-6). Computed in float64 from float32
logits. Hugging Face has no presence and frequency penalty: those two follow the definition in OpenAI's reference (logit minus
presence penalty if the token was generated, minus frequency penalty times how often).
"""
import json, random, sys
import torch
from transformers.generation.logits_process import (
    MinPLogitsWarper, RepetitionPenaltyLogitsProcessor, TemperatureLogitsWarper, TopKLogitsWarper, TopPLogitsWarper,
    TypicalLogitsWarper)

VOCABULARY = 24
SETTINGS = 200


def occurrence_penalty(presence, frequency):
    def process(generated, scores):
        counts = torch.bincount(torch.tensor(generated, dtype=torch.long), minlength=VOCABULARY)
        return scores - presence * (counts > 0) - frequency * counts
    return process


def stages(setting, prompt, generated):
    """The processors of a setting, by name, in the order of transformers' `_get_logits_processor`."""
    history = torch.tensor([prompt + generated], dtype=torch.long)

    def hugging_face(processor):
        return lambda scores: processor(history, scores)

    def occurrences(presence, frequency):
        process = occurrence_penalty(presence, frequency)
        return lambda scores: process(generated, scores)

    make = {
        "repetition_penalty": lambda v: hugging_face(RepetitionPenaltyLogitsProcessor(v)),
        "presence_penalty": lambda v: occurrences(v, 0),
        "frequency_penalty": lambda v: occurrences(0, v),
        "temperature": lambda v: hugging_face(TemperatureLogitsWarper(v)),
        "top_k": lambda v: hugging_face(TopKLogitsWarper(v)),
        "top_p": lambda v: hugging_face(TopPLogitsWarper(v)),
        "min_p": lambda v: hugging_face(MinPLogitsWarper(v)),
        "typical_p": lambda v: hugging_face(TypicalLogitsWarper(v)),
    }
    return [(name, make[name](setting[name])) for name in make if name in setting]


def random_setting(random):
    every = {
        "repetition_penalty": lambda: round(random.uniform(0.8, 2), 3),
        "presence_penalty": lambda: round(random.uniform(-2, 2), 3),
        "frequency_penalty": lambda: round(random.uniform(-2, 2), 3),
        "temperature": lambda: round(random.choice([random.uniform(0.05, 1), random.uniform(1, 3)]), 3),
        "top_k": lambda: random.randint(1, VOCABULARY + 2),
        "top_p": lambda: round(random.uniform(0.05, 0.99), 3),
        "min_p": lambda: round(random.uniform(0.001, 0.5), 4),
        "typical_p": lambda: round(random.uniform(0.05, 0.99), 3),
    }
    names = [name for name in every if random.random() < 0.45] or [random.choice(list(every))]
    return {name: every[name]() for name in names}


def main():
    random.seed(20240)
    generator = torch.Generator().manual_seed(20240)
    spreads = [0.5, 2, 4, 8]
    logits = [(torch.randn(VOCABULARY, generator=generator) * spread).to(torch.float32) for spread in spreads]
    cases = []
    for number in range(SETTINGS):
        which = number % len(logits)
        prompt = [random.randrange(VOCABULARY) for _ in range(random.randint(0, 6))]
        generated = [random.randrange(8) for _ in range(random.randint(0, 6))]
        setting = random_setting(random)
        scores = logits[which].to(torch.float64).unsqueeze(0)
        after = {}
        for name, process in stages(setting, prompt, generated):
            scores = process(scores)
            after[name] = [round(p * 1e9) for p in torch.softmax(scores, -1)[0].tolist()]
        cases.append({"logits": which, "prompt": prompt, "generated": generated, "settings": setting, "after": after})
    with open(sys.argv[1], "w") as file:
        rows = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
        vectors = json.dumps([vector.tolist() for vector in logits], separators=(",", ":"))
        file.write(f'{{"logits":{vectors},\n"cases":[\n{rows}\n]}}\n')


if __name__ == "__main__":
    main()
