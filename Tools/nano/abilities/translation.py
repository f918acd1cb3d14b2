"""One-clause sentences from one language into the other, and the words they are made of."""

from abilities import manners
from draw import Example, marked, sentence
from words import ADJECTIVES, ANIMALS, COLOURS, FOOD, THINGS, UNCOUNTED, VERBS

ASK = {
    "es": {"en": ["Translate into Spanish: {}", "Translate to Spanish: {}", "How do you say this in Spanish? {}", "In Spanish: {}"],
           "es": ["Traduce al español: {}", "Pasa al español: {}", "¿Cómo se dice en español? {}", "En español: {}"]},
    "en": {"en": ["Translate into English: {}", "Translate to English: {}", "How do you say this in English? {}", "In English: {}"],
           "es": ["Traduce al inglés: {}", "Pasa al inglés: {}", "¿Cómo se dice en inglés? {}", "En inglés: {}"]},
}
SYSTEM = {
    "es": ["Translate into Spanish.", "You are a translator. Translate into Spanish.", "Traduce al español.", "Eres un traductor. Traduce al español."],
    "en": ["Translate into English.", "You are a translator. Translate into English.", "Traduce al inglés.", "Eres un traductor. Traduce al inglés."],
}


def noun_phrase(noun, definite, adjective=None):
    """The same noun phrase in both languages."""
    english, spanish, gender = noun
    if definite or english in UNCOUNTED:
        article, articulo = "the", {"m": "el", "f": "la"}[gender]
    else:
        first = adjective[0] if adjective else english
        article, articulo = ("an" if first[0] in "aeiou" else "a"), {"m": "un", "f": "una"}[gender]
    if not adjective:
        return f"{article} {english}", f"{articulo} {spanish}"
    return f"{article} {adjective[0]} {english}", f"{articulo} {spanish} {adjective[1 if gender == 'm' else 2]}"


def clause(draw):
    """A sentence in both languages; subject, verb and object are a combination of this side."""
    while True:
        subject, (verb, verbo, objects) = draw.choice(ANIMALS), draw.choice(VERBS)
        thing = draw.choice(objects)
        if draw.allows(subject[0], verb, thing[0]):
            break
    adjective = draw.choice(ADJECTIVES) if draw.chance(0.4) else None
    subject = noun_phrase(subject, draw.chance(0.7), adjective)
    thing = noun_phrase(thing, draw.chance(0.5))
    return {"en": sentence(f"{subject[0]} {verb} {thing[0]}."), "es": sentence(f"{subject[1]} {verbo} {thing[1]}.")}


def phrase(draw):
    """A noun phrase in both languages: the dictionary."""
    noun = draw.choice(ANIMALS + FOOD + THINGS)
    adjective = draw.choice(ADJECTIVES) if noun in ANIMALS and draw.chance(0.4) else None
    english, spanish = noun_phrase(noun, draw.chance(0.5), adjective)
    return {"en": english, "es": spanish}


def make(draw, *, words=0.0, turns=1):
    """Something to translate; `words` of the time a noun phrase, else a sentence."""
    into = draw.choice(("en", "es"))
    source = {"en": "es", "es": "en"}[into]
    messages, answer = [], ""
    by_system = draw.chance(0.15)
    if by_system:
        messages.append(("system", draw.choice(SYSTEM[into])))
    elif draw.chance(0.15):
        messages.append(("system", draw.choice(manners.OPENING[draw.choice(("en", "es"))])))
    for _ in range(draw.randint(1, turns)):
        both = phrase(draw) if draw.chance(words) else clause(draw)
        asked = both[source] if by_system else draw.choice(ASK[into][draw.choice(("en", "es"))]).format(both[source])
        answer = both[into]
        messages += [("user", asked), ("assistant", marked(answer))]
    return Example("translation", into, messages, answer=answer)
