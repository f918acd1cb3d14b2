#!/usr/bin/env python3
"""Makes Tests/PanesTests/Fixtures/sweep.json: what a sweep of nano gives when something else computes it.

    sweep_figures.py Sources/Inference/Resources/nano OUTPUT.json

Needs torch and transformers. Five temperatures, four seeds each: logits by Hugging Face's GPT-2, float64 softmax, tokens drawn as
`docs/DECISIONS.md` describes it (SplitMix64 by seed and index, cumulative sum in the order of the ids). Entropy is of what a token was
drawn from, perplexity of the model's own distribution. The prompt is the chat template's, written out.
"""
import json, math, sys
import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

PROMPT = "Tell me a story."
TEMPERATURES = [0, 0.5, 1, 1.5, 2]
SEEDS = [42, 43, 44, 45]
NEW_TOKENS = 4  # few, so that no draw falls so near the edge between two tokens that the last bit of a logit decides
MASK = (1 << 64) - 1


def fraction(seed, index):
    z = (seed + (index + 1) * 0x9E3779B97F4A7C15) & MASK
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return ((z ^ (z >> 31)) >> 11) * 2.0**-53


def entropy_bits(p):
    return float(-(p[p > 0] * torch.log2(p[p > 0])).sum())


def sample(model, prompt, temperature, seed, end):
    ids, entropies, logprobs = list(prompt), [], []
    for index in range(NEW_TOKENS):
        with torch.no_grad():
            logits = model(torch.tensor([ids])).logits[0, -1].double()
        own = torch.softmax(logits, 0)
        if temperature == 0:
            token, drawn = int(logits.argmax()), torch.zeros_like(own)
            drawn[token] = 1
        else:
            drawn = torch.softmax(logits / temperature, 0)
            token = int((torch.cumsum(drawn, 0) <= fraction(seed, index)).sum())
        entropies.append(entropy_bits(drawn))
        logprobs.append(math.log(float(own[token])))
        ids.append(token)
        if token == end:
            break
    return ids[len(prompt):], entropies, logprobs


def mean(values):
    return sum(values) / len(values)


folder, output = sys.argv[1:]
tokenizer = AutoTokenizer.from_pretrained(folder)
model = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32).eval()
messages = [{"role": "user", "content": PROMPT}]
prompt = tokenizer(tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True), add_special_tokens=False).input_ids
end = tokenizer.eos_token_id
rows = []
for temperature in TEMPERATURES:
    samples = [sample(model, prompt, temperature, seed, end) for seed in SEEDS]
    entropies = [value for _, values, _ in samples for value in values]
    logprobs = [value for _, _, values in samples for value in values]
    rows.append({
        "temperature": temperature, "tokens": [ids for ids, _, _ in samples],
        "distinct": len({tokenizer.decode(ids, skip_special_tokens=True) for ids, _, _ in samples}),
        "mean_entropy_bits": round(mean(entropies), 6), "perplexity": round(math.exp(-mean(logprobs)), 6),
    })
with open(output, "w") as file:
    json.dump({"prompt": PROMPT, "prompt_tokens": len(prompt), "new_tokens": NEW_TOKENS, "seed": SEEDS[0], "rows": rows}, file, separators=(",", ":"))
    file.write("\n")
