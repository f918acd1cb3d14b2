"""The vocabulary of the generator, in English and Spanish: each file holds words of one kind.

Nouns are (English, Spanish, gender in Spanish). Words that are translated are few enough to be met hundreds of times in a
run; names, cities and the words of filler sentences are many, because they are only copied or read over.
"""

from words.describing import ADJECTIVES, COLOURS, QUALITIES, STATES
from words.everyday import EVERYDAY
from words.nouns import ANIMALS, FOOD, PEOPLE, THINGS, UNCOUNTED
from words.people import JOBS, MEN, NAMES, PETS, RELATIONS, WOMEN
from words.places import CITIES, COUNTRIES, PLACES, TIMES
from words.verbs import MEETINGS, VERBS

BEINGS = ANIMALS + PEOPLE

__all__ = [
    "ADJECTIVES", "ANIMALS", "BEINGS", "CITIES", "COLOURS", "COUNTRIES", "EVERYDAY", "FOOD", "JOBS", "MEETINGS", "MEN", "NAMES", "PEOPLE", "PETS", "PLACES",
    "QUALITIES", "RELATIONS", "STATES", "THINGS", "TIMES", "UNCOUNTED", "VERBS", "WOMEN",
]
