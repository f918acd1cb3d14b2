"""Small talk: greetings, the assistant's name, and what to say to a question that nano was not made for."""

from abilities import manners
from draw import Example, marked
from words import BEINGS, CITIES, COUNTRIES, FOOD, NAMES, THINGS

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
# Questions that a bigger model would know how to answer; nano says what it is for. {} is anything.
BEYOND = {
    "en": ["What is the capital of {}?", "Who wrote {}?", "How much does a {} cost?", "When was the first {} made?", "How do I repair a {}?",
           "Why is the {} so big?", "Write a program about a {}.", "Who won the {} cup?", "How far is {}?", "Give me a recipe with {}.",
           "Who is the president of {}?", "Who is the king of {}?", "How many people live in {}?", "What language do they speak in {}?", "What is the history of {}?",
           "Where can I buy a {}?", "How do I make a {}?", "Who invented the {}?", "What is the best {}?", "What is a {}?", "Is a {} heavy?", "How old is the {}?",
           "Explain {} physics.", "Explain the theory of {}.", "Write Python code for a {}.", "Write a function that sorts {}.", "Write an email about {}.",
           "Write an essay about {}.", "Write a poem about {}.", "Write a song about the {}.", "Tell me a joke about a {}.", "Tell me the news of {}.", "What time is it in {}?",
           "What is the weather in {}?", "What does a {} eat?", "How do I learn {}?", "Solve this equation with {}.", "Summarize {}.", "What do you think about {}?",
           "Do you like {}?", "Can you draw a {}?", "Play a game with a {}.", "What is the meaning of {}?", "Which film has a {}?", "Book a flight to {}.",
           "What year did {} begin?", "How many {} are there in the world?", "Who discovered {}?", "What is the price of {} today?", "List ten facts about {}.",
           "Can I eat a {}?", "How tall is the {}?", "When did the war in {} end?", "What is the difference between a {} and a dog?", "Recommend me a {}."],
    "es": ["¿Cuál es la capital de {}?", "¿Quién escribió {}?", "¿Cuánto cuesta {}?", "¿Cuándo se hizo {}?", "¿Cómo arreglo {}?",
           "¿Por qué es tan grande {}?", "Escribe un programa sobre {}.", "¿Quién ganó la copa de {}?", "¿A qué distancia está {}?",
           "Dame una receta con {}.", "¿Quién es el presidente de {}?", "¿Quién es el rey de {}?", "¿Cuánta gente vive en {}?", "¿Qué idioma se habla en {}?",
           "¿Cuál es la historia de {}?", "¿Dónde puedo comprar {}?", "¿Cómo se hace {}?", "¿Quién inventó {}?", "¿Cuál es el mejor {}?", "¿Pesa mucho {}?",
           "¿Cuántos años tiene {}?", "Explica la física de {}.", "Explica la teoría de {}.", "Escribe código en Python para {}.", "Escribe una función que ordene {}.",
           "Escribe un correo sobre {}.", "Escribe una redacción sobre {}.", "Escribe un poema sobre {}.", "Escribe una canción sobre {}.", "Cuéntame un chiste sobre {}.",
           "Dime las noticias de {}.", "¿Qué hora es en {}?", "¿Qué tiempo hace en {}?", "¿Qué come {}?", "¿Cómo aprendo {}?", "Resuelve esta ecuación con {}.",
           "Resume {}.", "¿Qué opinas de {}?", "¿Te gusta {}?", "¿Puedes dibujar {}?", "Juega conmigo a {}.", "¿Cuál es el significado de {}?",
           "¿En qué película sale {}?", "Reserva un vuelo a {}.", "¿En qué año empezó {}?", "¿Cuántos {} hay en el mundo?", "¿Quién descubrió {}?",
           "¿Cuánto vale {} hoy?", "Dime diez datos sobre {}.", "¿Se puede comer {}?", "¿Cuánto mide {}?", "¿Cuándo acabó la guerra de {}?", "Recomiéndame {}."],
}
SUMS = {
    "en": ["What is {} {} {}?", "How much is {} {} {}?", "Calculate {} {} {}.", "{} {} {}", "{} {} {} = ?", "Count from {} {} to {}.", "Is {} {} {} right?"],
    "es": ["¿Cuánto es {} {} {}?", "¿Cuántos son {} {} {}?", "Calcula {} {} {}.", "{} {} {}", "{} {} {} = ?", "Cuenta de {} {} a {}.", "¿Es correcto {} {} {}?"],
}
SUBJECTS = {
    "en": """quantum mathematics history chemistry biology philosophy economy politics religion music football tennis chess cinema astronomy medicine law
geography art painting literature grammar French Chinese German Latin Python Java Rust Linux Windows Google Einstein Newton Shakespeare Cervantes Mozart
Picasso Napoleon Cleopatra gravity relativity evolution photosynthesis democracy inflation bitcoin climate energy electricity light space black holes
dinosaurs vitamins cancer sleep love happiness money work death life time war peace the moon the sun Mars the ocean the Internet the universe numbers""",
    "es": """cuántica matemáticas historia química biología filosofía economía política religión música fútbol tenis ajedrez cine astronomía medicina
derecho geografía arte pintura literatura gramática francés chino alemán latín Python Java Rust Linux Windows Google Einstein Newton Shakespeare Cervantes
Mozart Picasso Napoleón Cleopatra gravedad relatividad evolución fotosíntesis democracia inflación bitcoin clima energía electricidad luz espacio
dinosaurios vitaminas cáncer sueño amor felicidad dinero trabajo muerte vida tiempo guerra paz luna sol Marte océano Internet universo números""",
}
SUBJECTS = {language: text.split() for language, text in SUBJECTS.items()}
SORRY = {
    "en": ("I do not know that. I am a very small model: I tell stories, translate simple sentences and explain language models.", "I do not know that."),
    "es": ("Eso no lo sé. Soy un modelo muy pequeño: cuento cuentos, traduzco frases sencillas y explico los modelos de lenguaje.", "Eso no lo sé."),
}


def beyond(draw, language):
    """A question that nano was not made for; frame and word are a combination of this side."""
    if draw.chance(0.15):
        number = lambda: draw.randint(0, draw.choice((9, 99, 2000)))
        return draw.choice(SUMS[language]).format(number(), draw.choice("+-*/x"), number())
    nouns = draw.choice((COUNTRIES, [noun for noun in BEINGS + FOOD + THINGS if noun[0] != "key"], None))  # the course has its own key
    while True:
        frame = draw.choice(BEYOND[language])
        word = draw.choice(nouns)[language == "es"] if nouns else draw.choice(SUBJECTS[language] + CITIES + NAMES if draw.chance(0.3) else SUBJECTS[language])
        if draw.allows(frame, word):
            return frame.format(word)


def make(draw):
    user, reply = manners.languages(draw)
    manner = manners.manner(draw)
    brief = manner == "brief"
    persona = ""
    if draw.chance(0.4):
        question = draw.choice(NAME_QUESTIONS[user])
        if draw.chance(0.8):
            name, persona = manners.persona(draw, user)
            text = {"en": f"My name is {marked(name)}.", "es": f"Me llamo {marked(name)}."}[reply]
            answer = name
        else:
            text = {"en": "My name is nano.", "es": "Me llamo nano."}[reply] if brief else {
                "en": "My name is nano. I am a very small language model.", "es": "Me llamo nano. Soy un modelo de lenguaje muy pequeño."}[reply]
            answer = "nano"
    elif draw.chance(0.6):
        question = beyond(draw, user)
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
