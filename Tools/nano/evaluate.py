"""Measures an exported folder on held-out data: `python evaluate.py FOLDER [--count 100]`.

Everything is drawn with a seed and in combinations that training never uses. Replies are decoded greedily and compared
with what the generator would have said.
"""

import argparse
import hashlib
import json
import math
from pathlib import Path

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

import chat
from abilities import course, manners, recall, reviews, stories, talk, translation
from count import count as count_corpus
from draw import LANGUAGES, Draw, plain
from words import NAMES

SEED = "evaluation 2"


def examples(name, make, wanted, count):
    """The first held-out examples that `wanted` takes."""
    draw = Draw(f"{SEED} {name}", held_out=True)
    found = []
    while len(found) < count:
        example = make(draw)
        if wanted(example):
            found.append(example)
    return found


class Model:
    def __init__(self, folder):
        self.tokenizer = AutoTokenizer.from_pretrained(folder, padding_side="left")
        self.model = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32, attn_implementation="eager").eval()

    def replies(self, conversations, **settings):
        """What the model says to each conversation; greedy unless settings say otherwise."""
        texts = [self.tokenizer.apply_chat_template(c, tokenize=False, add_generation_prompt=True) for c in conversations]
        return self.continued(texts, **settings)

    @torch.no_grad()
    def continued(self, texts, **settings):
        found = []
        settings = {"do_sample": False, "max_new_tokens": 80, **settings}
        for start in range(0, len(texts), 25):
            batch = self.tokenizer(texts[start : start + 25], return_tensors="pt", padding=True, add_special_tokens=False)
            written = self.model.generate(**batch, **settings)
            found += self.tokenizer.batch_decode(written[:, batch["input_ids"].shape[1] :], skip_special_tokens=True)
        return found

    @torch.no_grad()
    def log_probability(self, before, after):
        """The log-probability of a text after another."""
        ids = self.tokenizer(before + after, add_special_tokens=False)["input_ids"]
        start = len(self.tokenizer(before, add_special_tokens=False)["input_ids"])
        scores = self.model(torch.tensor([ids])).logits[0].log_softmax(-1)
        return sum(scores[place - 1, ids[place]].item() for place in range(start, len(ids)))


def conversation(example):
    """The messages before the last reply, and that reply."""
    messages = [{"role": role, "content": plain(text)} for role, text in example.messages]
    return messages[:-1], messages[-1]["content"]


def without_poetry(text):
    for openings in manners.POET.values():
        for opening in openings:
            text = text.replace(opening, "~ ")
    return text


def share_right(model, name, make, count, wanted=lambda example: True, exact=False):
    """The share of replies that are right: the whole reply when `exact`, else that it contains the answer."""
    found = examples(name, make, wanted, count)
    prompts, expected = zip(*(conversation(example) for example in found))
    right, wrong = 0, []
    for example, prompt, reply, whole in zip(found, prompts, model.replies(prompts), expected):
        good = without_poetry(reply) == without_poetry(whole) if exact else example.answer.lower() in reply.lower()
        right += good
        if not good:
            wrong.append((prompt[-1]["content"][-90:], reply, whole))
    for question, reply, whole in wrong[:2]:
        print(f"    wrong: … {question!r} -> {reply!r}, expected {whole!r}")
    result = right / count
    print(f"{name:34} {100 * result:5.1f} %", flush=True)
    return result


def first_reply_only(example):
    return sum(role == "assistant" for role, _ in example.messages) == 1


def system_of(example):
    return example.messages[0][1] if example.messages[0][0] == "system" else ""


def asks(example, kind):
    """Whether the system prompt asks for this: a manner, or a language that is not the user's."""
    if kind == "language":
        return any(text in system_of(example) for text in manners.LANGUAGE[example.language])
    if kind == "persona":
        return example.kind == "talk" and example.answer in system_of(example) and example.answer != "nano"
    return any(text in system_of(example) for texts in manners.MANNER[kind].values() for text in texts)


def plain_roles(draw):
    return recall.make(draw, most_people=1, most_filler=0, turns=1)


def far(tokenizer):
    """Whether 20 to 400 tokens stand between the fact and the end of the question."""

    def wanted(example):
        text = plain(example.messages[-2][1])
        return first_reply_only(example) and example.answer in text and 20 <= len(tokenizer(text[text.rindex(example.answer) :])["input_ids"]) <= 400

    return wanted


