// Written by Tools/embed_texts/embed_texts.py from presets/*.toml; change those instead.

/// The preset files inside the program.
enum EmbeddedPresets {
    static let files: [(name: String, text: String)] = [
        (
            "text-generation.en.toml",
            ##"""
            name = "Text generation"
            description = "A text is continued: watch temperature and max_new_tokens."
            language = "en"
            user = "Tell me a story about {{topic}}."

            [settings]
            temperature = 0.7
            max_new_tokens = 120
            seed = 42

            [variables]
            topic = "a dragon"

            """##
        ),
        (
            "text-generation.es.toml",
            ##"""
            name = "Generación de texto"
            description = "Se continúa un texto: observa temperature y max_new_tokens."
            language = "es"
            user = "Cuéntame un cuento sobre {{tema}}."

            [settings]
            temperature = 0.7
            max_new_tokens = 120
            seed = 42

            [variables]
            tema = "un dragón"

            """##
        ),
        (
            "question-answering.en.toml",
            ##"""
            name = "Question answering"
            description = "The answer is in the text: what happens when the context is too short for it?"
            language = "en"
            system = "Be brief."
            user = "{{facts}} {{question}}"

            [settings]
            temperature = 0
            max_new_tokens = 40

            [variables]
            facts = "My sister is called Ada and lives in Oslo. My brother is called Leo and lives in Lima."
            question = "Where does my sister live?"

            """##
        ),
        (
            "question-answering.es.toml",
            ##"""
            name = "Preguntas y respuestas"
            description = "La respuesta está en el texto: ¿qué pasa si no cabe en el contexto?"
            language = "es"
            system = "Sé breve."
            user = "{{datos}} {{pregunta}}"

            [settings]
            temperature = 0
            max_new_tokens = 40

            [variables]
            datos = "Mi hermana se llama Ada y vive en Oslo. Mi hermano se llama Leo y vive en Lima."
            pregunta = "¿Dónde vive mi hermana?"

            """##
        ),
        (
            "translation.en.toml",
            ##"""
            name = "Translation"
            description = "One sentence in another language, always the most probable one."
            language = "en"
            user = "Translate into {{language}}: {{sentence}}"

            [settings]
            temperature = 0
            max_new_tokens = 64

            [variables]
            language = "Spanish"
            sentence = "The old cat eats an apple in the kitchen."

            """##
        ),
        (
            "translation.es.toml",
            ##"""
            name = "Traducción"
            description = "Una frase en otro idioma, siempre la más probable."
            language = "es"
            user = "Traduce al {{idioma}}: {{frase}}"

            [settings]
            temperature = 0
            max_new_tokens = 64

            [variables]
            idioma = "inglés"
            frase = "El gato viejo come una manzana en la cocina."

            """##
        ),
        (
            "data-analysis.en.toml",
            ##"""
            name = "Data analysis"
            description = "What does a review say? One word, so that it can be counted."
            language = "en"
            user = "Is this review positive, negative or mixed? {{review}}"

            [settings]
            temperature = 0
            max_new_tokens = 16

            [variables]
            review = "The lamp is beautiful, but it broke after two days."

            """##
        ),
        (
            "data-analysis.es.toml",
            ##"""
            name = "Análisis de datos"
            description = "¿Qué dice una reseña? Una palabra, para poder contarla."
            language = "es"
            user = "¿Esta reseña es positiva, negativa o mixta? {{reseña}}"

            [settings]
            temperature = 0
            max_new_tokens = 16

            [variables]
            "reseña" = "La lámpara es preciosa, pero se rompió a los dos días."

            """##
        ),
        (
            "regularization-poem.en.toml",
            ##"""
            name = "A poem about regularization"
            description = "Something serious in verse; a larger model does it better than nano."
            language = "en"
            system = "You are a poet."
            user = """
            Write a poem of {{verses}} verses about {{topic}} in machine learning.
            Explain why a model that remembers everything understands little."""

            [settings]
            temperature = 1
            top_p = 0.95
            max_new_tokens = 200

            [variables]
            verses = "eight"
            topic = "regularization"

            """##
        ),
        (
            "regularization-poem.es.toml",
            ##"""
            name = "Un poema sobre la regularización"
            description = "Algo serio en verso; un modelo mayor lo hace mejor que nano."
            language = "es"
            system = "Eres un poeta."
            user = """
            Escribe un poema de {{versos}} versos sobre {{tema}} en el aprendizaje automático.
            Explica por qué un modelo que lo recuerda todo entiende poco."""

            [settings]
            temperature = 1
            top_p = 0.95
            max_new_tokens = 200

            [variables]
            versos = "ocho"
            tema = "la regularización"

            """##
        ),
    ]
}
