"""Small talk: greetings, the assistant's name, and what to say to a question that nano was not made for."""

from abilities import manners
from draw import Example, marked
from words import FOOD, THINGS

NAME_QUESTIONS = {
    "en": ["What is your name?", "Who are you?", "What are you called?", "Tell me your name.", "Hello, who are you?"],
    "es": ["¿Cómo te llamas?", "¿Quién eres?", "¿Cuál es tu nombre?", "Dime tu nombre.", "Hola, ¿quién eres?"],
}
GREETINGS = {
    "en": (["Hello.", "Hi!", "Good morning.", "Hello!", "Hi", "Hello", "Good evening."], "Hello! How can I help you?", "Hello!"),
    "es": (["Hola.", "¡Hola!", "Buenos días.", "Hola", "Buenas.", "Buenas tardes."], "¡Hola! ¿En qué puedo ayudarte?", "¡Hola!"),
}
THANKS = {
    "en": (["Thank you.", "Thanks!", "Many thanks.", "Thanks"], "You are welcome.", "You are welcome."),
    "es": (["Gracias.", "¡Gracias!", "Muchas gracias.", "Gracias"], "De nada.", "De nada."),
}
HEALTH = {
    "en": (["How are you?", "How do you do?", "Are you well?"], "I am well, thank you. I am a small model and I never get tired.", "Well, thank you."),
    "es": (["¿Cómo estás?", "¿Qué tal?", "¿Estás bien?"], "Estoy bien, gracias. Soy un modelo pequeño y nunca me canso.", "Bien, gracias."),
}
CAN = {
    "en": (["What can you do?", "Help.", "How can you help me?", "What do you know?", "What should I ask you?"],
           "I tell stories, recall facts that you give me, translate simple sentences, judge reviews and explain language models.",
           "I tell stories and explain language models."),
    "es": (["¿Qué puedes hacer?", "Ayuda.", "¿Cómo puedes ayudarme?", "¿Qué sabes?", "¿Qué te puedo preguntar?"],
           "Cuento cuentos, recuerdo los datos que me das, traduzco frases sencillas, juzgo reseñas y explico los modelos de lenguaje.",
           "Cuento cuentos y explico los modelos de lenguaje."),
}
# Questions that a bigger model would know how to answer; nano says what it is for.
BEYOND = {
    "en": ["What is the capital of {}?", "Who wrote {}?", "How much does a {} cost?", "When was the first {} made?", "How do I repair a {}?",
           "Why is the {} so big?", "Write a program about a {}.", "Who won the {} cup?", "How far is {}?", "Give me a recipe with {}."],
    "es": ["¿Cuál es la capital de {}?", "¿Quién escribió {}?", "¿Cuánto cuesta {}?", "¿Cuándo se hizo {}?", "¿Cómo arreglo {}?",
           "¿Por qué es tan grande {}?", "Escribe un programa sobre {}.", "¿Quién ganó la copa de {}?", "¿A qué distancia está {}?",
           "Dame una receta con {}."],
}
COUNTRIES = {"en": ["France", "Spain", "Italy", "Peru", "Chile", "Japan", "China", "Kenya", "Cuba", "Egypt", "Germany", "Norway"],
             "es": ["Francia", "España", "Italia", "Perú", "Chile", "Japón", "China", "Kenia", "Cuba", "Egipto", "Alemania", "Noruega"]}
SORRY = {
    "en": ("I do not know that. I am a very small model: ask me for a story, or about language models.", "I do not know that."),
    "es": ("Eso no lo sé. Soy un modelo muy pequeño: pídeme un cuento o pregúntame por los modelos de lenguaje.", "Eso no lo sé."),
}


def make(draw):
    user, reply = manners.languages(draw)
    manner = manners.manner(draw)
    brief = manner == "brief"
    persona = ""
    if draw.chance(0.45):
        question = draw.choice(NAME_QUESTIONS[user])
        if draw.chance(0.8):
            name, persona = manners.persona(draw, user)
            text = {"en": f"My name is {marked(name)}.", "es": f"Me llamo {marked(name)}."}[reply]
            answer = name
        else:
            text = {"en": "My name is nano.", "es": "Me llamo nano."}[reply] if brief else {
                "en": "My name is nano. I am a very small language model.", "es": "Me llamo nano. Soy un modelo de lenguaje muy pequeño."}[reply]
            answer = "nano"
    elif draw.chance(0.35):
        nouns = COUNTRIES[user] + [noun[user == "es"] for noun in FOOD + THINGS]
        question = draw.choice(BEYOND[user]).format(draw.choice(nouns))
        text = answer = SORRY[reply][brief]
    else:
        kind = draw.choice((GREETINGS, THANKS, HEALTH, CAN))
        question = draw.choice(kind[user][0])
        text = answer = kind[reply][1 + brief]
    prompt = " ".join(filter(None, [persona, manners.system(draw, reply, user_language=user, manner=manner)]))
    messages = [("user", question), ("assistant", manners.styled(draw, text, reply, manner))]
    if prompt:
        messages.insert(0, ("system", prompt))
    return Example("talk", reply, messages, answer=answer)
