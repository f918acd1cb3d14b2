"""Short stories, drawn sentence by sentence with known probabilities.

Every `pick` is a marked choice point: what was written before decides the table, the table is the truth. A model that
has learnt the language of these stories gives, at temperature 1, the table's probabilities.
"""

import re

from draw import Choice, Example, sentence
from words import MEN, NAMES, WOMEN

# Each hero: its Spanish word and that word's gender.
HEROES = {
    "dragon": ("dragón", "m"), "princess": ("princesa", "f"), "wizard": ("mago", "m"), "fox": ("zorro", "m"),
    "witch": ("bruja", "f"), "robot": ("robot", "m"), "sailor": ("marinero", "m"), "girl": ("niña", "f"),
    "giant": ("gigante", "m"), "queen": ("reina", "f"), "mouse": ("ratón", "m"), "ghost": ("fantasma", "m"),
}
# Groups of heroes share their tables, so a table is learnt from several heroes.
GROUP = {"dragon": 0, "giant": 0, "ghost": 0, "wizard": 0, "princess": 1, "queen": 1, "girl": 1, "witch": 1,
         "fox": 2, "mouse": 2, "robot": 2, "sailor": 2}
HERO = {"dragon": 0.2, "princess": 0.15, "wizard": 0.1, "fox": 0.1, "witch": 0.08, "robot": 0.08, "sailor": 0.07,
        "girl": 0.06, "giant": 0.05, "queen": 0.05, "mouse": 0.03, "ghost": 0.03}
NATURE = [  # by group
    {"old": 0.5, "lonely": 0.3, "proud": 0.2},
    {"brave": 0.6, "clever": 0.3, "quiet": 0.1},
    {"small": 0.4, "hungry": 0.4, "curious": 0.2},
]
NATURE_ES = {"old": ("viejo", "vieja"), "lonely": ("solitario", "solitaria"), "proud": ("orgulloso", "orgullosa"),
             "brave": ("valiente", "valiente"), "clever": ("lista", "lista"), "quiet": ("callada", "callada"),
             "small": ("pequeño", "pequeña"), "hungry": ("hambriento", "hambrienta"), "curious": ("curioso", "curiosa")}
PLACE = [
    {"castle": 0.5, "cave": 0.3, "tower": 0.2},
    {"palace": 0.4, "village": 0.4, "tower": 0.2},
    {"forest": 0.6, "village": 0.25, "ship": 0.15},
]
PLACE_ES = {"castle": "un castillo", "cave": "una cueva", "tower": "una torre", "palace": "un palacio",
            "village": "un pueblo", "forest": "un bosque", "ship": "un barco"}
WEATHER = {  # by place
    "castle": {"cold": 0.5, "dark": 0.3, "clear": 0.2}, "cave": {"dark": 0.7, "cold": 0.3},
    "tower": {"clear": 0.6, "windy": 0.4}, "palace": {"sunny": 0.7, "clear": 0.3}, "village": {"sunny": 0.5, "rainy": 0.5},
    "forest": {"rainy": 0.5, "dark": 0.3, "sunny": 0.2}, "ship": {"windy": 0.6, "rainy": 0.4},
}
WEATHER_ES = {"cold": "fría", "dark": "oscura", "clear": "clara", "windy": "ventosa", "sunny": "soleada", "rainy": "lluviosa"}
FOUND = [
    {"a golden key": 0.5, "an old map": 0.3, "a magic lamp": 0.2},
    {"a red book": 0.4, "a golden key": 0.3, "a blue stone": 0.3},
    {"an old map": 0.6, "a blue stone": 0.3, "a silver bell": 0.1},
]
FOUND_ES = {"a golden key": "una llave dorada", "an old map": "un mapa antiguo", "a magic lamp": "una lámpara mágica",
            "a red book": "un libro rojo", "a blue stone": "una piedra azul", "a silver bell": "una campana de plata"}
