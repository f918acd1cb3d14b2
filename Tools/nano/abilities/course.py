"""Questions of the course about language models, and their answers.

Each topic has one answer and one short answer in each language, and several ways to be asked. A way to ask is a frame
around the topic's name; a few frames of each topic are held out for evaluation.
"""

from abilities import manners
from draw import Example, sentence

# topic: (names in English, names in Spanish, answer, short answer, respuesta, respuesta corta)
TOPICS = {
    "temperature": (
        ["temperature", "the temperature"], ["la temperatura"],
        "Temperature divides the logits before the softmax. Low values make the model almost always choose the most probable token, high values make the text more varied.",
        "It makes the choice of tokens safer or more varied.",
        "La temperatura divide los logits antes del softmax. Con valores bajos el modelo elige casi siempre el token más probable, con valores altos el texto es más variado.",
        "Hace que la elección de tokens sea más segura o más variada."),
    "context": (
        ["the context", "the context window", "context"], ["el contexto", "la ventana de contexto"],
        "The context is all the text that the model can see at once, counted in tokens. What does not fit is cut away and the model does not know it.",
        "The text that the model can see at once.",
        "El contexto es todo el texto que el modelo puede ver a la vez, contado en tokens. Lo que no cabe se corta y el modelo no lo conoce.",
        "El texto que el modelo puede ver a la vez."),
    "query": (
        ["the query", "a query", "query"], ["la query", "query", "la consulta"],
        "The query is what a token is looking for. It is compared with the key of every earlier token.",
        "What a token is looking for.",
        "La query es lo que un token busca. Se compara con la key de cada token anterior.",
        "Lo que un token busca."),
    "key": (
        ["the key", "a key", "key"], ["la key", "key", "la clave"],
        "The key is like the title of a search result. It tells the other tokens what a token offers.",
        "The title of what a token offers.",
        "La key es como el título de un resultado de búsqueda. Dice a los otros tokens lo que un token ofrece.",
        "El título de lo que un token ofrece."),
    "value": (
        ["the value", "a value", "value"], ["el value", "value", "el valor"],
        "The value is the content of the page. It is what a token gives to those that attend to it.",
        "The content that a token gives.",
        "El value es el contenido de la página. Es lo que un token da a los que le prestan atención.",
        "El contenido que un token da."),
    "query, key and value": (
        ["query, key and value", "the difference between query, key and value", "Q, K and V"],
        ["query, key y value", "la diferencia entre query, key y value", "Q, K y V"],
        "The query is what is searched, the key is the title of each result and the value is the content of the page.",
        "What is searched, the title and the content.",
        "La query es lo que se busca, la key es el título de cada resultado y el value es el contenido de la página.",
        "Lo que se busca, el título y el contenido."),
    "token": (
        ["a token", "tokens", "the tokens"], ["un token", "los tokens"],
        "A token is a piece of text: a word, a part of a word or a sign. The model reads and writes tokens, one at a time.",
        "A piece of text.",
        "Un token es un trozo de texto: una palabra, parte de una palabra o un signo. El modelo lee y escribe tokens, uno cada vez.",
        "Un trozo de texto."),
    "embedding": (
        ["an embedding", "embeddings", "the embeddings"], ["un embedding", "los embeddings"],
        "An embedding is a list of numbers that stands for a text. Texts with a similar meaning have embeddings that are close.",
        "A list of numbers that stands for a text.",
        "Un embedding es una lista de números que representa un texto. Los textos de significado parecido tienen embeddings cercanos.",
        "Una lista de números que representa un texto."),
    "attention": (
        ["attention", "the attention"], ["la atención"],
        "Attention lets each token look at the earlier tokens. The query is multiplied by the keys, the softmax gives weights, and the values are added with them.",
        "It lets each token look at the earlier ones.",
        "La atención deja que cada token mire a los anteriores. La query se multiplica por las keys, el softmax da los pesos y los values se suman con ellos.",
        "Deja que cada token mire a los anteriores."),
    "head": (
        ["a head", "an attention head", "the heads"], ["una cabeza", "una cabeza de atención", "las cabezas"],
        "A head is one of the attentions of a layer. Each head has its own query, key and value and looks at something different.",
        "One of the attentions of a layer.",
        "Una cabeza es una de las atenciones de una capa. Cada cabeza tiene sus propias query, key y value y mira algo distinto.",
        "Una de las atenciones de una capa."),
    "layer": (
        ["a layer", "the layers", "layers"], ["una capa", "las capas"],
        "A layer is an attention followed by a small network. The text goes through all the layers, one after the other.",
        "An attention followed by a small network.",
        "Una capa es una atención seguida de una pequeña red. El texto pasa por todas las capas, una tras otra.",
        "Una atención seguida de una pequeña red."),
    "system": (
        ["the system role", "the system message", "the system prompt"], ["el rol system", "el mensaje de sistema", "el rol de sistema"],
        "The system message says how the assistant must behave: its language, its manner and its name.",
        "It says how the assistant must behave.",
        "El mensaje de sistema dice cómo debe comportarse el asistente: su idioma, su manera y su nombre.",
        "Dice cómo debe comportarse el asistente."),
    "user": (
        ["the user role", "the user message"], ["el rol user", "el mensaje de usuario", "el rol de usuario"],
        "The user message is what a person asks. The assistant answers it.",
        "What a person asks.",
        "El mensaje de usuario es lo que pide una persona. El asistente lo contesta.",
        "Lo que pide una persona."),
    "assistant": (
        ["the assistant role", "the assistant message"], ["el rol assistant", "el mensaje de asistente", "el rol de asistente"],
        "The assistant message is what the model answers.",
        "What the model answers.",
        "El mensaje de asistente es lo que contesta el modelo.",
        "Lo que contesta el modelo."),
    "limits": (
        ["the limits of a language model", "the limits of LLMs", "your limits"],
        ["los límites de un modelo de lenguaje", "los límites de los LLM", "tus límites"],
        "A language model can be wrong and sound sure. It only knows its training text and its context.",
        "It can be wrong and sound sure.",
        "Un modelo de lenguaje puede equivocarse y parecer seguro. Solo conoce su texto de entrenamiento y su contexto.",
        "Puede equivocarse y parecer seguro."),
    "hallucination": (
        ["a hallucination", "hallucinations"], ["una alucinación", "las alucinaciones"],
        "A hallucination is an answer that sounds right and is false. The model chooses probable words, it does not check facts.",
        "A false answer that sounds right.",
        "Una alucinación es una respuesta que suena bien y es falsa. El modelo elige palabras probables, no comprueba los hechos.",
        "Una respuesta falsa que suena bien."),
    "llm": (
        ["a language model", "an LLM", "a large language model"], ["un modelo de lenguaje", "un LLM", "un gran modelo de lenguaje"],
        "A language model gives a probability to every possible next token. It writes by choosing one token after another.",
        "A program that predicts the next token.",
        "Un modelo de lenguaje da una probabilidad a cada posible token siguiente. Escribe eligiendo un token tras otro.",
        "Un programa que predice el token siguiente."),
    "logits": (
        ["the logits", "a logit", "logits"], ["los logits", "un logit"],
        "Logits are the numbers that the model gives to every token before the softmax. A higher logit is a more probable token.",
        "The scores of the tokens before the softmax.",
        "Los logits son los números que el modelo da a cada token antes del softmax. Un logit más alto es un token más probable.",
        "Las notas de los tokens antes del softmax."),
    "softmax": (
        ["the softmax", "softmax"], ["el softmax", "softmax"],
        "The softmax turns the logits into probabilities that add up to one.",
        "It turns logits into probabilities.",
        "El softmax convierte los logits en probabilidades que suman uno.",
        "Convierte los logits en probabilidades."),
    "top_p": (
        ["top_p", "top p", "nucleus sampling"], ["top_p", "top p"],
        "top_p keeps the most probable tokens until their probabilities add up to p. The others are cut.",
        "It keeps the most probable tokens up to a sum.",
        "top_p conserva los tokens más probables hasta que sus probabilidades suman p. Los demás se cortan.",
        "Conserva los tokens más probables hasta una suma."),
    "top_k": (
        ["top_k", "top k"], ["top_k", "top k"],
        "top_k keeps only the k most probable tokens. The others are cut.",
        "It keeps the k most probable tokens.",
        "top_k conserva solo los k tokens más probables. Los demás se cortan.",
        "Conserva los k tokens más probables."),
    "max_new_tokens": (
        ["max_new_tokens", "max new tokens"], ["max_new_tokens", "max new tokens"],
        "max_new_tokens is the largest number of tokens that the model may write.",
        "The most tokens the model may write.",
        "max_new_tokens es el mayor número de tokens que el modelo puede escribir.",
        "Los tokens que el modelo puede escribir como mucho."),
    "seed": (
        ["the seed", "a seed"], ["la semilla", "una semilla"],
        "The seed starts the random numbers. With the same seed and the same settings the text is the same.",
        "It starts the random numbers.",
        "La semilla inicia los números al azar. Con la misma semilla y los mismos ajustes el texto es el mismo.",
        "Inicia los números al azar."),
    "prompt": (
        ["a prompt", "the prompt"], ["un prompt", "el prompt"],
        "A prompt is the text that the model is given. The model continues it.",
        "The text that the model is given.",
        "Un prompt es el texto que se le da al modelo. El modelo lo continúa.",
        "El texto que se le da al modelo."),
    "training": (
        ["training", "the training"], ["el entrenamiento"],
        "In training the model reads a lot of text and learns to predict the next token. Its weights change a little at each step.",
        "Learning to predict the next token.",
        "En el entrenamiento el modelo lee mucho texto y aprende a predecir el token siguiente. Sus pesos cambian un poco en cada paso.",
        "Aprender a predecir el token siguiente."),
    "penalty": (
        ["the repetition penalty", "repetition penalty"], ["la penalización de repetición"],
        "The repetition penalty lowers the logits of the tokens that were already written, so the text repeats itself less.",
        "It makes the text repeat itself less.",
        "La penalización de repetición baja los logits de los tokens ya escritos, así el texto se repite menos.",
        "Hace que el texto se repita menos."),
    "tokenizer": (
        ["a tokenizer", "the tokenizer"], ["un tokenizador", "el tokenizador"],
        "A tokenizer cuts text into tokens and gives each one a number.",
        "It cuts text into tokens.",
        "Un tokenizador corta el texto en tokens y da un número a cada uno.",
        "Corta el texto en tokens."),
    "transformer": (
        ["a transformer", "the transformer"], ["un transformer", "el transformer"],
        "A transformer is a network made of layers of attention. Almost all language models are transformers.",
        "A network made of layers of attention.",
        "Un transformer es una red hecha de capas de atención. Casi todos los modelos de lenguaje son transformers.",
        "Una red hecha de capas de atención."),
    "nano": (
        ["nano", "this model"], ["nano", "este modelo"],
        "nano is a very small language model that was trained for this playground. It tells stories, recalls facts that you give it, translates simple sentences and explains language models.",
        "A very small language model.",
        "nano es un modelo de lenguaje muy pequeño, entrenado para este programa. Cuenta cuentos, recuerda los datos que le das, traduce frases sencillas y explica los modelos de lenguaje.",
        "Un modelo de lenguaje muy pequeño."),
}

