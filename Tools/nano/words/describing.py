"""Adjectives, (English, Spanish masculine, Spanish feminine), and colours."""

# What somebody is (Spanish `ser`).
QUALITIES = [
    ("big", "grande", "grande"), ("small", "pequeño", "pequeña"), ("old", "viejo", "vieja"), ("young", "joven", "joven"),
    ("clever", "listo", "lista"), ("brave", "valiente", "valiente"), ("strong", "fuerte", "fuerte"), ("slow", "lento", "lenta"),
    ("fast", "rápido", "rápida"), ("poor", "pobre", "pobre"), ("rich", "rico", "rica"), ("tall", "alto", "alta"), ("thin", "delgado", "delgada"),
    ("funny", "gracioso", "graciosa"), ("kind", "amable", "amable"), ("famous", "famoso", "famosa"), ("strange", "extraño", "extraña"),
    ("lazy", "perezoso", "perezosa"), ("fat", "gordo", "gorda"), ("beautiful", "hermoso", "hermosa"), ("ugly", "feo", "fea"), ("proud", "orgulloso", "orgullosa"),
    ("shy", "tímido", "tímida"), ("curious", "curioso", "curiosa"), ("dangerous", "peligroso", "peligrosa"), ("generous", "generoso", "generosa"),
    ("polite", "educado", "educada"), ("elegant", "elegante", "elegante"), ("patient", "paciente", "paciente"), ("noisy", "ruidoso", "ruidosa"),
]
# How somebody is (Spanish `estar`).
STATES = [
    ("happy", "contento", "contenta"), ("sad", "triste", "triste"), ("tired", "cansado", "cansada"), ("nervous", "nervioso", "nerviosa"),
    ("hungry", "hambriento", "hambrienta"), ("clean", "limpio", "limpia"), ("dirty", "sucio", "sucia"), ("quiet", "callado", "callada"),
    ("ill", "enfermo", "enferma"), ("angry", "enfadado", "enfadada"), ("bored", "aburrido", "aburrida"), ("lost", "perdido", "perdida"),
    ("alone", "solo", "sola"), ("asleep", "dormido", "dormida"), ("awake", "despierto", "despierta"), ("wet", "mojado", "mojada"),
    ("busy", "ocupado", "ocupada"), ("worried", "preocupado", "preocupada"), ("ready", "preparado", "preparada"), ("surprised", "sorprendido", "sorprendida"),
]
BEFORE_A_NOUN = {"alone", "asleep", "awake", "ill", "ready"}  # English does not say "the asleep dog"
OF_THINGS = [
    ("new", "nuevo", "nueva"), ("expensive", "caro", "cara"), ("cheap", "barato", "barata"), ("broken", "roto", "rota"), ("modern", "moderno", "moderna"),
    ("white", "blanco", "blanca"), ("black", "negro", "negra"), ("red", "rojo", "roja"), ("yellow", "amarillo", "amarilla"), ("green", "verde", "verde"),
    ("blue", "azul", "azul"), ("useful", "útil", "útil"), ("ancient", "antiguo", "antigua"), ("secret", "secreto", "secreta"),
]
ADJECTIVES = {
    "being": QUALITIES + [state for state in STATES if state[0] not in BEFORE_A_NOUN],
    "thing": OF_THINGS + QUALITIES[:3] + [("clean", "limpio", "limpia"), ("dirty", "sucio", "sucia")],
}

COLOURS = [
    ("red", "rojo"), ("blue", "azul"), ("green", "verde"), ("yellow", "amarillo"), ("white", "blanco"),
    ("black", "negro"), ("grey", "gris"), ("purple", "morado"), ("orange", "naranja"), ("pink", "rosa"), ("brown", "marrón"), ("golden", "dorado"),
    ("violet", "violeta"), ("silver", "plateado"),
]
