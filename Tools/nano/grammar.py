"""Sentences that say the same in English and Spanish: noun phrases and clauses that agree in gender, number and tense."""

from draw import sentence
from words import ADJECTIVES, BEINGS, CITIES, COUNTRIES, FOOD, MEETINGS, NAMES, PLACES, QUALITIES, STATES, THINGS, TIMES, UNCOUNTED, VERBS

IRREGULAR = {
    "man": "men", "woman": "women", "postman": "postmen", "fireman": "firemen", "fisherman": "fishermen", "mouse": "mice", "goose": "geese", "fish": "fish",
    "sheep": "sheep", "deer": "deer", "knife": "knives", "leaf": "leaves", "scarf": "scarves", "thief": "thieves", "wolf": "wolves", "tomato": "tomatoes",
    "potato": "potatoes", "paraguas": "paraguas",
}
NUMBERS = [("two", "dos"), ("three", "tres"), ("four", "cuatro"), ("five", "cinco"), ("six", "seis"), ("seven", "siete"), ("eight", "ocho"), ("nine", "nueve"),
           ("ten", "diez"), ("eleven", "once"), ("twelve", "doce"), ("twenty", "veinte"), ("many", None), ("some", None)]
THE, ONE = {"m": "el", "f": "la"}, {"m": "un", "f": "una"}


def a(word):
    """The English indefinite article of a word."""
    return "an" if word[0] in "aeiou" and not word.startswith(("use", "uni")) else "a"


def english_plural(word):
    if word in IRREGULAR:
        return IRREGULAR[word]
    if word.endswith(("s", "x", "ch", "sh")):
        return word + "es"
    return word[:-1] + "ies" if word.endswith("y") and word[-2] not in "aeiou" else word + "s"


def spanish_plural(word):
    if word in IRREGULAR:
        return IRREGULAR[word]
    if word[-1] in "aeiouáéó":
        return word + "s"
    if word.endswith("z"):
        return word[:-1] + "ces"
    if word[-1] in "ns" and word[-2] in "áéíóú":
        word = word[:-2] + dict(zip("áéíóú", "aeiou"))[word[-2]] + word[-1]
    return word + "es"


def noun_phrase(noun, definite, adjective=None):
    """The same noun phrase in both languages."""
    english, spanish, gender = noun
    if definite or english in UNCOUNTED:
        article, articulo = "the", THE[gender]
    else:
        article, articulo = a(adjective[0] if adjective else english), ONE[gender]
    if not adjective:
        return f"{article} {english}", f"{articulo} {spanish}"
    return f"{article} {adjective[0]} {english}", f"{articulo} {spanish} {adjective[1 if gender == 'm' else 2]}"


def conjugated(verb, past, negative):
    """The verb of a third person in both languages."""
    (infinitive, present, before), (presente, pasado), _ = verb
    english = ("did not " if past else "does not ") + infinitive if negative else before if past else present
    return english, ("no " if negative else "") + (pasado if past else presente)


def joined(parts):
    """Both languages' sentences from the parts that say the same."""
    return {"en": sentence(" ".join(part[0] for part in parts) + "."), "es": sentence(" ".join(part[1] for part in parts) + ".")}


def subject(draw, noun):
    return noun_phrase(noun, draw.chance(0.75), draw.choice(ADJECTIVES["being"]) if draw.chance(0.25) else None)


def clause(draw, *, forms=True):
    """A sentence in both languages; who, what it does and to what are a combination of this side.

    Without `forms` it stays simple: present tense, no negation.
    """
    kind = draw.weighted({"object": 0.7, "being": 0.12, "adjective": 0.18})
    past, negative = forms and draw.chance(0.25), forms and draw.chance(0.1)
    if kind == "adjective":
        return described(draw, past)
    while True:
        verb = draw.choice(VERBS if kind == "object" else MEETINGS)
        who, what = draw.choice(BEINGS), draw.choice(verb[2] or BEINGS)
        if who != what and draw.allows(who[0], verb[0][1], what[0]):
            break
    if kind == "object":
        thing = noun_phrase(what, draw.chance(0.5), draw.choice(ADJECTIVES["thing"]) if what in THINGS and draw.chance(0.2) else None)
    else:
        english, spanish = noun_phrase(what, draw.chance(0.7))
        thing = english, ("a " + spanish).replace("a el ", "al ")
    parts = [subject(draw, who), conjugated(verb, past, negative), thing]
    if draw.chance(0.2):
        parts.append(draw.choice(PLACES))
    elif draw.chance(0.15):
        parts.append(draw.choice(TIMES))
    return joined(parts)


