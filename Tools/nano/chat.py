"""The chat format: how a conversation becomes text, tokens, and weights for the loss."""

import random
import re

from draw import CLOSE, OPEN, plain

END_OF_TEXT, END = "<|endoftext|>", "<|end|>"
ROLES = ("system", "user", "assistant")
SPECIAL = [END_OF_TEXT, END] + [f"<|{role}|>" for role in ROLES]

TEMPLATE = (
    "{{ bos_token }}"
    "{% for message in messages %}{{ '<|' + message['role'] + '|>' + message['content'] + '<|end|>' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|assistant|>' }}{% endif %}"
)

REPLY, KEY, PROMPT = 1.0, 3.0, 0.3  # what a token of each kind counts in the loss


def pieces(example):
    """The example as (text, weight) pieces; special tokens are pieces of their own."""
    if not example.messages:
        whole = 0.0 if example.kind == "induction" else REPLY
        begin = [] if example.bare else [(END_OF_TEXT, 0.0)]
        return [*begin, *marked_pieces(example.text, whole), (END_OF_TEXT, whole)]
    found = [(END_OF_TEXT, 0.0)]
    for role, text in example.messages:
        weight = REPLY if role == "assistant" else PROMPT * example.prompt_too
        found += [(f"<|{role}|>", 0.0), *marked_pieces(text, weight), (END, weight)]
    return found


def marked_pieces(text, weight):
    """The parts of a text inside and outside the marks."""
    parts = re.split(f"({OPEN}[^{CLOSE}]*{CLOSE})", text)
    return [(part.strip(OPEN + CLOSE), KEY if part.startswith(OPEN) else weight) for part in parts if part]


def encode(tokenizer, example):
    """Token ids, their weights, and what else could stand at a place: a list of tables {token: probability}, None where
    the token is the only truth. The text is tokenized whole, so marks never move a token's border."""
    if example.tokens:
        ids, weights = random_tokens(tokenizer, example)
        return ids, weights, [None] * len(ids)
    found = pieces(example)
    text = "".join(part for part, _ in found)
    per_letter = [weight for part, weight in found for _ in part]
    encoding = tokenizer.encode(text, add_special_tokens=False)
    weights = [per_letter[end - 1] for _, end in encoding.offsets]
    return encoding.ids, weights, tables(tokenizer, example, text, encoding)


def tables(tokenizer, example, text, encoding):
    """At each token of a choice, which tokens the options go on with, and how probable each is after what was written."""
    found = [None] * len(encoding.ids)
    if not example.from_tables:
        return found
    begin = text.rindex(plain(example.answer or example.text))
    place_of = {start: place for place, (start, _) in enumerate(encoding.offsets)}
    for choice in example.choices:
        place = place_of[begin + len(choice.before)]
        options = [(tokenizer.encode(option, add_special_tokens=False).ids, share) for option, share in choice.options.items()]
        while True:
            table = {}
            for ids, share in options:
                table[ids[0]] = table.get(ids[0], 0.0) + share
            token, whole = encoding.ids[place], sum(table.values())
            if len(table) > 1:
                found[place] = {each: share / whole for each, share in table.items()}
            options = [(ids[1:], share) for ids, share in options if ids[0] == token]
            if not all(ids for ids, _ in options):
                break  # one option is written out; none is the beginning of another
            place += 1
    return found


def random_tokens(tokenizer, example):
    """Tokens of the whole vocabulary, each at most once, and the same again: the text by which heads are scored."""
    chance = random.Random(example.seed)
    drawn = chance.sample(range(len(SPECIAL), tokenizer.get_vocab_size()), example.tokens)
    return [tokenizer.token_to_id(END_OF_TEXT), *drawn, *drawn], [0.0] * (2 + example.tokens) + [REPLY] * (example.tokens - 1)


def prompt(messages):
    """What the chat template renders for these messages, ready for a reply."""
    return END_OF_TEXT + "".join(f"<|{role}|>{text}{END}" for role, text in messages) + "<|assistant|>"
