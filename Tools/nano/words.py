"""The vocabulary of the generator. Pairs are (English, Spanish); Spanish nouns carry their gender."""

WOMEN = """Ada Alba Alice Ana Bea Carla Carmen Clara Diana Elena Elsa Emma Eva Fiona Frida Grace Hanna Helen Ida Irene Jana
Joan Julia Kate Lara Laura Lea Lina Lola Lucia Maria Marta Mia Mila Nadia Nina Nora Olga Paula Petra Rosa Ruth Sara Silvia
Vera Yuki Zoe Agnes Alma Berta Celia Cora Dora Edith Flora Gloria Hilda Iris Judith Leila Lourdes Luna Mabel Marina
Monica Naomi Nuria Olivia Pilar Raquel Rita Sonia Tania Ursula""".split()
MEN = """Alan Amir Anton Ben Bruno Carlos Cesar Daniel Dario David Diego Elias Eric Felix Gael Hector Hugo Ian Igor Ivan Jack
Jonas Jorge Karim Leo Linus Lucas Luis Mario Max Milo Noah Oliver Omar Oscar Pablo Pedro Rafael Samir Simon Teo Tomas
Victor Adrian Albert Andres Arthur Boris Cyrus Edgar Emil Enzo Ernesto Fidel Frank George Gustav Henry Ismael Javier Joel
Julian Kevin Lorenzo Marcos Martin Nestor Otto Paul Ramon Raul Robert Sergio Stefan Walter""".split()
NAMES = WOMEN + MEN

# Cities that are written alike in both languages.
CITIES = """Oslo Lima Madrid Quito Bergen Bilbao Bogota Boston Cadiz Cairo Caracas Chicago Dakar Dallas Delhi Denver
Dublin Geneva Granada Havana Helsinki Jakarta Kiev Kyoto Lagos Leeds Leon Lugo Malaga Manila Miami Milan Montevideo
Montreal Murcia Nairobi Oporto Oviedo Panama Paris Porto Praga Riga Roma Rosario Santiago Segovia Seoul Sevilla Sofia
Sydney Tallin Tokio Toledo Toronto Turin Valencia Verona Vigo Zaragoza Amman Ankara Arequipa Austin Baku Belfast Bonn Bristol Burgos Cardiff Cordoba Cuenca Dresden Durban
Fargo Genoa Hanoi Houston Jaca Kingston Linares Lisboa Lyon Malmo Medina Merida Minsk Napoles Osaka Palermo Perth Pisa Puebla
Ronda Salta Soria Tampa Tarragona Teruel Tirana Trento Tunis Ubeda Utrecht Varna Viena Zamora""".split()

# English, Spanish, gender in Spanish ("her" or "his" is not used, so English needs none).
RELATIONS = [
    ("sister", "hermana", "f"), ("brother", "hermano", "m"), ("mother", "madre", "f"), ("father", "padre", "m"),
    ("aunt", "tía", "f"), ("uncle", "tío", "m"), ("daughter", "hija", "f"), ("son", "hijo", "m"),
    ("teacher", "profesora", "f"), ("boss", "jefe", "m"), ("neighbour", "vecina", "f"), ("friend", "amigo", "m"),
    ("doctor", "doctora", "f"), ("cousin", "primo", "m"), ("grandmother", "abuela", "f"), ("grandfather", "abuelo", "m"),
]

JOBS = [
    ("a nurse", "enfermera", "enfermero"), ("a cook", "cocinera", "cocinero"), ("a painter", "pintora", "pintor"),
    ("a lawyer", "abogada", "abogado"), ("a pilot", "piloto", "piloto"), ("a farmer", "granjera", "granjero"),
    ("a singer", "cantante", "cantante"), ("a writer", "escritora", "escritor"), ("a baker", "panadera", "panadero"),
    ("a dancer", "bailarina", "bailarín"), ("a judge", "jueza", "juez"), ("a chemist", "química", "químico"),
    ("an engineer", "ingeniera", "ingeniero"), ("an actor", "actriz", "actor"), ("a driver", "conductora", "conductor"),
    ("a gardener", "jardinera", "jardinero"), ("a dentist", "dentista", "dentista"), ("a sailor", "marinera", "marinero"),
    ("a tailor", "modista", "sastre"), ("a journalist", "periodista", "periodista"), ("a teacher", "maestra", "maestro"),
    ("a carpenter", "carpintera", "carpintero"), ("a plumber", "fontanera", "fontanero"), ("a musician", "música", "músico"),
    ("a photographer", "fotógrafa", "fotógrafo"), ("a fisherman", "pescadora", "pescador"), ("a waiter", "camarera", "camarero"),
    ("a librarian", "bibliotecaria", "bibliotecario"), ("a postman", "cartera", "cartero"), ("a fireman", "bombera", "bombero"),
]