def described(draw, past):
    """How somebody is: Spanish has one verb for what lasts and one for what passes."""
    while True:
        who, quality = draw.choice(BEINGS), draw.choice(QUALITIES + STATES)
        if draw.allows(who[0], quality[0]):
            break
    verb = ("was" if past else "is", ("era" if past else "es") if quality in QUALITIES else ("estaba" if past else "está"))
    very = ("very ", "muy ") if quality in QUALITIES and draw.chance(0.3) else ("", "")
    return joined([noun_phrase(who, True), verb, (very[0] + quality[0], very[1] + quality[1 if who[2] == "m" else 2])])


def phrase(draw):
    """A noun phrase in both languages: the dictionary."""
    noun = draw.choice(BEINGS + FOOD + THINGS)
    kind = "being" if noun in BEINGS else "thing" if noun in THINGS else None
    english, spanish = noun_phrase(noun, draw.chance(0.5), draw.choice(ADJECTIVES[kind]) if kind and draw.chance(0.35) else None)
    return {"en": english, "es": spanish}


def counted(draw):
    """Some things in a place."""
    noun = draw.choice([noun for noun in FOOD + THINGS if noun[0] not in UNCOUNTED])
    number = draw.choice(NUMBERS)
    spanish = number[1] or {"many": "much", "some": "un"}[number[0]] + noun[2].replace("m", "os").replace("f", "as")
    return joined([("there are", "hay"), (number[0], spanish), (english_plural(noun[0]), spanish_plural(noun[1])), draw.choice(PLACES)])


def crowd(draw):
    """What several beings do."""
    noun, place = draw.choice(BEINGS), draw.choice(PLACES)
    doing = draw.choice([("sleep", "duermen"), ("wait", "esperan"), ("sing", "cantan"), ("run", "corren"), ("play", "juegan"), ("talk", "hablan"), ("rest", "descansan"),
                         ("were waiting", "esperaban"), ("were singing", "cantaban"), ("were sleeping", "dormían"), ("are", "están"), ("were", "estaban")])
    articles = {"m": "los", "f": "las"}[noun[2]]
    return joined([("the", articles), (english_plural(noun[0]), spanish_plural(noun[1])), doing, place])


def travelled(draw):
    """Where somebody went, and when."""
    going = draw.choice([("goes to", "va a"), ("went to", "fue a"), ("travels to", "viaja a"), ("travelled to", "viajó a"), ("returned from", "volvió de"), ("comes from", "viene de")])
    where = (lambda city: (city, city))(draw.choice(CITIES)) if draw.chance(0.5) else draw.choice(COUNTRIES)
    return joined([noun_phrase(draw.choice(BEINGS), True), going, where, draw.choice(TIMES)])


def bought(draw):
    """What somebody with a name did, far from anything that is asked about people."""
    verb = draw.choice([verb for verb in VERBS if verb[0][0] != "have"])
    name = draw.choice(NAMES)
    return joined([(name, name), conjugated(verb, draw.chance(0.6), False), noun_phrase(draw.choice(verb[2]), draw.chance(0.5)), draw.choice(PLACES + TIMES)])


def weather(draw):
    quality = draw.choice([("cold", "frío"), ("warm", "calor"), ("windy", "viento"), ("sunny", "sol"), ("foggy", "niebla")])
    past = draw.chance(0.5)
    place = draw.choice(PLACES[8:] + TIMES[4:24])
    return joined([(f"it {'was' if past else 'is'} {quality[0]}", f"{('había' if past else 'hay') if quality[1] == 'niebla' else ('hacía' if past else 'hace')} {quality[1]}"), place])


def filler(draw):
    """A sentence in both languages without news for a question about people: nobody asks what the baker bought."""
    make = draw.choices((clause, counted, crowd, travelled, bought, weather), (0.35, 0.15, 0.15, 0.12, 0.13, 0.1))[0]
    return make(draw)
