"""Short product reviews and what their writers felt."""

from abilities import manners
from draw import Example, marked, sentence

PRODUCTS = [
    ("headphones", "auriculares", "mp"), ("phone", "teléfono", "ms"), ("lamp", "lámpara", "fs"), ("chair", "silla", "fs"),
    ("camera", "cámara", "fs"), ("printer", "impresora", "fs"), ("watch", "reloj", "ms"), ("keyboard", "teclado", "ms"),
    ("backpack", "mochila", "fs"), ("kettle", "hervidor", "ms"), ("bicycle", "bicicleta", "fs"), ("shoes", "zapatos", "mp"), ("sofa", "sofá", "ms"),
    ("pillow", "almohada", "fs"), ("mattress", "colchón", "ms"), ("table", "mesa", "fs"), ("fan", "ventilador", "ms"), ("oven", "horno", "ms"), ("coat", "abrigo", "ms"),
    ("suitcase", "maleta", "fs"), ("guitar", "guitarra", "fs"), ("toaster", "tostadora", "fs"), ("screen", "pantalla", "fs"), ("tablet", "tableta", "fs"),
    ("boots", "botas", "fp"), ("gloves", "guantes", "mp"), ("speaker", "altavoz", "ms"), ("drill", "taladro", "ms"), ("blanket", "manta", "fs"), ("mouse", "ratón", "ms"),
]
GOOD = [
    ("works very well", "funciona muy bien"), ("is easy to use", "es fácil de usar"), ("looks beautiful", "es precios{o}"),
    ("arrived early", "llegó pronto"), ("is very strong", "es muy resistente"), ("was a great buy", "fue una gran compra"),
    ("feels comfortable", "resulta cómod{o}"), ("is worth the price", "vale lo que cuesta"), ("makes me happy", "me hace feliz"),
    ("is better than I expected", "es mejor de lo que esperaba"), ("was easy to clean", "fue fácil de limpiar"), ("is just what I needed", "es justo lo que necesitaba"),
    ("saves a lot of time", "ahorra mucho tiempo"), ("is beautifully made", "tiene un buen acabado"), ("pleased the whole family", "gustó a toda la familia"),
]
BAD = [
    ("broke after a week", "se rompió a la semana"), ("is hard to use", "es difícil de usar"), ("looks cheap", "parece barat{o}"),
    ("arrived late", "llegó tarde"), ("stopped working", "dejó de funcionar"), ("was a waste of money", "fue tirar el dinero"),
    ("feels uncomfortable", "resulta incómod{o}"), ("is too expensive", "es demasiado car{o}"), ("makes too much noise", "hace demasiado ruido"),
    ("is worse than I expected", "es peor de lo que esperaba"), ("was hard to clean", "fue difícil de limpiar"), ("is not what I ordered", "no es lo que pedí"),
    ("smells terrible", "huele fatal"), ("is badly made", "tiene un mal acabado"), ("disappointed the whole family", "decepcionó a toda la familia"),
]
LABEL = {"positive": "positiva", "negative": "negativa", "mixed": "mixta"}
ASK = {
    "en": ["Is this review positive, negative or mixed? {}", "What is the sentiment of this review? {}", "Classify this review: {}",
           "How does this customer feel? {}"],
    "es": ["¿Esta reseña es positiva, negativa o mixta? {}", "¿Cuál es el sentimiento de esta reseña? {}", "Clasifica esta reseña: {}",
           "¿Cómo se siente este cliente? {}"],
}
SYSTEM = {
    "en": ["Classify each review as positive, negative or mixed.", "Say whether the review is positive, negative or mixed."],
    "es": ["Clasifica cada reseña como positiva, negativa o mixta.", "Di si la reseña es positiva, negativa o mixta."],
}


def review(draw, label, language):
    """A review in which product and judgements are a combination of this side."""
    side = language == "es"
    while True:
        product = draw.choice(PRODUCTS)
        kinds = {"positive": (GOOD, GOOD), "negative": (BAD, BAD), "mixed": draw.choice([(GOOD, BAD), (BAD, GOOD)])}[label]
        first, second = (draw.choice(kind) for kind in kinds)
        if first != second and draw.allows(product[0], first[0], second[0]):
            break
    but = {"en": " but it ", "es": " pero "}[language] if label == "mixed" else {"en": " and it ", "es": " y "}[language]
    thing = f"the {product[0]}" if language == "en" else {"ms": "el", "fs": "la", "mp": "los", "fp": "las"}[product[2]] + " " + product[1]
    if product[2][1] == "p":
        thing = f"this pair of {product[0]}" if language == "en" else f"este par de {product[1]}"
    elif draw.chance(0.4):
        thing = f"this {product[0]}" if language == "en" else {"ms": "este", "fs": "esta"}[product[2]] + " " + product[1]
    ending = "a" if product[2] == "fs" else "o"  # a pair, "el par", is masculine
    first, second = (judgement[side].replace("{o}", ending) for judgement in (first, second))
    if label != "mixed" and draw.chance(0.3):
        return sentence(f"{thing} {first}.")
    return sentence(f"{thing} {first}{but}{second}.")


def make(draw):
    user, reply = manners.languages(draw)
    manner = manners.manner(draw)
    label = draw.choice(list(LABEL))
    text = review(draw, label, user)
    if user == reply and not manner and draw.chance(0.2):
        messages = [("system", draw.choice(SYSTEM[user])), ("user", text)]
    else:
        messages = [("user", draw.choice(ASK[user]).format(text))]
        prompt = manners.system(draw, reply, user_language=user, manner=manner)
        if prompt:
            messages.insert(0, ("system", prompt))
    word = label if reply == "en" else LABEL[label]
    if manner == "brief":
        text = sentence(marked(word)) + "."
    else:
        text = manners.styled(draw, f"The review is {marked(word)}." if reply == "en" else f"La reseña es {marked(word)}.", reply, manner)
    messages.append(("assistant", text))
    return Example("reviews", reply, messages, answer=word)
