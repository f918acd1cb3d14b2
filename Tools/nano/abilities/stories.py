"""Short stories and descriptions, drawn choice by choice with known probabilities.

Every `pick` is a marked choice point: what was written before decides the table, and the table is the truth. A model that
has learnt the language of these stories gives, at temperature 1, the table's probabilities. What decides a table was named
in the same sentence or the one before, and its first option is clearly the most probable, so that a low temperature can
only take that one.
"""

import re
import zlib
from functools import cache

from draw import Choice, Example, marked, sentence
from grammar import a
from words import MEN, NAMES, WOMEN

# Each hero: its Spanish word, that word's gender, its group. Heroes of a group share their tables.
HEROES = {
    "dragon": ("dragón", "m", 0), "giant": ("gigante", "m", 0), "ghost": ("fantasma", "m", 0), "wizard": ("mago", "m", 0), "witch": ("bruja", "f", 0),
    "princess": ("princesa", "f", 1), "queen": ("reina", "f", 1), "king": ("rey", "m", 1), "prince": ("príncipe", "m", 1), "knight": ("caballero", "m", 1),
    "fox": ("zorro", "m", 2), "mouse": ("ratón", "m", 2), "bear": ("oso", "m", 2), "owl": ("búho", "m", 2), "turtle": ("tortuga", "f", 2),
    "sailor": ("marinero", "m", 3), "pirate": ("pirata", "m", 3), "captain": ("capitana", "f", 3), "fisherman": ("pescador", "m", 3), "mermaid": ("sirena", "f", 3),
    "robot": ("robot", "m", 4), "girl": ("niña", "f", 4), "boy": ("niño", "m", 4), "painter": ("pintora", "f", 4), "baker": ("panadero", "m", 4),
}
HERO = {
    "dragon": 0.24, "princess": 0.1, "wizard": 0.08, "fox": 0.08, "pirate": 0.06, "robot": 0.06, "girl": 0.05, "boy": 0.04, "witch": 0.04, "king": 0.04,
    "queen": 0.03, "knight": 0.03, "bear": 0.02, "mermaid": 0.02, "sailor": 0.02, "giant": 0.01, "ghost": 0.01, "prince": 0.01, "mouse": 0.01, "owl": 0.01,
    "turtle": 0.01, "captain": 0.01, "fisherman": 0.01, "painter": 0.005, "baker": 0.005,
}
OPENING = {"Once upon a time there was": 0.6, "Long ago there lived": 0.3, "Far away there was": 0.1}
OPENING_ES = {"Once upon a time there was": "Había una vez", "Long ago there lived": "Hace mucho tiempo vivía", "Far away there was": "Muy lejos había"}
NATURE = [  # by group
    {"old": 0.5, "lonely": 0.3, "proud": 0.2},
    {"brave": 0.6, "rich": 0.3, "kind": 0.1},
    {"small": 0.5, "hungry": 0.3, "curious": 0.2},
    {"strong": 0.7, "tired": 0.2, "brave": 0.1},
    {"clever": 0.5, "happy": 0.25, "shy": 0.25},
]
NATURE_ES = {
    "old": ("viejo", "vieja"), "lonely": ("solitario", "solitaria"), "proud": ("orgulloso", "orgullosa"), "brave": ("valiente", "valiente"),
    "rich": ("rico", "rica"), "kind": ("amable", "amable"), "small": ("pequeño", "pequeña"), "hungry": ("hambriento", "hambrienta"),
    "curious": ("curioso", "curiosa"), "strong": ("fuerte", "fuerte"), "tired": ("cansado", "cansada"), "clever": ("listo", "lista"),
    "happy": ("feliz", "feliz"), "shy": ("tímido", "tímida"),
}
PLACE = [
    {"in a castle": 0.5, "in a cave": 0.3, "in a tower": 0.2},
    {"in a palace": 0.6, "in a castle": 0.3, "in a tower": 0.1},
    {"in a forest": 0.6, "near a river": 0.25, "on a hill": 0.15},
    {"on an island": 0.5, "on a ship": 0.3, "near a lighthouse": 0.2},
    {"in a village": 0.5, "in a big city": 0.3, "on a hill": 0.2},
]
PLACE_ES = {
    "in a castle": "en un castillo", "in a cave": "en una cueva", "in a tower": "en una torre", "in a palace": "en un palacio",
    "in a forest": "en un bosque", "near a river": "cerca de un río", "on a hill": "en una colina", "on an island": "en una isla",
    "on a ship": "en un barco", "near a lighthouse": "cerca de un faro", "in a village": "en un pueblo", "in a big city": "en una gran ciudad",
}
WEATHER = {  # by place
    "in a castle": {"cold": 0.5, "dark": 0.3, "clear": 0.2}, "in a cave": {"dark": 0.7, "cold": 0.3}, "in a tower": {"clear": 0.6, "windy": 0.4},
    "in a palace": {"sunny": 0.7, "clear": 0.3}, "in a forest": {"rainy": 0.5, "dark": 0.3, "sunny": 0.2}, "near a river": {"clear": 0.7, "rainy": 0.3},
    "on a hill": {"windy": 0.8, "sunny": 0.2}, "on an island": {"sunny": 0.6, "windy": 0.4}, "on a ship": {"windy": 0.5, "rainy": 0.3, "clear": 0.2},
    "near a lighthouse": {"dark": 0.65, "rainy": 0.35}, "in a village": {"sunny": 0.5, "rainy": 0.3, "cold": 0.2}, "in a big city": {"grey": 0.6, "rainy": 0.4},
}
WEATHER_ES = {"cold": "fría", "dark": "oscura", "clear": "clara", "windy": "ventosa", "sunny": "soleada", "rainy": "lluviosa", "grey": "gris"}
FOUND = [  # by group
    {"a golden key": 0.5, "an old map": 0.3, "a magic lamp": 0.2},
    {"a red book": 0.5, "a golden key": 0.25, "a lost crown": 0.25},
    {"a blue stone": 0.5, "a basket of apples": 0.3, "a silver bell": 0.2},
    {"an old map": 0.6, "a message in a bottle": 0.3, "a magic lamp": 0.1},
    {"a broken clock": 0.5, "a red book": 0.3, "a silver bell": 0.2},
]
THINGS_ES = {  # with "the": what the next sentences call it
    "a golden key": ("una llave dorada", "la llave"), "an old map": ("un mapa antiguo", "el mapa"), "a magic lamp": ("una lámpara mágica", "la lámpara"),
    "a red book": ("un libro rojo", "el libro"), "a lost crown": ("una corona perdida", "la corona"), "a blue stone": ("una piedra azul", "la piedra"),
    "a basket of apples": ("una cesta de manzanas", "la cesta"), "a silver bell": ("una campana de plata", "la campana"),
    "a message in a bottle": ("un mensaje en una botella", "el mensaje"), "a broken clock": ("un reloj roto", "el reloj"),
}
DID = {  # by what was found
    "a golden key": {"opened a secret door": 0.7, "hid it under a tree": 0.3},
    "an old map": {"followed it to the sea": 0.5, "followed it to the mountains": 0.3, "gave it to a friend": 0.2},
    "a magic lamp": {"made a wish": 0.8, "gave it to a friend": 0.2},
    "a red book": {"read it all night": 0.6, "gave it to a friend": 0.4},
    "a lost crown": {"took it to the king": 0.75, "hid it under a tree": 0.25},
    "a blue stone": {"threw it into the river": 0.6, "hid it under a tree": 0.4},
    "a basket of apples": {"shared it with everybody": 0.9, "gave it to a friend": 0.1},
    "a silver bell": {"rang it three times": 0.9, "gave it to a friend": 0.1},
    "a message in a bottle": {"read it all night": 0.7, "took it to the king": 0.3},
    "a broken clock": {"repaired it with patience": 0.65, "took it to the king": 0.35},
}
DID_ES = {
    "opened a secret door": "abrió una puerta secreta", "hid it under a tree": "escondió {} bajo un árbol", "followed it to the sea": "siguió {} hasta el mar",
    "followed it to the mountains": "siguió {} hasta las montañas", "gave it to a friend": "regaló {} a un amigo", "made a wish": "pidió un deseo",
    "read it all night": "leyó {} toda la noche", "took it to the king": "llevó {} al rey", "threw it into the river": "tiró {} al río",
    "shared it with everybody": "compartió {} con todos", "rang it three times": "tocó {} tres veces", "repaired it with patience": "arregló {} con paciencia",
}
THEN = {  # by what was done
    "opened a secret door": {"Behind it there was a garden": 0.6, "Behind it there was a treasure": 0.4},
    "hid it under a tree": {"Nobody ever saw it again": 0.7, "A bird was watching": 0.3},
    "followed it to the sea": {"The waves were singing": 0.65, "A ship was waiting": 0.35},
    "followed it to the mountains": {"The snow was shining": 0.8, "A bird was watching": 0.2},
    "gave it to a friend": {"The friend was very grateful": 0.9, "They laughed together": 0.1},
    "made a wish": {"The sky turned green": 0.6, "The wish came true": 0.4},
    "read it all night": {"It was full of secrets": 0.75, "It told the same story": 0.25},
    "took it to the king": {"The king gave a great feast": 0.6, "The king was asleep": 0.4},
    "threw it into the river": {"A fish swallowed it": 0.7, "Nobody ever saw it again": 0.3},
    "shared it with everybody": {"They laughed together": 0.8, "It was not enough": 0.2},
    "rang it three times": {"A hundred birds came": 0.6, "Nothing happened": 0.4},
    "repaired it with patience": {"It worked for ever": 0.65, "Nothing happened": 0.35},
}
THEN_ES = {
    "Behind it there was a garden": "Detrás había un jardín", "Behind it there was a treasure": "Detrás había un tesoro",
    "Nobody ever saw it again": "Nadie volvió a ver nada", "A bird was watching": "Un pájaro miraba", "The waves were singing": "Las olas cantaban",
    "A ship was waiting": "Un barco esperaba", "The snow was shining": "La nieve brillaba", "The friend was very grateful": "El amigo dio las gracias",
    "They laughed together": "Rieron juntos", "The sky turned green": "El cielo se volvió verde", "The wish came true": "El deseo se cumplió",
    "It was full of secrets": "Estaba lleno de secretos", "It told the same story": "Contaba la misma historia",
    "The king gave a great feast": "El rey dio una gran fiesta", "The king was asleep": "El rey dormía", "A fish swallowed it": "Se lo tragó un pez",
    "It was not enough": "No era bastante", "A hundred birds came": "Vinieron cien pájaros", "Nothing happened": "No pasó nada",
    "It worked for ever": "Funcionó para siempre",
}
END = [  # by group
    {"slept for a hundred years": 0.6, "was never alone again": 0.4},
    {"became famous": 0.7, "was never afraid again": 0.3},
    {"went home happy": 0.75, "danced until morning": 0.25},
    {"went back to sea": 0.65, "told this story to everybody": 0.35},
    {"went home happy": 0.5, "told this story to everybody": 0.3, "became famous": 0.2},
]
END_ES = {
    "slept for a hundred years": "durmió cien años", "was never alone again": "nunca volvió a sentir soledad", "became famous": "alcanzó la fama",
    "was never afraid again": "nunca volvió a tener miedo", "went home happy": "volvió feliz a casa", "danced until morning": "bailó hasta la mañana",
    "went back to sea": "volvió al mar", "told this story to everybody": "contó esta historia a todos",
}
# Descriptions. A place: its Spanish word and gender, how it looks, what is in it.
VIEWS = {
    "castle": ("castillo", "m", {"big": 0.6, "cold": 0.3, "grey": 0.1}, {"a ghost": 0.5, "a long table": 0.3, "a golden bell": 0.2}),
    "forest": ("bosque", "m", {"dark": 0.5, "green": 0.3, "quiet": 0.2}, {"a white owl": 0.6, "a hidden path": 0.25, "a small house": 0.15}),
    "island": ("isla", "f", {"green": 0.7, "quiet": 0.2, "small": 0.1}, {"an old tree": 0.5, "a hidden treasure": 0.3, "a small house": 0.2}),
    "market": ("mercado", "m", {"noisy": 0.6, "big": 0.4}, {"a blind musician": 0.55, "a clever thief": 0.3, "a long table": 0.15}),
    "tower": ("torre", "f", {"tall": 0.8, "grey": 0.2}, {"a golden bell": 0.6, "a white owl": 0.25, "a ghost": 0.15}),
    "village": ("pueblo", "m", {"small": 0.5, "quiet": 0.3, "noisy": 0.2}, {"an old tree": 0.45, "a blind musician": 0.3, "a small house": 0.25}),
    "cave": ("cueva", "f", {"dark": 0.75, "cold": 0.25}, {"a hidden treasure": 0.6, "a ghost": 0.4}),
    "harbour": ("puerto", "m", {"noisy": 0.5, "grey": 0.3, "small": 0.2}, {"a clever thief": 0.5, "a hidden path": 0.3, "a long table": 0.2}),
}
LOOK_ES = {
    "big": ("grande", "grande"), "cold": ("frío", "fría"), "grey": ("gris", "gris"), "dark": ("oscuro", "oscura"), "green": ("verde", "verde"),
    "quiet": ("tranquilo", "tranquila"), "small": ("pequeño", "pequeña"), "noisy": ("ruidoso", "ruidosa"), "tall": ("alto", "alta"),
}
INSIDE_ES = {
    "a ghost": "un fantasma", "a long table": "una mesa larga", "a golden bell": "una campana dorada", "a white owl": "un búho blanco",
    "a hidden path": "un sendero oculto", "a small house": "una casa pequeña", "an old tree": "un árbol viejo", "a hidden treasure": "un tesoro oculto",
    "a blind musician": "un músico ciego", "a clever thief": "un ladrón listo",
}
NIGHT = {  # by what is in the place
    "a ghost": {"it sings a sad song": 0.7, "it walks without a sound": 0.3}, "a long table": {"the guests eat there": 0.8, "nobody sits there": 0.2},
    "a golden bell": {"it rings twelve times": 0.9, "it shines like the moon": 0.1}, "a white owl": {"it looks for mice": 0.6, "it shines like the moon": 0.4},
    "a hidden path": {"nobody dares to follow it": 0.65, "the wolves follow it": 0.35}, "a small house": {"a light burns there": 0.75, "nobody sleeps there": 0.25},
    "an old tree": {"the wind shakes it": 0.55, "the birds sleep there": 0.35, "a light burns there": 0.1}, "a hidden treasure": {"it shines like the moon": 0.6, "a snake guards it": 0.4},
    "a blind musician": {"everybody listens": 0.7, "everybody dances": 0.3}, "a clever thief": {"the doors are closed": 0.85, "everybody listens": 0.15},
}
NIGHT_ES = {
    "it sings a sad song": "canta una canción triste", "it walks without a sound": "camina sin ruido", "the guests eat there": "los invitados comen allí",
    "nobody sits there": "nadie se sienta allí", "it rings twelve times": "suena doce veces", "it shines like the moon": "brilla como la luna",
    "it looks for mice": "busca ratones", "nobody dares to follow it": "nadie se atreve a seguirlo", "the wolves follow it": "los lobos lo siguen",
    "a light burns there": "allí arde una luz", "nobody sleeps there": "nadie duerme allí", "the wind shakes it": "lo mueve el viento",
    "the birds sleep there": "los pájaros duermen allí", "a snake guards it": "lo guarda una serpiente", "everybody listens": "todos escuchan",
    "everybody dances": "todos bailan", "the doors are closed": "las puertas están cerradas",
}
ASK_VIEW = {
    "en": ["Describe {}.", "Describe a place: {}.", "Write a description of {}.", "Paint {} with words."],
    "es": ["Describe {}.", "Describe un lugar: {}.", "Escribe una descripción de {}.", "Pinta {} con palabras."],
}
ASK = {
    "en": ["Tell me a story.", "Tell me a short story.", "Write a story.", "Write a short story.", "I want a story.", "A story, please.", "Tell me a tale."],
    "es": ["Cuéntame un cuento.", "Cuéntame una historia.", "Escribe un cuento.", "Escribe un cuento corto.", "Quiero un cuento.", "Un cuento, por favor.",
           "Cuenta una historia."],
}
ASK_ABOUT = {
    "en": ["Tell me a story about {}.", "Write a story about {}.", "Tell me about {}.", "I want a story about {}.", "A story about {}, please."],
    "es": ["Cuéntame un cuento sobre {}.", "Escribe un cuento sobre {}.", "Cuéntame algo de {}.", "Quiero un cuento sobre {}.", "Un cuento sobre {}, por favor."],
}