FRAMES = {
    "en": ["What is {}?", "What does {} do?", "Explain {}.", "What is {} for?", "Can you explain {}?",
           "Tell me what {} is.", "Describe {}.", "Please explain {}.", "What does {} mean?", "Explain to me what {} is.",
           "How does {} work?", "I do not understand {}.", "What is meant by {}?", "Define {}.", "Tell me about {}.",
           "Hi, what is {}?", "What do you know about {}?", "Could you describe {}?", "In a few words, what is {}?",
           "Why do we need {}?", "Help me understand {}.", "So what is {}?", "{}?", "what is {}", "explain {}"],
    "es": ["¿Qué es {}?", "¿Qué hace {}?", "Explica {}.", "¿Para qué sirve {}?", "¿Puedes explicar {}?",
           "Dime qué es {}.", "Describe {}.", "Por favor, explica {}.", "¿Qué significa {}?", "Explícame qué es {}.",
           "¿Cómo funciona {}?", "No entiendo {}.", "¿Qué se entiende por {}?", "Define {}.", "Háblame de {}.",
           "Hola, ¿qué es {}?", "¿Qué sabes de {}?", "¿Podrías describir {}?", "En pocas palabras, ¿qué es {}?",
           "¿Por qué necesitamos {}?", "Ayúdame a entender {}.", "Entonces, ¿qué es {}?", "¿{}?", "que es {}", "explica {}"],
}


