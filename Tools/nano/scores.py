"""Quick scores of each ability on held-out examples, to watch a training run by.

An example counts as right when every token of its last reply that matters (the marked ones, or all) is the model's first
choice: what greedy decoding would have written.
"""

import itertools
import math

import torch

import chat
from abilities import course, induction, recall, reviews, stories, talk, translation
from draw import Draw

TESTS = {
    "induction": lambda draw: induction.make(draw, longest=16),
    "recall 1": lambda draw: recall.make(draw, most_people=1, most_filler=0, turns=1, cross=False),
    "recall 3": lambda draw: recall.make(draw, most_people=3, most_filler=3, turns=1),
    "recall far": lambda draw: recall.make(draw, most_people=3, most_filler=45, turns=1),
    "translation": translation.make,
    "course": course.make,
    "talk": talk.make,
    "reviews": reviews.make,
}


@torch.no_grad()
def quick(model, tokenizer, count=48):
    """The share of right examples of each test, and the perplexity of stories."""
    found = {}
    for name, make in TESTS.items():
        draw = Draw(f"quick {name}", held_out=True)
        found[name] = round(sum(right(model, tokenizer, make(draw)) for _ in range(count)) / count, 2)
    draw = Draw("quick stories", held_out=True)
    losses = [story_loss(model, tokenizer, stories.make(draw, asked=0.0)) for _ in range(count)]
    found["story perplexity"] = round(math.exp(sum(losses) / count), 3)
    return found


def right(model, tokenizer, example):
    ids, weights, _ = chat.encode(tokenizer, example)
    ids, weights = ids[: model.shape.context], weights[: model.shape.context]
    if example.messages:  # the last reply alone
        start = max(place for place, token in enumerate(ids) if token == tokenizer.token_to_id("<|assistant|>"))
        weights = [weight if place > start else 0 for place, weight in enumerate(weights)]
    best = max(weights)
    choice = model(torch.tensor([ids], device=model.device))[0].argmax(-1).tolist()
    return all(choice[place - 1] == ids[place] for place, weight in enumerate(weights) if weight == best)


def story_loss(model, tokenizer, example):
    ids = torch.tensor(chat.encode(tokenizer, example)[0], device=model.device)
    return torch.nn.functional.cross_entropy(model(ids[None])[0, :-1], ids[1:]).item()
