import Generation

// The compare screen.

extension Phrase {
    static let compareTitle = Phrase("compare", "comparar")
    static let compareScreenTitle = Phrase("Compare", "Comparar")
    static let keyCompareScreen = Phrase(
        "models and settings side by side, and back", "modelos y ajustes lado a lado, y volver")

    // MARK: Prompt

    static let sharedPrompt = Phrase("shared by all columns", "compartido por todas las columnas")
    static let sharedPromptPlaceholder = Phrase("p: write what all are asked", "p: escribe lo que se pregunta a todos")
    static func ownPrompt(_ number: Int) -> Phrase {
        Phrase("only column \(number)", "solo la columna \(number)")
    }
    static let ownPromptShort = Phrase("own prompt", "texto propio")
    static let withSystemText = Phrase("with the system text", "con el texto de sistema")

    // MARK: Columns

    static let columnPlaceholder = Phrase("^R runs all columns, r this one.", "^R ejecuta todas, r esta.")
    static let waiting = Phrase("waiting for the first token…", "esperando el primer token…")
    static let baseline = Phrase("baseline", "referencia")
    static let leavesMachine = Phrase("↗ text leaves this machine", "↗ el texto sale de este equipo")
    static let sameTexts = Phrase("the same text in all", "el mismo texto en todas")
    static let whereTextsPart = Phrase("where the texts part", "donde se separan los textos")

    static func partsAt(_ number: Int) -> Phrase {
        Phrase("the texts part at token \(number)", "los textos se separan en el token \(number)")
    }

    static func columnCount(_ count: Int) -> Phrase {
        Phrase("\(count) \(count == 1 ? "column" : "columns")", "\(count) \(count == 1 ? "columna" : "columnas")")
    }

    static func columnsSeen(_ first: Int, _ last: Int, of count: Int) -> Phrase {
        Phrase("columns \(first)–\(last) of \(count)", "columnas \(first)–\(last) de \(count)")
    }

    static func columnsRunning(_ running: Int, of count: Int) -> Phrase {
        Phrase("\(running) of \(count) writing…", "escriben \(running) de \(count)…")
    }

    // MARK: Figures

    static let speed = Phrase("speed", "velocidad")
    static let firstTokenTime = Phrase("first token", "primer token")
    static let cost = Phrase("cost", "coste")
    static let free = Phrase("none, local", "ninguno, local")
    static let meanLogProbability = Phrase("mean logprob", "logprob media")
    /// Why no number of bits says how far a column lies from the baseline.
    static let ruledOut = Phrase("rules out what the baseline allows", "excluye lo que la base admite")
    static let otherVocabulary = Phrase("other vocabulary", "otro vocabulario")

    static func entropyShort(_ bits: Double) -> Phrase {
        Phrase("entropy \(Figure.fixed(bits, decimals: 2))", "entropía \(Figure.fixed(bits, decimals: 2))")
    }

    /// Why a run ended, in a word or two.
    static func brief(_ reason: FinishReason) -> Phrase {
        switch reason {
        case .endOfText: Phrase("ended", "terminó")
        case .length: Phrase("max_new", "max_new")
        case .stop: Phrase("stop text", "parada")
        case .context: Phrase("context full", "contexto lleno")
        case .cancelled: Phrase("stopped", "detenida")
        }
    }

    // MARK: Keys

    static let runThisLabel = Phrase("run this", "ejecutar esta")
    static let newSeedLabel = Phrase("new seed", "otra semilla")
    static let columnLabel = Phrase("column", "columna")
    static let newColumnLabel = Phrase("new column", "otra columna")
    static let modelLabel = Phrase("model", "modelo")
    static let fanOutLabel = Phrase("fan out temp", "abanico temp")
    static let diffLabel = Phrase("word diff", "diferencias")
    static let baselineLabel = Phrase("baseline", "referencia")
    static let turnLabel = Phrase("turn", "girar")
    static let takeLabel = Phrase("take", "aceptar")
    static let keyRunColumn = Phrase("run the chosen column", "ejecutar la columna elegida")
    static let keyNewSeeds = Phrase(
        "run all again, each with its next seed", "ejecutar todas de nuevo, cada una con su semilla siguiente")
    static let keyColumn = Phrase("choose another column", "elegir otra columna")
    static let keyNewColumn = Phrase("add a copy of the chosen column", "añadir una copia de la columna elegida")
    static let keyColumnModel = Phrase("give the column another model", "poner otro modelo en la columna")
    static let keyFanOut = Phrase(
        "the same model at temperatures 0, 0.5, 1 and 1.5", "el mismo modelo a temperaturas 0, 0.5, 1 y 1.5")
    static let keyDifference = Phrase(
        "mark the words that differ from the baseline, or surprise",
        "marcar las palabras distintas de la referencia, o la sorpresa")
    static let keyBaseline = Phrase("compare the others with this column", "comparar las demás con esta columna")
    static let keyStopColumn = Phrase("stop this column; the others go on", "parar esta columna; las demás siguen")
    static let keyRemoveColumn = Phrase("take the column away", "quitar la columna")
    static let keyOwnPrompt = Phrase(
        "a prompt of its own, or the shared one again", "un texto propio, o de nuevo el compartido")
    static let keyEditPrompt = Phrase(
        "write in the prompt; Esc or Tab leaves it", "escribir en el texto; Esc o Tab lo deja")
    static let keyColumnEnter = Phrase(
        "take the typed number, or open the run in the playground",
        "aceptar el número, o abrir la ejecución en el área de pruebas")
    static let keyColumnToken = Phrase(
        "look at the token before or after, in all columns", "mirar el token anterior o siguiente en todas las columnas"
    )
    static let keyColumnTokenPage = Phrase("ten tokens back or on", "diez tokens atrás o adelante")
    static let keyWhereTextsPart = Phrase("back to where the texts part", "volver a donde se separan los textos")
}