# Questions that do not name their topic alone, or ask for a part of it.
MORE = {
    "temperature": (
        ["What happens with a high temperature?", "What happens when the temperature is low?", "Why is the text so varied at a high temperature?",
         "What changes when I move the temperature?", "Which temperature should I use?", "What happens at temperature 0?", "What happens at temperature 2?"],
        ["¿Qué pasa con una temperatura alta?", "¿Qué pasa cuando la temperatura es baja?", "¿Por qué es tan variado el texto con temperatura alta?",
         "¿Qué cambia cuando muevo la temperatura?", "¿Qué temperatura debo usar?", "¿Qué pasa con temperatura 0?", "¿Qué pasa con temperatura 2?"]),
    "context": (
        ["What happens when the text does not fit?", "How much text can you see?", "Why did you forget what I said?", "How long can my prompt be?",
         "What happens when the context is full?"],
        ["¿Qué pasa cuando el texto no cabe?", "¿Cuánto texto puedes ver?", "¿Por qué olvidas lo que dije?", "¿Qué longitud puede tener mi prompt?",
         "¿Qué pasa cuando el contexto está lleno?"]),
    "query, key and value": (
        ["What are Q, K and V in attention?", "How are query, key and value different?", "Explain Q, K and V with a search."],
        ["¿Qué son Q, K y V en la atención?", "¿En qué se diferencian query, key y value?", "Explica Q, K y V con una búsqueda."]),
    "token": (
        ["Is a token a word?", "Why do you count tokens and not words?", "What do you read and write?"],
        ["¿Un token es una palabra?", "¿Por qué cuentas tokens y no palabras?", "¿Qué lees y escribes?"]),
    "embedding": (
        ["How is a text turned into numbers?", "How can I compare the meaning of two texts?", "When are two embeddings close?"],
        ["¿Cómo se convierte un texto en números?", "¿Cómo puedo comparar el significado de dos textos?", "¿Cuándo están cerca dos embeddings?"]),
    "attention": (
        ["How does a token look at the others?", "What are the attention weights?", "How are the weights of attention computed?"],
        ["¿Cómo mira un token a los otros?", "¿Qué son los pesos de la atención?", "¿Cómo se calculan los pesos de la atención?"]),
    "system": (
        ["Where do I say how you must behave?", "How do I change your language?", "How do I give you a name?"],
        ["¿Dónde digo cómo debes comportarte?", "¿Cómo cambio tu idioma?", "¿Cómo te doy un nombre?"]),
    "limits": (
        ["Can you be wrong?", "Can I trust you?", "What can you not do?", "What are you bad at?"],
        ["¿Puedes equivocarte?", "¿Puedo fiarme de ti?", "¿Qué no puedes hacer?", "¿Qué se te da mal?"]),
    "hallucination": (
        ["Why do you invent things?", "Why do language models say false things?"],
        ["¿Por qué inventas cosas?", "¿Por qué los modelos de lenguaje dicen cosas falsas?"]),
    "llm": (
        ["How do you write?", "How do you choose the next word?", "What do you predict?"],
        ["¿Cómo escribes?", "¿Cómo eliges la palabra siguiente?", "¿Qué predices?"]),
    "seed": (
        ["How do I get the same text again?", "Why is the text different each time?"],
        ["¿Cómo consigo el mismo texto otra vez?", "¿Por qué el texto es distinto cada vez?"]),
    "penalty": (
        ["Why does the text repeat itself?", "How do I avoid repetition?"],
        ["¿Por qué se repite el texto?", "¿Cómo evito la repetición?"]),
    "max_new_tokens": (
        ["Why does the text stop in the middle?", "How do I get a longer text?"],
        ["¿Por qué se corta el texto a la mitad?", "¿Cómo consigo un texto más largo?"]),
    "nano": (
        ["What were you trained for?", "How big are you?", "What kind of model are you?"],
        ["¿Para qué te entrenaron?", "¿Cómo eres de grande?", "¿Qué tipo de modelo eres?"]),
}