def invented(example):
    return asks(example, "persona") and example.answer not in NAMES


def outside(example):
    return example.kind == "talk" and example.answer in [reply for replies in talk.SORRY.values() for reply in replies]


def abilities(model, count):
    """The share of right replies of each ability, in each language."""
    told = lambda **how: lambda draw: recall.make(draw, turns=1, cross=False, **how)
    manner = lambda draw: draw.choice((talk.make, course.make, plain_roles))(draw)
    any_example = lambda example: True
    tests = {  # how examples are made, which are taken, whether the whole reply must be the expected one
        "recall, one person": (told(most_people=1, most_filler=0), any_example, False),
        "recall, up to 3 people": (told(most_people=3, most_filler=3), any_example, False),
        "recall, 20 to 400 tokens away": (told(most_people=3, most_filler=36), far(model.tokenizer), False),
        "translation": (translation.make, any_example, False),
        "sentiment": (reviews.make, any_example, False),
        "course": (course.make, any_example, False),
        "role: language": (manner, lambda example: asks(example, "language"), True),
        "role: brief": (manner, lambda example: asks(example, "brief"), True),
        "role: pirate": (manner, lambda example: asks(example, "pirate"), True),
        "role: poet": (manner, lambda example: asks(example, "poet"), True),
        "role: name": (talk.make, lambda example: asks(example, "persona"), True),
        "role: name nobody has": (talk.make, invented, True),
        "outside what it knows": (talk.make, outside, False),
    }
    figures = {}
    for name, (make, wanted, exact) in tests.items():
        for language in LANGUAGES:
            taken = lambda example: example.language == language and wanted(example)
            figures[f"{name} ({language})"] = share_right(model, f"{name} ({language})", make, count, taken, exact)
    return figures


def cut_context(model, count):
    """How often the answer is another when the context begins after the fact."""
    figures = {}
    for language in LANGUAGES:
        wanted = lambda example: example.language == language and far(model.tokenizer)(example)
        found = examples(f"cut {language}", lambda draw: recall.make(draw, most_people=1, most_filler=8, turns=1, cross=False), wanted, count)
        texts = []
        for example in found:
            text = plain(example.messages[-2][1])
            texts.append(text[text.rindex(example.answer) + len(example.answer) :] + "<|end|><|assistant|>")
        replies = model.continued(texts)
        figures[language] = sum(example.answer.lower() not in reply.lower() for example, reply in zip(found, replies)) / count
        print(f"fact cut away, another answer ({language}): {100 * figures[language]:.1f} %", flush=True)
    return figures


def calibration(model, points=200):
    """The mean difference, in points, between the generator's probabilities and the model's, at marked choice points.

    The points are those of stories whose hero and name training never combined: each choice is known, its text is new.
    """
    draw, found = Draw(f"{SEED} calibration", held_out=True), []
    while len(found) < points:
        found += stories.make(draw, asked=0.0).choices[2:]  # the first two do not depend on a held-out combination
    differences, worst = [], []
    for choice in found[:points]:
        shares = {option: math.exp(model.log_probability("<|endoftext|>" + choice.before, option)) for option in choice.options}
        differences.append(sum(abs(shares[option] - truth) for option, truth in choice.options.items()) / len(choice.options))
        worst.append((differences[-1], choice.before[-30:], {option: (truth, round(shares[option], 2)) for option, truth in choice.options.items()}))
    for difference, before, options in sorted(worst, key=lambda each: -each[0])[:2]:
        print(f"    furthest: {100 * difference:.1f} points: … {before!r} {options}")
    result = 100 * sum(differences) / len(differences)
    print(f"calibration: {result:.1f} points from the truth on average, over {points} choice points", flush=True)
    return result


def temperature(model, samples=20):
    """Texts at three temperatures: the share of grammatical sentences and how many are distinct."""
    asked = {"stories": {"en": "Tell me a story.", "es": "Cuéntame un cuento."}, "descriptions": {"en": "Describe a castle.", "es": "Describe un castillo."}}
    figures = {}
    for kind, questions in asked.items():
        for language, question in questions.items():
            for value in (0.1, 0.7, 2.0):
                torch.manual_seed(7)
                told = model.replies([[{"role": "user", "content": question}]] * samples, do_sample=True, temperature=value, top_k=0, max_new_tokens=110)
                right, every = map(sum, zip(*(stories.grammatical(text, language) for text in told)))
                figures[f"{kind} {language} {value}"] = {"grammatical": right / every, "distinct": len(set(told))}
                print(f"{kind} at {value} ({language}): {100 * right / every:.1f} % of sentences grammatical, {len(set(told))} of {samples} distinct", flush=True)
    return figures


