import Generation
import Playground

// The embeddings screen.

extension Phrase {
    static let embeddings = Phrase("Embeddings", "Embeddings")
    static let corpusFormTitle = Phrase("Texts to vectors", "De textos a vectores")
    static let corpusFormIntroduction = Phrase(
        "A model turns each text into a vector; texts that mean similar things get vectors that point the same way. Choose texts and a model, and walk on the map of them.",
        "Un modelo convierte cada texto en un vector; los textos de sentido parecido reciben vectores que apuntan al mismo lado. Elige textos y un modelo, y recorre su mapa."
    )

    // MARK: The form

    /// A line of the form.
    static func row(_ row: CorpusForm.Row) -> Phrase {
        switch row {
        case .origin: Phrase("texts from", "textos de")
        case .path: Phrase("file", "archivo")
        case .column: Phrase("column", "columna")
        case .sample: Phrase("sample", "muestra")
        case .seed: Phrase("seed", "semilla")
        case .text: Phrase("next text", "otro texto")
        case .collection: Phrase("collection", "colección")
        case .model: Phrase("model", "modelo")
        case .start: Phrase(same: "")
        }
    }

    /// Where texts come from.
    static func origin(_ origin: CorpusForm.Origin) -> Phrase {
        switch origin {
        case .csv: Phrase("a CSV column", "una columna CSV")
        case .lines: Phrase("lines of a file", "líneas de un archivo")
        case .texts: Phrase("typed here", "escritos aquí")
        case .collection: Phrase("kept before", "ya guardados")
        }
    }

    static let pathPlaceholder = Phrase("reviews.csv; Enter reads its columns", "reseñas.csv; Intro lee sus columnas")
    static let linesPlaceholder = Phrase("texts.txt, one text on each line", "textos.txt, un texto por línea")
    static let textPlaceholder = Phrase(
        "a text, then Enter; paste many lines at once", "un texto y luego Intro; pega muchas líneas a la vez")
    static let samplePlaceholder = Phrase("all of them", "todos")
    static let embedderPlaceholder = Phrase(
        "hf:OWNER/NAME, ./folder, openai:MODEL", "hf:AUTOR/NOMBRE, ./carpeta, openai:MODELO")
    static let sampleHint = Phrase(
        "texts at most, drawn by the seed; empty takes all", "textos como mucho, según la semilla; vacío los toma todos"
    )
    static let readFileFirst = Phrase("Enter reads the file's columns", "Intro lee las columnas del archivo")
    static let noCollections = Phrase("nothing is kept yet", "aún no hay nada guardado")
    static let textsLeave = Phrase("↗ the texts leave this machine", "↗ los textos salen de esta máquina")
    static let textsStay = Phrase("the texts stay on this machine", "los textos se quedan en esta máquina")
    static let decoderIsWeaker = Phrase(
        "mean of a decoder's states: weaker than an encoder made for this",
        "media de los estados de un decodificador: peor que un codificador hecho para esto")
    static let startRow = Phrase("Enter makes the vectors and the map", "Intro crea los vectores y el mapa")
    static let startCollection = Phrase("Enter opens it", "Intro la abre")
    static let workingRow = Phrase("Esc stops; what is done is kept", "Esc detiene; lo hecho se conserva")
    static let goOnRow = Phrase("Enter goes on with the rest", "Intro sigue con el resto")
    static let missingFile = Phrase("a file is missing", "falta un archivo")
    static let missingTexts = Phrase("texts are missing", "faltan textos")
    static let missingModel = Phrase("a model is missing", "falta un modelo")
    static let readingCorpus = Phrase("reading…", "leyendo…")
    static let drawingMap = Phrase("drawing the map…", "dibujando el mapa…")
    static let keptSoFar = Phrase("is kept; only the rest is embedded", "se conserva; solo falta el resto")

    /// How many texts were typed.
    static func textCount(_ count: Int) -> Phrase {
        Phrase(
            count == 1 ? "1 text" : "\(Figure.english(count)) texts",
            count == 1 ? "1 texto" : "\(Figure.spanish(count)) textos")
    }

    /// How far a job is.
    static func embedded(_ done: Int, of total: Int) -> Phrase {
        Phrase(
            "\(Figure.english(done)) of \(Figure.english(total)) texts",
            "\(Figure.spanish(done)) de \(Figure.spanish(total)) textos")
    }

    static func known(_ count: Int) -> Phrase {
        Phrase("\(Figure.english(count)) known before", "\(Figure.spanish(count)) ya conocidos")
    }

