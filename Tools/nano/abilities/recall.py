"""Facts given in the prompt, and questions about them: what a context is for."""

import grammar
from abilities import manners
from draw import Example, invented_word, marked, sentence
from words import CITIES, COLOURS, EVERYDAY, JOBS, MEN, PETS, RELATIONS, WOMEN


class Person:
    """Somebody the user knows, with facts in both languages that no training example combines as evaluation does."""

    def __init__(self, draw, relation, name, city):
        self.relation, self.name, self.city = relation, name, city
        self.by_name = draw.chance(0.25)
        self.job, self.pet, self.colour = draw.choice(JOBS), draw.choice(PETS), draw.choice(COLOURS)

    def who(self, language, mine):
        """"My sister", "your sister", "mi hermana", "tu hermana", or the name alone."""
        if self.by_name:
            return self.name
        english, spanish, _ = self.relation
        return f"{'my' if mine else 'your'} {english}" if language == "en" else f"{'mi' if mine else 'tu'} {spanish}"

    def fact(self, attribute, language):
        """What stands after the verb."""
        if attribute == "job":
            return self.job[0] if language == "en" else self.job[1 if self.relation[2] == "f" else 2]
        if attribute == "pet":
            return self.pet[language == "es"]
        if attribute == "colour":
            return self.colour[language == "es"]
        return getattr(self, attribute)


VERB = {
    "city": {"en": "lives in", "es": "vive en"},
    "name": {"en": "is called", "es": "se llama"},
    "job": {"en": "works as", "es": "trabaja de"},
    "pet": {"en": "has", "es": "tiene"},
    "colour": {"en": "likes the colour", "es": "prefiere el color"},
}
QUESTIONS = {
    "city": {"en": ["Where does {} live?", "In which city does {} live?", "Do you know where {} lives?", "Tell me where {} lives.", "Which city does {} live in?"],
             "es": ["¿Dónde vive {}?", "¿En qué ciudad vive {}?", "¿Sabes dónde vive {}?", "Dime dónde vive {}.", "¿Cuál es la ciudad de {}?"]},
    "name": {"en": ["What is {} called?", "What is the name of {}?", "Do you know the name of {}?", "Tell me the name of {}."],
             "es": ["¿Cómo se llama {}?", "¿Cuál es el nombre de {}?", "¿Sabes cómo se llama {}?", "Dime cómo se llama {}."]},
    "job": {"en": ["What does {} work as?", "What is the job of {}?", "What work does {} do?", "Tell me the job of {}."],
            "es": ["¿De qué trabaja {}?", "¿Cuál es el trabajo de {}?", "¿Qué trabajo tiene {}?", "Dime de qué trabaja {}."]},
    "pet": {"en": ["Which animal does {} have?", "What pet does {} have?", "Tell me which pet {} has."],
            "es": ["¿Qué animal tiene {}?", "¿Qué mascota tiene {}?", "Dime qué mascota tiene {}."]},
    "colour": {"en": ["Which colour does {} like?", "What colour does {} like?", "Tell me which colour {} likes."],
               "es": ["¿Qué color prefiere {}?", "¿Cuál es el color de {}?", "Dime qué color prefiere {}."]},
}
BRIEF = {"city": {"en": "In {}.", "es": "En {}."}, "name": {"en": "It is {}.", "es": "Es {}."}, "job": {"en": "As {}.", "es": "De {}."}}
UNKNOWN = {
    "en": "You have not told me that about {}.",
    "es": "No me has dicho eso de {}.",
}


def people(draw, count, invented=0.0):
    """People who share no relation, name or city; name and city are a combination of this side, or `invented`."""
    relations, names, cities, found = draw.sample(RELATIONS, count), set(), set(), []
    for relation in relations:
        while True:
            name, city = draw.pair(WOMEN if relation[2] == "f" else MEN, CITIES)
            if draw.chance(invented):
                name = invented_word(draw)
            if draw.chance(invented):
                city = invented_word(draw)
            if name not in names and city not in cities and name != city:
                break
        names.add(name)
        cities.add(city)
        found.append(Person(draw, relation, name, city))
    return found