@torch.no_grad()
def heads(model, count=20):
    """The standard scores of every head on repeated random tokens: mean attention to the previous token, to the token
    after the last time this one was seen (induction), and to the first token."""
    generator = torch.Generator().manual_seed(3)
    half = torch.randint(len(chat.SPECIAL), model.model.config.vocab_size, (count, 40), generator=generator)
    tokens = torch.cat([torch.zeros(count, 1, dtype=torch.long), half, half], 1)
    patterns = torch.stack(model.model(tokens, output_attentions=True).attentions, 1).mean(0)  # layers, heads, query, key
    places, again = torch.arange(2, 81), torch.arange(41, 81)
    scores = {
        "previous token": patterns[:, :, places, places - 1].mean(-1),
        "induction": patterns[:, :, again, again - 39].mean(-1),
        "first token": patterns[:, :, places[8:], 0].mean(-1),
    }
    figures = {}
    for name, table in scores.items():
        best = table.argmax().item()
        layer, head = divmod(best, table.shape[1])
        figures[name] = {"score": table.max().item(), "layer": layer + 1, "head": head + 1}
        print(f"{name} head: {table.max():.2f} (layer {layer + 1}, head {head + 1})")
    return figures


def summary(figures):
    """What was wanted and what was reached, in lines."""
    rows = []
    for name in dict.fromkeys(name.rsplit(" (", 1)[0] for name in figures["abilities"]):
        reached = [figures["abilities"][f"{name} ({language})"] for language in LANGUAGES]
        rows.append((name, "≥ 95 %", " / ".join(f"{100 * share:.0f}" for share in reached) + " %", min(reached) >= 0.95))
    cut = figures["cut context"]
    rows.append(("fact cut away: another answer", "≥ 95 %", " / ".join(f"{100 * share:.0f}" for share in cut.values()) + " %", min(cut.values()) >= 0.95))
    rows.append(("calibration", "≤ 3 points", f"{figures['calibration']:.1f}", figures["calibration"] <= 3))
    for kind in ("stories", "descriptions"):
        share = [figures["temperature"][f"{kind} {language} 0.7"]["grammatical"] for language in LANGUAGES]
        rows.append((f"{kind}: grammatical at 0.7", "≥ 95 %", " / ".join(f"{100 * each:.0f}" for each in share) + " %", min(share) >= 0.95))
        for value in (0.1, 0.7, 2.0):
            distinct = [figures["temperature"][f"{kind} {language} {value}"]["distinct"] for language in LANGUAGES]
            rows.append((f"{kind}: distinct of 20 at {value}", "", " / ".join(map(str, distinct)), None))
    for name in ("words", "frames seen again"):
        rows.append((f"corpus: {name}", "thousands", " / ".join(f"{figures['corpus'][language][name]:,}" for language in LANGUAGES), None))
    rows += [(f"{name} head", "clear", f"{figure['score']:.2f} (layer {figure['layer']}, head {figure['head']})", None) for name, figure in figures["heads"].items()]
    return [f"{name:34} {target:11} {reached:26} {'' if good is None else 'yes' if good else 'NO'}" for name, target, reached, good in rows]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=100, help="examples of each test")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--json", type=Path, help="write the figures here too")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    model = Model(options.folder)
    figures = {"abilities": abilities(model, options.count), "cut context": cut_context(model, options.count), "heads": heads(model)}
    figures["calibration"] = calibration(model)
    figures["temperature"] = temperature(model)
    figures["corpus"] = count_corpus(25_000)
    figures["sha256"] = hashlib.sha256((options.folder / "model.safetensors").read_bytes()).hexdigest()
    print(f"\n{'':34} {'target':11} {'English / Spanish':26} reached", *summary(figures), sep="\n")
    print(f"\nmodel.safetensors: sha256 {figures['sha256']}")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2) + "\n")


if __name__ == "__main__":
    main()