PLURAL = {
    "en": [(" does {}", " do {}"), ("{} does ", "{} do "), ("is {}", "are {}"), ("{} is", "{} are")],
    "es": [("qué es {}", "qué son {}"), ("Qué es {}", "Qué son {}"), ("hace {}", "hacen {}"), ("sirve {}", "sirven {}"),
           ("significa {}", "significan {}"), ("funciona {}", "funcionan {}"), ("que es {}", "que son {}")],
}


def asked(frame, name, language):
    """The question, its verb agreeing with the name."""
    plural = name.split()[0] in ("los", "las", "tus") if language == "es" else name.endswith("s") and "max" not in name
    for one, many in PLURAL[language] if plural else []:
        frame = frame.replace(one, many)
    question = frame.format(name).replace(" de el ", " del ")
    if frame.startswith(("{", "¿{")):
        question = sentence(question)
    return question


def wording(draw, language):
    """A topic and a way to ask about it, a combination of this side."""
    while True:
        topic = draw.choice(list(TOPICS))
        if topic in MORE and draw.chance(0.4):
            question = draw.choice(MORE[topic][language == "es"])
            if not draw.held_out:  # these are wordings that have no second one like them: learnt, not tested
                return topic, question
            continue
        frame, name = draw.choice(FRAMES[language]), draw.choice(TOPICS[topic][language == "es"])
        if draw.allows(topic, name, frame):
            return topic, asked(frame, name, language)


def make(draw):
    user, reply = manners.languages(draw)
    manner = manners.manner(draw)
    topic, question = wording(draw, user)
    text = TOPICS[topic][(2 if reply == "en" else 4) + (manner == "brief")]
    messages = [("user", question), ("assistant", manners.styled(draw, text, reply, manner))]
    prompt = manners.system(draw, reply, user_language=user, manner=manner)
    if prompt:
        messages.insert(0, ("system", prompt))
    return Example("course", reply, messages, answer=text)