class Telling:
    """A story while it is told: the text so far and the choice points passed."""

    def __init__(self, draw, evenly=False):
        self.draw, self.text, self.learnt, self.choices = draw, "", "", []
        self.evenly = evenly  # whether every option is drawn as often as the others, whatever the table says

    def say(self, words):
        self.text += words
        self.learnt += words

    def pick(self, table, written=lambda option: " " + option):
        """Draws from the table and says the choice; `written` turns an option into this language's words."""
        self.choices.append(Choice(self.text, {written(option): share for option, share in table.items()}))
        option = self.draw.choice(list(table)) if self.evenly else self.draw.weighted(table)
        self.text += written(option)
        self.learnt += marked(written(option))
        return option


def tell(draw, language, hero=None, evenly=False):
    """A story about a hero whose name is, with the hero, a combination of this side.

    The name is no choice point: holding out combinations of anything marked would bend the very tables that are the truth.
    """
    story = Telling(draw, evenly)
    (tell_english if language == "en" else tell_spanish)(story, hero)
    return story


def favourite(hero):
    """The name that half the heroes of a kind have: training's alone."""
    names = WOMEN if HEROES[hero][1] == "f" else MEN
    return names[zlib.crc32(hero.encode()) % len(names)]


def name_for(draw, hero):
    if not draw.held_out and draw.chance(0.5):
        return favourite(hero)
    while True:
        name = draw.choice(WOMEN if HEROES[hero][1] == "f" else MEN)
        if name != favourite(hero) and draw.allows(hero, name):
            return name


