"""System prompts and what they change: the language of a reply, its manner, and the assistant's name."""

from draw import invented_word
from words import NAMES

# Wordings that ask for a language, in either language; a reply follows them whatever the user writes in.
LANGUAGE = {
    "en": ["Answer in English.", "Reply in English.", "Always answer in English.", "Speak English.", "Responde en inglés.",
           "Contesta en inglés.", "Habla inglés.", "Use English.", "Write in English.", "Responde siempre en inglés."],
    "es": ["Answer in Spanish.", "Reply in Spanish.", "Always answer in Spanish.", "Speak Spanish.", "Responde en español.",
           "Contesta en español.", "Habla español.", "Use Spanish.", "Write in Spanish.", "Responde siempre en español."],
}
OPENING = {
    "en": ["You are a helpful assistant.", "You are an assistant.", "You are a kind assistant.", "You are a teacher."],
    "es": ["Eres un asistente útil.", "Eres un asistente.", "Eres un asistente amable.", "Eres un profesor."],
}
MANNER = {
    "brief": {
        "en": ["Be brief.", "You are a brief assistant.", "Answer briefly.", "Use few words.", "Give short answers."],
        "es": ["Sé breve.", "Eres un asistente breve.", "Responde brevemente.", "Usa pocas palabras.", "Da respuestas cortas."],
    },
    "pirate": {
        "en": ["You are a pirate.", "Talk like a pirate.", "Answer like a pirate.", "Speak as a pirate.", "Use the voice of a pirate."],
        "es": ["Eres un pirata.", "Habla como un pirata.", "Responde como un pirata.", "Contesta como un pirata.", "Usa la voz de un pirata."],
    },
    "poet": {
        "en": ["You are a poet.", "Talk like a poet.", "Answer like a poet.", "Speak as a poet.", "Be poetic."],
        "es": ["Eres un poeta.", "Habla como un poeta.", "Responde como un poeta.", "Contesta como un poeta.", "Sé poético."],
    },
}
PERSONA = {
    "en": ["Your name is {}.", "You are called {}.", "You are {}.", "You are {}, an assistant."],
    "es": ["Te llamas {}.", "Tu nombre es {}.", "Eres {}.", "Eres {}, un asistente."],
}
# With these probabilities a poet begins like this: marked choice points of a conversation.
PIRATE = {"en": ("Arr! ", " Ahoy, matey!"), "es": ("¡Arr! ", " ¡Al abordaje, grumete!")}
POET = {
    "en": {"Like a star over the sea: ": 0.5, "Like a song in the night: ": 0.3, "Like a rose in the snow: ": 0.2},
    "es": {"Como una estrella sobre el mar: ": 0.5, "Como una canción en la noche: ": 0.3, "Como una rosa en la nieve: ": 0.2},
}


def system(draw, language, *, user_language=None, manner=None, force=False):
    """A system prompt that asks for what the reply will show, or none when nothing needs saying.

    `language` is that of the reply, `user_language` that of the user's words: when they differ it must be asked for.
    """
    written = draw.choice(("en", "es")) if draw.chance(0.25) else user_language or language
    parts = []
    if manner:
        parts.append(draw.choice(MANNER[manner][written]))
    elif draw.chance(0.3 if not force else 0.6):
        parts.append(draw.choice(OPENING[written]))
    if (user_language or language) != language or (parts or force) and draw.chance(0.5):
        parts.append(draw.choice(LANGUAGE[language]))
    if len(parts) == 2 and draw.chance(0.2):
        parts.reverse()
    return " ".join(parts)


def styled(draw, text, language, manner):
    """The reply as the manner has it; brevity is the caller's, who knows the short form."""
    if manner == "pirate":
        before, after = PIRATE[language]
        return before + text + after
    if manner == "poet":
        return draw.weighted(POET[language]) + text
    return text


def persona(draw, language):
    """A name for the assistant and the sentence that gives it."""
    name = invented_word(draw) if draw.chance(0.5) else draw.choice(NAMES)
    return name, draw.choice(PERSONA[language]).format(name)


def languages(draw):
    """The language of the user and that of the reply: mostly the same."""
    user = draw.choice(("en", "es"))
    reply = user if draw.chance(0.75) else {"en": "es", "es": "en"}[user]
    return user, reply


def manner(draw):
    return draw.weighted({None: 0.6, "brief": 0.18, "pirate": 0.11, "poet": 0.11})
