"""Counts the corpus: `python count.py [--documents 25000]` prints how many distinct words and frames each language has in a sample.

A word is a form: letters in lower case, whatever the meaning. A frame is a sentence whose names, cities, nouns, adjectives
and numbers are gaps: what is left when the words that change freely are taken out.
"""

import argparse
import itertools
import re
from collections import Counter

import grammar
import mixture
from draw import LANGUAGES, Draw, plain
from words import ADJECTIVES, BEINGS, CITIES, COLOURS, COUNTRIES, FOOD, JOBS, NAMES, PETS, QUALITIES, STATES, THINGS

LETTERS = re.compile(r"[^\W\d_]+")


def sample(documents):
    """(language, text) of what is written in one language: no conversation in two, no invented words."""
    draw = Draw("count fillers")
    for _ in range(documents):
        yield from grammar.filler(draw).items()
    for stage in mixture.STAGES:
        for example in itertools.islice(mixture.examples(f"count {stage}", stage), documents):
            if example.text and example.kind != "induction":
                yield example.language, plain(example.text)
            if example.messages and example.messages[0][0] == "user" and example.kind != "translation":
                yield from ((example.language, plain(text)) for _, text in example.messages)


def gaps(language):
    """Every word that a frame leaves open."""
    side = language == "es"
    words = set(NAMES) | set(CITIES)
    for noun in BEINGS + FOOD + THINGS:
        words |= {noun[side], (grammar.spanish_plural if side else grammar.english_plural)(noun[side])}
    for pair in COLOURS + COUNTRIES + JOBS + PETS:
        words |= {part.split()[-1] for part in (pair[1:] if side else pair[:1])}
    for adjective in ADJECTIVES["being"] + ADJECTIVES["thing"] + QUALITIES + STATES:
        words |= set(adjective[1:] if side else adjective[:1])
    return {word.lower() for word in words}


def count(documents):
    """For each language its words, its words without names and cities, its frames, and the frames seen more than once."""
    words, frames = ({language: Counter() for language in LANGUAGES} for _ in range(2))
    open_words = {language: gaps(language) for language in LANGUAGES}
    for language, text in sample(documents):
        words[language].update(LETTERS.findall(text.lower()))
        for part in re.split(r"[.?!:]\s*", text):
            frame = ("_" if word in open_words[language] or word.isdigit() else word for word in re.findall(r"[^\W_]+", part.lower()))
            frames[language][" ".join(frame)] += 1
    copied = {word.lower() for word in NAMES + CITIES}
    figures = {}
    for language in LANGUAGES:
        often = {word for word, times in words[language].items() if times >= 5}  # an invented word hardly comes five times
        figures[language] = {"words": len(often), "without names and cities": len(often - copied), "frames": len(frames[language]),
                             "frames seen again": sum(times > 1 for times in frames[language].values())}
    return figures


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=25_000, help="of each stage")
    for language, figures in count(parser.parse_args().documents).items():
        print(f"{language}: " + ", ".join(f"{number:,} {name}" for name, number in figures.items()))


if __name__ == "__main__":
    main()