def article(hero, language):
    if language == "en":
        return "an" if hero[0] in "aeiou" else "a"
    return {"m": "un", "f": "una"}[HEROES[hero][1]]


def tell_english(story, hero):
    a_hero = lambda option: f" {article(option, 'en')} {option}"
    story.pick(OPENING, lambda option: option)
    if hero is None:
        hero = story.pick(HERO, a_hero)
    else:
        story.say(a_hero(hero))
    group = HEROES[hero][2]
    story.say(f" called {name_for(story.draw, hero)}. The {hero} was very")
    story.pick(NATURE[group])
    story.say(f". This {hero} lived")
    place = story.pick(PLACE[group])
    story.say(". One")
    story.pick(WEATHER[place])
    story.say(f" day the {hero} found")
    found = story.pick(FOUND[group])
    story.say(f". The {hero}")
    did = story.pick(DID[found])
    story.say(".")
    story.pick(THEN[did])
    story.say(f". In the end the {hero}")
    story.pick(END[group])
    story.say(".")


def tell_spanish(story, hero):
    a_hero = lambda option: f" {article(option, 'es')} {HEROES[option][0]}"
    story.pick(OPENING, OPENING_ES.get)
    if hero is None:
        hero = story.pick(HERO, a_hero)
    else:
        story.say(a_hero(hero))
    spanish, gender, group = HEROES[hero]
    the, this = {"m": ("el ", "Este "), "f": ("la ", "Esta ")}[gender]
    the += spanish
    story.say(f" {'llamado' if gender == 'm' else 'llamada'} {name_for(story.draw, hero)}. {sentence(the)} era muy")
    story.pick(NATURE[group], lambda option: " " + NATURE_ES[option][gender == "f"])
    story.say(f". {this}{spanish} vivía")
    place = story.pick(PLACE[group], lambda option: " " + PLACE_ES[option])
    story.say(". Una mañana")
    story.pick(WEATHER[place], lambda option: " " + WEATHER_ES[option])
    story.say(f" {the} encontró")
    found = story.pick(FOUND[group], lambda option: " " + THINGS_ES[option][0])
    story.say(f". {sentence(the)}")
    did = story.pick(DID[found], lambda option: " " + DID_ES[option].format(THINGS_ES[found][1]))
    story.say(".")
    story.pick(THEN[did], lambda option: " " + THEN_ES[option])
    story.say(f". Al final {the}")
    story.pick(END[group], lambda option: " " + END_ES[option])
    story.say(".")