    static func textsPerSecond(_ rate: Double) -> Phrase {
        let figure = Figure.brief(rate)
        return Phrase("\(figure) texts/s", "\(figure) textos/s")
    }

    static func timeLeft(_ duration: Duration) -> Phrase {
        let seconds = Int((duration / .seconds(1)).rounded(.up))
        let time =
            seconds < 60
            ? "\(seconds) s"
            : seconds < 3600
                ? "\(seconds / 60) min \(seconds % 60) s" : "\(seconds / 3600) h \(seconds % 3600 / 60) min"
        return Phrase("\(time) left", "quedan \(time)")
    }

    /// How many columns there are to choose from.
    static func columnPlace(_ index: Int, of count: Int) -> Phrase {
        Phrase("\(index + 1) of \(count), ←→ takes another", "\(index + 1) de \(count), ←→ cambia")
    }

    // MARK: Consent

    static let embeddingConsentTitle = Phrase("Send the texts to be embedded?", "¿Enviar los textos?")

    /// What leaves, where to, and for how much.
    static func embeddingConsent(_ plan: EmbeddingPlan) -> Phrase {
        let cost = plan.cost.map { Figure.dollars($0) }
        return Phrase(
            "\(Figure.english(plan.missingCount)) texts, \(Figure.english(plan.missingCharacters)) characters in all, leave this machine for \(plan.modelName). "
                + (cost.map { "It will cost about \($0)." } ?? "Nobody here knows what it costs."),
            "\(Figure.spanish(plan.missingCount)) textos, \(Figure.spanish(plan.missingCharacters)) caracteres en total, salen de esta máquina hacia \(plan.modelName). "
                + (cost.map { "Costará cerca de \($0)." } ?? "Aquí nadie sabe cuánto cuesta."))
    }

    /// What need not be sent.
    static func embeddingKnown(_ plan: EmbeddingPlan) -> Phrase {
        let count = plan.textCount - plan.missingCount
        return Phrase(
            "\(Figure.english(count)) of \(Figure.english(plan.textCount)) have a vector already.",
            "\(Figure.spanish(count)) de \(Figure.spanish(plan.textCount)) ya tienen vector.")
    }

    static let sendTexts = Phrase("send", "enviar")
    static let keepTexts = Phrase("keep them here", "no enviar")

    // MARK: The map

    /// A map's name.
    static func map(_ kind: CorpusMap.Kind) -> Phrase {
        switch kind {
        case .principal: Phrase("Map · principal components", "Mapa · componentes principales")
        case .neighbours: Phrase("Map · neighbours", "Mapa · vecinos")
        }
    }

    static func explained(_ shares: [Double]) -> Phrase {
        let figures = shares.map { Figure.percent($0) }.joined(separator: " + ")
        return Phrase("\(figures) % of the variance", "\(figures) % de la varianza")
    }

    static func preserved(_ share: Double) -> Phrase {
        Phrase(
            "keeps \(Figure.percent(share)) % of the 10 nearest",
            "conserva \(Figure.percent(share)) % de los 10 vecinos")
    }

    static func principalPreserved(_ share: Double) -> Phrase {
        Phrase("components \(Figure.percent(share)) %", "componentes \(Figure.percent(share)) %")
    }

    static func mapping(_ fraction: Double) -> Phrase {
        Phrase("arranging, \(Int(fraction * 100)) %", "ordenando, \(Int(fraction * 100)) %")
    }

    static func vectorLength(_ count: Int) -> Phrase {
        Phrase("\(Figure.english(count)) numbers each", "\(Figure.spanish(count)) números cada uno")
    }

    /// How to read a map.
    static func lesson(_ kind: CorpusMap.Kind, dimensions: Int) -> Phrase {
        switch kind {
        case .principal:
            Phrase(
                "2 directions of \(dimensions): far here is far, near here need not be near",
                "2 direcciones de \(dimensions): lejos aquí es lejos; cerca aquí quizá no")
        case .neighbours:
            Phrase(
                "who is near whom holds; distances between groups mean nothing",
                "vale quién está cerca; las distancias entre grupos no dicen nada")
        }
    }

    static let otherCategories = Phrase("others", "otros")
    static let zoomedTo = Phrase("zoom", "zoom")

    // MARK: Beside the map

    /// A view's name.
    static func view(_ view: EmbeddingsView) -> Phrase {
        switch view {
        case .text: Phrase("Text", "Texto")
        case .cosines: Phrase("Cosines", "Cosenos")
        case .vector: Phrase("Vector", "Vector")
        case .arithmetic: Phrase("a − b + c", "a − b + c")
        }
    }

