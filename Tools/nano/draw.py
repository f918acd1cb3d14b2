"""Chance with a known truth: every random decision of the generator goes through a `Draw`."""

import random
import re
import zlib
from dataclasses import dataclass, field

LANGUAGES = ("en", "es")

# Words of a reply between these marks are what an exercise is about; training counts them more, and they are removed
# before the text reaches the tokenizer.
OPEN, CLOSE = "\u27e6", "\u27e7"


@dataclass
class Choice:
    """A marked choice point: what came before, what can follow, and how probable each is."""

    before: str
    options: dict


@dataclass
class Example:
    """One document of the corpus: a conversation, or plain text when it has no messages."""

    kind: str
    language: str
    messages: list = field(default_factory=list)  # (role, text) pairs
    text: str = ""
    tokens: int = 0  # how many random tokens stand for the text, and then stand there once more
    seed: int = 0  # what these tokens follow from
    answer: str = ""  # what a right last reply contains; evaluation reads it
    choices: list = field(default_factory=list)  # marked choice points of the text or of the last reply
    from_tables: bool = False  # whether a choice point is learnt from its table instead of from what was drawn there
    bare: bool = False  # plain text without the token that begins a text, as somebody may type it
    prompt_too: bool = False  # whether the user's words are learnt as well as the replies


class Draw(random.Random):
    """A seeded source of chance that keeps held-out combinations apart.

    A combination (a name and a city, a subject and a verb, …) is held out when its checksum says so. Training draws
    never return one, evaluation draws return nothing else, so no example of one can appear in the other.
    """

    def __init__(self, seed, held_out=False):
        super().__init__(seed)
        self.held_out = held_out

    def allows(self, *parts):
        """Whether this side (training or evaluation) may use this combination."""
        return (zlib.crc32("|".join(map(str, parts)).encode()) % 10 == 0) == self.held_out

    def pair(self, first, second):
        """One of each, in a combination of this side."""
        while True:
            one, other = self.choice(first), self.choice(second)
            if self.allows(str(one), str(other)):
                return one, other

    def chance(self, probability):
        return self.random() < probability

    def weighted(self, options):
        """One key of a table of probabilities."""
        return self.choices(list(options), list(options.values()))[0]


def marked(text):
    return OPEN + text + CLOSE


def plain(text):
    """The text without its marks."""
    return re.sub(f"[{OPEN}{CLOSE}]", "", text)


def sentence(text):
    """The text with its first letter in upper case (after an opening question or exclamation mark)."""
    for index, letter in enumerate(text):
        if letter.isalpha():
            return text[:index] + letter.upper() + text[index + 1 :]
    return text


def invented_word(draw):
    """A name that nobody has, of several tokens: what is copied need not be known."""
    begin = draw.choice("b c d f g h j k l m n p r s t v w y z br ch dr fr gr kl pl sh st th tr".split())
    rest = [draw.choice("aeiou") + draw.choice("bcdfgklmnprstvz") for _ in range(draw.randint(1, 2))]
    return (begin + "".join(rest) + draw.choice(["", "a", "o", "e", "i", "an", "os", "er"])).capitalize()