DID = {  # by what was found
    "a golden key": {"opened a secret door": 0.7, "hid it under a tree": 0.3},
    "an old map": {"followed it to the sea": 0.5, "followed it to the mountains": 0.3, "gave it to a friend": 0.2},
    "a magic lamp": {"made a wish": 0.8, "gave it to a friend": 0.2},
    "a red book": {"read it all night": 0.6, "gave it to a friend": 0.4},
    "a blue stone": {"threw it into the river": 0.5, "hid it under a tree": 0.5},
    "a silver bell": {"rang it three times": 0.9, "gave it to a friend": 0.1},
}
DID_ES = {"opened a secret door": "abrió una puerta secreta", "hid it under a tree": "escondió {} bajo un árbol",
          "followed it to the sea": "siguió {} hasta el mar", "followed it to the mountains": "siguió {} hasta las montañas",
          "gave it to a friend": "regaló {} a un amigo", "made a wish": "pidió un deseo", "read it all night": "leyó {} toda la noche",
          "threw it into the river": "tiró {} al río", "rang it three times": "tocó {} tres veces"}
THE_ES = {"a golden key": "la llave", "an old map": "el mapa", "a magic lamp": "la lámpara", "a red book": "el libro",
          "a blue stone": "la piedra", "a silver bell": "la campana"}
END = {  # by group
    0: {"slept for a hundred years": 0.6, "was never alone again": 0.4},
    1: {"became famous": 0.5, "was never afraid again": 0.5},
    2: {"went home happy": 0.75, "danced until morning": 0.25},
}
END_ES = {"slept for a hundred years": "durmió cien años", "was never alone again": "nunca volvió a estar a solas",
          "became famous": "se hizo famosa", "was never afraid again": "nunca volvió a tener miedo",
          "went home happy": "volvió feliz a casa", "danced until morning": "bailó hasta la mañana"}
ASK = {
    "en": ["Tell me a story.", "Tell me a short story.", "Write a story.", "Write a short story."],
    "es": ["Cuéntame un cuento.", "Cuéntame una historia.", "Escribe un cuento.", "Escribe un cuento corto."],
}
ASK_ABOUT = {
    "en": ["Tell me a story about a {}.", "Write a story about a {}.", "Tell me about a {}."],
    "es": ["Cuéntame un cuento sobre {}.", "Escribe un cuento sobre {}.", "Cuéntame algo de {}."],
}


class Telling:
    """A story while it is told: the text so far and the choice points passed."""

    def __init__(self, draw, language):
        self.draw, self.language, self.text, self.choices = draw, language, "", []

    def say(self, words):
        self.text += words

    def pick(self, table, written):
        """Draws from the table and says the choice; `written` turns an option into this language's words."""
        self.choices.append(Choice(self.text, {written(option): share for option, share in table.items()}))
        option = self.draw.weighted(table)
        self.say(written(option))
        return option


def tell(draw, language, hero=None):
    """A story about a hero whose name is, with the hero, a combination of this side.

    The name is no choice point: holding out combinations of anything marked would bend the very tables that are the truth.
    """
    story = Telling(draw, language)
    (tell_english if language == "en" else tell_spanish)(story, hero)
    return story


def name_for(draw, hero):
    while True:
        name = draw.choice(WOMEN if HEROES[hero][1] == "f" else MEN)
        if draw.allows(hero, name):
            return name


def tell_english(story, hero):
    word = lambda option: " " + option
    story.say("Once upon a time there was a")
    if hero is None:
        hero = story.pick(HERO, word)
    else:
        story.say(f" {hero}")
    group, name = GROUP[hero], name_for(story.draw, hero)
    story.say(f" called {name}, who was very")
    story.pick(NATURE[group], word)
    story.say(f". {name} lived in a")
    place = story.pick(PLACE[group], word)
    story.say(". One")
    story.pick(WEATHER[place], word)
    story.say(f" day the {hero} found")
    found = story.pick(FOUND[group], word)
    story.say(f". The {hero}")
    story.pick(DID[found], word)
    story.say(f". In the end {name}")
    story.pick(END[group], word)
    story.say(".")