    static let queryPlaceholder = Phrase("/ what is near…?", "/ ¿qué está cerca de…?")
    static let queryTyping = Phrase("the nearest, as you type", "los más cercanos, al escribir")
    static let queryHosted = Phrase("Enter sends the query ↗", "Intro envía la consulta ↗")
    static let nearText = Phrase("nearest, by cosine", "más cercanos, por coseno")
    static let nearQuery = Phrase("nearest to the query, by cosine", "más cercanos a la consulta, por coseno")
    static let measuringCosines = Phrase("measuring…", "midiendo…")
    static let markHint = Phrase(
        "Space marks the chosen text; two or more are measured each with each.",
        "Espacio marca el texto elegido; dos o más se miden cada uno con cada uno.")
    static let cosineLesson = Phrase(
        "1 same direction · 0 nothing in common", "1 misma dirección · 0 nada en común")
    static let vectorLesson = Phrase(
        "no number means anything alone: only angles do", "ningún número significa nada solo: solo los ángulos")
    static let largestComponents = Phrase("farthest from 0, by index", "más lejos de 0, por índice")
    static let arithmeticHint = Phrase(
        "Press a, b and c on texts: what is to c as a is to b?",
        "Pulsa a, b y c sobre textos: ¿qué es a c lo que a es a b?")
    static let nearSum = Phrase("nearest to the sum", "más cercanos a la suma")
    static let arithmeticLesson = Phrase(
        "the way from b to a, taken from c", "el camino de b a a, desde c")

    /// A text's place in its source.
    static func sourceRow(_ row: Int) -> Phrase { Phrase("row \(row)", "fila \(row)") }

    // MARK: Keys

    static let embeddingsLabel = Phrase("embeddings", "embeddings")
    static let keyEmbeddingsScreen = Phrase("the map of a corpus, and back", "el mapa de un corpus, y volver")
    static let pickLabel = Phrase("pick", "elegir")
    static let panLabel = Phrase("pan", "mover")
    static let zoomLabel = Phrase("zoom", "zoom")
    static let queryLabel = Phrase("query", "consulta")
    static let mapLabel = Phrase("map", "mapa")
    static let colorLabel = Phrase("colour", "color")
    static let markLabel = Phrase("mark", "marcar")
    static let besideLabel = Phrase("view", "vista")
    static let termLabel = Phrase("a−b+c", "a−b+c")
    static let rowLabel = Phrase("line", "línea")
    static let changeLabel = Phrase("change", "cambiar")
    static let nextLabel = Phrase("go on", "seguir")
    static let corpusLabel = Phrase("other texts", "otros textos")
    static let insideLabel = Phrase("attention", "atención")
    static let keyFormRow = Phrase("another line of the form", "otra línea del formulario")
    static let keyFormTurn = Phrase("another value", "otro valor")
    static let keyFormEnter = Phrase("go on; on the last line make the map", "seguir; en la última línea crear el mapa")
    static let keyPick = Phrase("the nearest text in this direction", "el texto más cercano en esa dirección")
    static let keyPan = Phrase("move over the map", "moverse por el mapa")
    static let keyZoom = Phrase(
        "larger or smaller around the chosen text", "ampliar o reducir en torno al texto elegido")
    static let keyShowAll = Phrase("all of the map", "todo el mapa")
    static let keyQuery = Phrase("what is near a query, as you type", "qué está cerca de una consulta, al escribir")
    static let keyToggleMap = Phrase(
        "principal components, or the map of neighbours", "componentes principales, o el mapa de vecinos")
    static let keyNextColumn = Phrase("colour the points by the next column", "colorear los puntos por otra columna")
    static let keyMarkText = Phrase(
        "mark the text for the cosines, or no longer", "marcar el texto para los cosenos, o no")
    static let keyClearMarks = Phrase("take all marks away", "quitar todas las marcas")
    static let keyNextView = Phrase("text, cosines, vector, a − b + c", "texto, cosenos, vector, a − b + c")
    static let keyTerm = Phrase("make the text a, b or c of a − b + c", "hacer del texto a, b o c en a − b + c")
    static let keyChooseNear = Phrase("another of the nearest", "otro de los más cercanos")
    static let keyPickNear = Phrase("go to the chosen one", "ir al elegido")
    static let keyOtherTexts = Phrase("other texts or another model", "otros textos u otro modelo")
    static let keyLookInside = Phrase(
        "the encoder's attention in this text", "la atención del codificador en este texto")
    static let keyTakeQuery = Phrase("search, and back to the map", "buscar, y volver al mapa")
}