PETS = [
    ("a dog", "un perro"), ("a cat", "un gato"), ("a horse", "un caballo"), ("a rabbit", "un conejo"),
    ("a parrot", "un loro"), ("a turtle", "una tortuga"), ("a duck", "un pato"), ("a goat", "una cabra"),
    ("a hen", "una gallina"), ("a mouse", "un ratón"), ("a snake", "una serpiente"), ("a frog", "una rana"),
    ("a pig", "un cerdo"), ("a sheep", "una oveja"), ("a donkey", "un burro"), ("a canary", "un canario"), ("a lizard", "un lagarto"),
    ("a monkey", "un mono"), ("a swan", "un cisne"), ("a spider", "una araña"),
]

COLOURS = [
    ("red", "rojo"), ("blue", "azul"), ("green", "verde"), ("yellow", "amarillo"), ("white", "blanco"),
    ("black", "negro"), ("grey", "gris"), ("purple", "morado"), ("orange", "naranja"), ("pink", "rosa"),
]

# Translation: animate nouns with their gender, and adjectives in both genders.
ANIMALS = [
    ("dog", "perro", "m"), ("cat", "gato", "m"), ("horse", "caballo", "m"), ("bird", "pájaro", "m"), ("fish", "pez", "m"),
    ("cow", "vaca", "f"), ("mouse", "ratón", "m"), ("bear", "oso", "m"), ("fox", "zorro", "m"), ("wolf", "lobo", "m"),
    ("duck", "pato", "m"), ("hen", "gallina", "f"), ("frog", "rana", "f"), ("lion", "león", "m"), ("tiger", "tigre", "m"),
    ("rabbit", "conejo", "m"), ("boy", "niño", "m"), ("girl", "niña", "f"), ("man", "hombre", "m"),
    ("woman", "mujer", "f"), ("teacher", "maestra", "f"), ("doctor", "médico", "m"), ("king", "rey", "m"),
    ("queen", "reina", "f"), ("student", "alumno", "m"), ("cook", "cocinera", "f"), ("farmer", "granjero", "m"),
    ("soldier", "soldado", "m"), ("sailor", "marinero", "m"), ("witch", "bruja", "f"),
    ("nurse", "enfermera", "f"), ("painter", "pintor", "m"), ("singer", "cantante", "f"), ("baker", "panadero", "m"),
    ("lawyer", "abogada", "f"), ("judge", "juez", "m"), ("princess", "princesa", "f"), ("monkey", "mono", "m"), ("pig", "cerdo", "m"),
    ("sheep", "oveja", "f"), ("turtle", "tortuga", "f"), ("elephant", "elefante", "m"), ("snake", "serpiente", "f"), ("owl", "búho", "m"),
    ("bee", "abeja", "f"), ("ant", "hormiga", "f"), ("neighbour", "vecina", "f"), ("boss", "jefe", "m"), ("driver", "conductor", "m"),
    ("pilot", "piloto", "m"),
]
ADJECTIVES = [
    ("big", "grande", "grande"), ("small", "pequeño", "pequeña"), ("old", "viejo", "vieja"), ("young", "joven", "joven"),
    ("black", "negro", "negra"), ("white", "blanco", "blanca"), ("happy", "feliz", "feliz"), ("sad", "triste", "triste"),
    ("tired", "cansado", "cansada"), ("clever", "listo", "lista"), ("brave", "valiente", "valiente"),
    ("strong", "fuerte", "fuerte"), ("slow", "lento", "lenta"), ("fast", "rápido", "rápida"), ("poor", "pobre", "pobre"),
    ("rich", "rico", "rica"), ("tall", "alto", "alta"), ("thin", "delgado", "delgada"),
    ("funny", "gracioso", "graciosa"), ("quiet", "callado", "callada"), ("nervous", "nervioso", "nerviosa"), ("kind", "amable", "amable"),
    ("hungry", "hambriento", "hambrienta"), ("famous", "famoso", "famosa"), ("strange", "extraño", "extraña"), ("lazy", "perezoso", "perezosa"),
    ("clean", "limpio", "limpia"), ("dirty", "sucio", "sucia"),
]
# Objects: English, Spanish, gender; verbs with the objects that make sense with them.
UNCOUNTED = {"bread", "cheese", "soup", "rice", "meat"}  # never "a bread"
FOOD = [
    ("apple", "manzana", "f"), ("bread", "pan", "m"), ("cheese", "queso", "m"), ("soup", "sopa", "f"),
    ("orange", "naranja", "f"), ("cake", "pastel", "m"), ("rice", "arroz", "m"), ("egg", "huevo", "m"),
    ("meat", "carne", "f"), ("salad", "ensalada", "f"), ("potato", "patata", "f"), ("pear", "pera", "f"),
    ("tomato", "tomate", "m"), ("lemon", "limón", "m"), ("banana", "plátano", "m"), ("onion", "cebolla", "f"), ("sandwich", "bocadillo", "m"),
    ("strawberry", "fresa", "f"), ("biscuit", "galleta", "f"), ("peach", "melocotón", "m"), ("carrot", "zanahoria", "f"), ("fig", "higo", "m"),
]
THINGS = [
    ("book", "libro", "m"), ("house", "casa", "f"), ("table", "mesa", "f"), ("chair", "silla", "f"), ("letter", "carta", "f"),
    ("ball", "pelota", "f"), ("box", "caja", "f"), ("key", "llave", "f"), ("lamp", "lámpara", "f"), ("map", "mapa", "m"),
    ("car", "coche", "m"), ("boat", "barco", "m"), ("hat", "sombrero", "m"), ("bag", "bolsa", "f"), ("clock", "reloj", "m"),
    ("door", "puerta", "f"), ("window", "ventana", "f"), ("river", "río", "m"), ("tree", "árbol", "m"), ("flower", "flor", "f"),
    ("garden", "jardín", "m"), ("bridge", "puente", "m"), ("tower", "torre", "f"), ("picture", "cuadro", "m"),
    ("knife", "cuchillo", "m"), ("spoon", "cuchara", "f"), ("cup", "taza", "f"), ("plate", "plato", "m"), ("bottle", "botella", "f"),
    ("shirt", "camisa", "f"), ("coat", "abrigo", "m"), ("shoe", "zapato", "m"), ("ring", "anillo", "m"), ("mirror", "espejo", "m"),
    ("guitar", "guitarra", "f"), ("piano", "piano", "m"), ("pencil", "lápiz", "m"), ("newspaper", "periódico", "m"), ("computer", "ordenador", "m"),
    ("candle", "vela", "f"), ("umbrella", "paraguas", "m"), ("bed", "cama", "f"), ("wall", "pared", "f"), ("roof", "tejado", "m"),
    ("wheel", "rueda", "f"), ("ticket", "billete", "m"), ("suitcase", "maleta", "f"), ("bell", "campana", "f"), ("drum", "tambor", "m"),
]
VERBS = [
    ("eats", "come", FOOD), ("wants", "quiere", FOOD + THINGS), ("buys", "compra", FOOD + THINGS),
    ("sells", "vende", FOOD + THINGS), ("cooks", "cocina", FOOD), ("prepares", "prepara", FOOD), ("sees", "ve", FOOD + THINGS),
    ("has", "tiene", FOOD + THINGS), ("loses", "pierde", THINGS), ("finds", "encuentra", FOOD + THINGS),
    ("paints", "pinta", THINGS), ("draws", "dibuja", THINGS), ("needs", "necesita", FOOD + THINGS),
    ("cleans", "limpia", THINGS), ("loves", "ama", FOOD + THINGS), ("hides", "esconde", FOOD + THINGS),
    ("carries", "lleva", FOOD + THINGS), ("brings", "trae", FOOD + THINGS), ("looks for", "busca", FOOD + THINGS),
    ("breaks", "rompe", THINGS), ("repairs", "arregla", THINGS), ("steals", "roba", FOOD + THINGS), ("touches", "toca", FOOD + THINGS), ("opens", "abre", [t for t in THINGS if t[0] in ("book", "letter", "box", "door", "window", "bag")]),
]

