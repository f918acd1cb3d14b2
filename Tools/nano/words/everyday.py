"""Sentences of every day, to put distance between a fact and its question."""

EVERYDAY = {
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
EVERYDAY = {language: [s.strip() + "." for s in " ".join(text.split()).split(".") if s.strip()] for language, text in EVERYDAY.items()}
