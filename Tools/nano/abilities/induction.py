"""Lists that come again: what induction heads live on, and the quickest way to make them form."""

from draw import OPEN, CLOSE, Example, invented_word
from words import BEINGS, CITIES, COLOURS, FOOD, NAMES, THINGS

WORDS = {
    "en": NAMES + CITIES + [word[0] for word in BEINGS + FOOD + THINGS + COLOURS],
    "es": NAMES + CITIES + [word[1] for word in BEINGS + FOOD + THINGS + COLOURS],
}


def make(draw, *, longest=24):
    language = draw.choice(("en", "es"))
    return draw.choices((repeated, paired, at_random), (0.3, 0.3, 0.4))[0](draw, language, longest)


def at_random(draw, language, longest):
    """Tokens of the whole vocabulary in no order, and the same tokens again."""
    return Example("induction", language, tokens=draw.randint(4, 3 * longest), seed=draw.getrandbits(32))


def repeated(draw, language, longest):
    """Words in no order, and the same words again."""
    words = draw.sample(WORDS[language], draw.randint(4, longest))
    words = [invented_word(draw) if draw.chance(0.2) else word for word in words]
    again = f"{OPEN} {' '.join(words[1:])}{CLOSE}"
    return Example("induction", language, text=f" {' '.join(words)} {words[0]}{again}", answer=" ".join(words[1:]))


def paired(draw, language, longest):
    """Names with something that is theirs, and the same pairs in another order."""
    names = draw.sample(NAMES, draw.randint(2, max(3, longest // 3)))
    names = [invented_word(draw) if draw.chance(0.2) else name for name in names]
    others = draw.sample(draw.choice((CITIES, [thing[language == "es"] for thing in FOOD + THINGS])), len(names))
    link = draw.choice((":", " ->", " ="))
    pairs = list(zip(names, others))
    first = "".join(f"{name}{link} {other}. " for name, other in pairs)
    draw.shuffle(pairs)
    second = " ".join(f"{name}{link}{OPEN} {other}{CLOSE}." for name, other in pairs)
    return Example("induction", language, text=first + second, answer=pairs[0][1])