def absent(draw, known):
    """Somebody of whom nothing was said."""
    relations = [relation for relation in RELATIONS if all(person.relation != relation for person in known)]
    person = Person(draw, draw.choice(relations), "", "")
    person.by_name = False
    return person


def told(draw, person, attributes, language):
    """Sentences that say these facts, in one of several shapes."""
    who = person.who(language, mine=True)
    clauses = [f"{VERB[a][language]} {person.fact(a, language)}" for a in attributes]
    joint = " and " if language == "en" else " y "
    if attributes[0] == "name" and len(attributes) > 1 and draw.chance(0.3):
        return sentence(f"{who} {person.name} {joint.join(clauses[1:])}.")
    if len(clauses) > 1 and draw.chance(0.3):
        return " ".join(sentence(f"{who} {clause}.") for clause in clauses)
    return sentence(f"{who} {joint.join(clauses)}.")


def filler(draw, language):
    """A sentence without news: nothing that a question asks about."""
    return draw.choice(EVERYDAY[language]) if draw.chance(0.2) else grammar.filler(draw)[language]


def replied(draw, person, attribute, language, manner):
    fact = marked(person.fact(attribute, language))
    if manner == "brief" and attribute in BRIEF:
        return BRIEF[attribute][language].format(fact)
    text = sentence(f"{person.who(language, mine=False)} {VERB[attribute][language]} {fact}.")
    return manners.styled(draw, text, language, manner)


def make(draw, *, most_people=3, most_filler=12, unknown=0.0, turns=3, cross=True, invented=0.0):
    """Some people, something else, and questions; `cross` lets a system prompt ask for the other language."""
    user, reply = manners.languages(draw) if cross else (draw.choice(("en", "es")),) * 2
    manner = manners.manner(draw)
    known = people(draw, draw.randint(1, most_people), invented)
    facts = {}
    for person in known:
        attributes = draw.sample(["name", "city", "job", "pet", "colour"], draw.randint(1, 3))
        if user != reply:  # names and places cross languages as they are; the rest would be translation
            attributes = draw.sample(["name", "city"], draw.randint(1, 2))
        if person.by_name:
            attributes = [a for a in attributes if a != "name"] or ["city"]
        facts[person] = sorted(attributes, key=lambda a: a != "name") if draw.chance(0.5) else attributes
    lines = [told(draw, person, attributes, user) for person, attributes in facts.items()]
    lines += [filler(draw, user) for _ in range(draw.randint(0, most_filler))]
    if draw.chance(0.5):
        draw.shuffle(lines)

    messages = []
    prompt = manners.system(draw, reply, user_language=user, manner=manner)
    if prompt:
        messages.append(("system", prompt))
    asked = [(person, attribute) for person, attributes in facts.items() for attribute in attributes]
    draw.shuffle(asked)
    answer = ""
    for turn, (person, attribute) in enumerate(asked[: draw.randint(1, turns)]):
        said = True
        stranger = draw.chance(unknown / 2) and absent(draw, known)
        if stranger:
            person, said = stranger, False
        elif draw.chance(unknown):
            missing = [a for a in VERB if a not in facts[person] and (a != "name" or not person.by_name)]
            attribute, said = draw.choice(missing), False
        question = draw.choice(QUESTIONS[attribute][user]).format(person.who(user, mine=True))
        words = question if turn else " ".join(lines + [question])
        messages.append(("user", words))
        if said:
            text = replied(draw, person, attribute, reply, manner)
            answer = person.fact(attribute, reply)
        else:
            text = manners.styled(draw, UNKNOWN[reply].format(person.who(reply, mine=False)), reply, manner)
            answer = UNKNOWN[reply].split("{}")[0].strip()
        messages.append(("assistant", text))
    return Example("recall", reply, messages, answer=answer, prompt_too=draw.chance(0.1))
