"""One-clause sentences from one language into the other, and the words they are made of."""

import grammar
from abilities import manners
from draw import Example, marked

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
        both = grammar.phrase(draw) if draw.chance(words) else grammar.clause(draw)
        asked = both[source] if by_system else draw.choice(ASK[into][draw.choice(("en", "es"))]).format(both[source])
        answer = both[into]
        messages += [("user", asked), ("assistant", marked(answer))]
    return Example("translation", into, messages, answer=answer)