def tell_spanish(story, hero):
    story.say("Había una vez")
    article = lambda option: {"m": "un", "f": "una"}[HEROES[option][1]]
    if hero is None:
        hero = story.pick(HERO, lambda option: f" {article(option)} {HEROES[option][0]}")
    else:
        story.say(f" {article(hero)} {HEROES[hero][0]}")
    group, name, (spanish, gender) = GROUP[hero], name_for(story.draw, hero), HEROES[hero]
    the = {"m": "el", "f": "la"}[gender] + " " + spanish
    story.say(f" {'llamado' if gender == 'm' else 'llamada'} {name}, muy")
    story.pick(NATURE[group], lambda option: " " + NATURE_ES[option][gender == "f"])
    story.say(f". {name} vivía en")
    place = story.pick(PLACE[group], lambda option: " " + PLACE_ES[option])
    story.say(". Una mañana")
    story.pick(WEATHER[place], lambda option: " " + WEATHER_ES[option])
    story.say(f" {the} encontró")
    found = story.pick(FOUND[group], lambda option: " " + FOUND_ES[option])
    story.say(f". {sentence(the)}")
    story.pick(DID[found], lambda option: " " + DID_ES[option].format(THE_ES[found]))
    story.say(f". Al final {name}")
    story.pick(END[group], lambda option: " " + END_ES[option])
    story.say(".")


def make(draw, *, asked=0.5):
    """A story as plain text, or as the reply to somebody who asks for one."""
    language = draw.choice(("en", "es"))
    if not draw.chance(asked):
        story = tell(draw, language)
        return Example("stories", language, text=story.text, choices=story.choices)
    if draw.chance(0.5):
        hero = draw.choice(list(HEROES))
        spanish, gender = HEROES[hero]
        named = hero if language == "en" else {"m": "un ", "f": "una "}[gender] + spanish
        question = draw.choice(ASK_ABOUT[language]).format(named)
        story = tell(draw, language, hero)
    else:
        question = draw.choice(ASK[language])
        story = tell(draw, language)
    messages = [("user", question), ("assistant", story.text)]
    return Example("stories", language, messages, answer=story.text, choices=story.choices)


def grammatical(text, language):
    """How many sentences the text has, and how many of them these stories can contain."""
    every = sentences(language)
    found = [part.strip() + "." for part in text.split(".") if part.strip()]
    return sum(NAME.sub("NAME", part) in every for part in found), len(found)


NAME = re.compile(r"\b(" + "|".join(NAMES) + r")\b")


def sentences(language):
    """Every sentence the grammar can say, NAME standing for any name: few enough to be written out."""
    english = language == "en"
    every = set()
    for hero, (spanish, gender) in HEROES.items():
        group = GROUP[hero]
        the = f"the {hero}" if english else {"m": "el", "f": "la"}[gender] + " " + spanish
        for nature in NATURE[group]:
            every.add(f"Once upon a time there was a {hero} called NAME, who was very {nature}." if english else
                      f"Había una vez {'un' if gender == 'm' else 'una'} {spanish} {'llamado' if gender == 'm' else 'llamada'} NAME,"
                      f" muy {NATURE_ES[nature][gender == 'f']}.")
        for place in PLACE[group]:
            every.add(f"NAME lived in a {place}." if english else f"NAME vivía en {PLACE_ES[place]}.")
            for weather in WEATHER[place]:
                for found in FOUND[group]:
                    every.add(f"One {weather} day {the} found {found}." if english else
                              f"Una mañana {WEATHER_ES[weather]} {the} encontró {FOUND_ES[found]}.")
        for found in FOUND[group]:
            for did in DID[found]:
                every.add(sentence(f"{the} {did}." if english else f"{the} {DID_ES[did].format(THE_ES[found])}."))
        for end in END[group]:
            every.add(f"In the end NAME {end}." if english else f"Al final NAME {END_ES[end]}.")
    return every