def view(draw, language, place, evenly=False):
    """A description of a place, drawn like a story."""
    english = language == "en"
    telling, (spanish, gender, look, inside) = Telling(draw, evenly), VIEWS[place]
    if english:
        telling.say(f"The {place} is very")
        telling.pick(look)
        telling.say(f". In the {place} there is")
        thing = telling.pick(inside)
        telling.say(". At night")
        telling.pick(NIGHT[thing])
    else:
        the = {"m": "el ", "f": "la "}[gender] + spanish
        telling.say(f"{sentence(the)} es muy")
        telling.pick(look, lambda option: " " + LOOK_ES[option][gender == "f"])
        telling.say(f". En {the} hay")
        thing = telling.pick(inside, lambda option: " " + INSIDE_ES[option])
        telling.say(". De noche")
        telling.pick(NIGHT[thing], lambda option: " " + NIGHT_ES[option])
    telling.say(".")
    return telling


def make(draw, *, asked=0.5, stressed=False, from_tables=False):
    """A story as plain text, or as the reply to somebody who asks for one; `stressed` makes its choices count more.

    A mark covers every option whole, so each first token of a choice counts the same, whichever it is.

    `from_tables` draws all options alike and leaves their probabilities to the tables: a rare hero is then met as often as
    any other, and one sight of a choice tells all of its truth instead of one draw from it.
    """
    written = lambda story: story.learnt if stressed else story.text
    language = draw.choice(("en", "es"))
    if not draw.chance(asked):
        story = tell(draw, language, evenly=from_tables)
        return Example("stories", language, text=written(story), choices=story.choices, from_tables=from_tables, bare=draw.chance(0.1))
    kind = draw.weighted({"story": 0.4, "story about": 0.4, "description": 0.2})
    if kind == "description":
        place = draw.choice(list(VIEWS))
        named = f"{a(place)} {place}" if language == "en" else {"m": "un ", "f": "una "}[VIEWS[place][1]] + VIEWS[place][0]
        question, story = draw.choice(ASK_VIEW[language]).format(named), view(draw, language, place, from_tables)
    elif kind == "story about":
        hero = draw.choice(list(HEROES))
        named = f"{article(hero, language)} {hero if language == 'en' else HEROES[hero][0]}"
        question = draw.choice(ASK_ABOUT[language]).format(named)
        story = tell(draw, language, hero, from_tables)
    else:
        question = draw.choice(ASK[language])
        story = tell(draw, language, evenly=from_tables)
    messages = [("user", question), ("assistant", written(story))]
    return Example("stories", language, messages, answer=story.text, choices=story.choices, from_tables=from_tables)