# Sentences without news, to put distance between a fact and its question.
FILLER = {
    "en": """Today it is raining. The coffee is still warm. The window is open. It is almost midday. The street is quiet.
The bus was late again. I slept well last night. The sky is grey this morning. I have read a good book. There is bread on
the table. The train leaves at nine. My phone is on the desk. The garden looks green. I like this song. The shop opens at
ten. Tomorrow will be colder. The lift does not work. I drank a glass of water. The children play in the park. The film
was rather long. The keys are in the kitchen. It was a long week. The market is full of people. The lamp gives little
light. The river is calm. I walked for an hour. The soup needs salt. The music is soft. The door makes a noise. The
paper is white.""",
    "es": """Hoy está lloviendo. El café sigue caliente. La ventana está abierta. Ya es casi mediodía. La calle está
tranquila. El autobús llegó tarde otra vez. Anoche dormí bien. El cielo está gris esta mañana. He leído un buen libro. Hay
pan en la mesa. El tren sale a las nueve. Mi teléfono está en el escritorio. El jardín se ve verde. Me gusta esta canción.
La tienda abre a las diez. Mañana hará más frío. El ascensor no funciona. Bebí un vaso de agua. Los niños juegan en el
parque. La película fue bastante larga. Las llaves están en la cocina. Fue una semana larga. El mercado está lleno de gente.
La lámpara da poca luz. El río está en calma. Caminé durante una hora. A la sopa le falta sal. La música es suave. La
puerta hace ruido. El papel es blanco.""",
}
FILLER = {language: [s.strip() + "." for s in " ".join(text.split()).split(".") if s.strip()] for language, text in FILLER.items()}

PLACES = [
    ("on the table", "en la mesa"), ("in the kitchen", "en la cocina"), ("under the bed", "debajo de la cama"),
    ("near the door", "cerca de la puerta"), ("in the garden", "en el jardín"), ("in the street", "en la calle"),
    ("at the station", "en la estación"), ("behind the house", "detrás de la casa"), ("in the market", "en el mercado"),
    ("by the river", "junto al río"), ("on the roof", "en el tejado"), ("in the car", "en el coche"),
]