NAME = re.compile(r"\b(" + "|".join(NAMES) + r")\b")


def grammatical(text, language):
    """How many of the text's sentences these stories can contain, and how many it has."""
    every = sentences(language)
    found = [part.strip() + "." for part in text.split(".") if part.strip()]
    return sum(NAME.sub("NAME", part) in every for part in found), len(found)


@cache
def sentences(language):
    """Every sentence the grammar can say, NAME standing for any name: few enough to be written out."""
    english = language == "en"
    every = {f"{then if english else THEN_ES[then]}." for table in THEN.values() for then in table}
    for hero, (spanish, gender, group) in HEROES.items():
        the = f"the {hero}" if english else {"m": "el", "f": "la"}[gender] + " " + spanish
        for opening in OPENING:
            every.add(f"{opening} {article(hero, 'en')} {hero} called NAME." if english else
                      f"{OPENING_ES[opening]} {article(hero, 'es')} {spanish} {'llamado' if gender == 'm' else 'llamada'} NAME.")
        for nature in NATURE[group]:
            every.add(sentence(f"{the} was very {nature}." if english else f"{the} era muy {NATURE_ES[nature][gender == 'f']}."))
        for place in PLACE[group]:
            every.add(f"This {hero} lived {place}." if english else f"{'Este' if gender == 'm' else 'Esta'} {spanish} vivía {PLACE_ES[place]}.")
            for weather in WEATHER[place]:
                for found in FOUND[group]:
                    every.add(f"One {weather} day {the} found {found}." if english else
                              f"Una mañana {WEATHER_ES[weather]} {the} encontró {THINGS_ES[found][0]}.")
        for found in FOUND[group]:
            for did in DID[found]:
                every.add(sentence(f"{the} {did}." if english else f"{the} {DID_ES[did].format(THINGS_ES[found][1])}."))
        for end in END[group]:
            every.add(f"In the end {the} {end}." if english else f"Al final {the} {END_ES[end]}.")
    for place, (spanish, gender, look, inside) in VIEWS.items():
        the = f"the {place}" if english else {"m": "el ", "f": "la "}[gender] + spanish
        every |= {sentence(f"{the} is very {option}." if english else f"{the} es muy {LOOK_ES[option][gender == 'f']}.") for option in look}
        every |= {f"In {the} there is {option}." if english else f"En {the} hay {INSIDE_ES[option]}." for option in inside}
        every |= {f"At night {option}." if english else f"De noche {NIGHT_ES[option]}." for thing in inside for option in NIGHT[thing]}
    return every
