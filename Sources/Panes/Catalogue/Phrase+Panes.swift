import Generation

// What the panes of the playground say.

extension Phrase {
    // MARK: Titles

    static let system = Phrase("System", "Sistema")
    static let user = Phrase("User", "Usuario")
    static let output = Phrase("Output", "Salida")
    static let parameters = Phrase("Parameters", "Parámetros")
    static let nextToken = Phrase("Next token", "Siguiente token")
    static let attention = Phrase("Attention", "Atención")
    static let commands = Phrase("Commands", "Órdenes")
    static let help = Phrase("Help", "Ayuda")
    static let openModel = Phrase("Open a model", "Abrir un modelo")

    // MARK: Status line

    static let live = Phrase("live", "en vivo")
    static let paused = Phrase("paused", "en pausa")
    static let context = Phrase("ctx", "ctx")
    static let seed = Phrase("seed", "semilla")
    static let first = Phrase("first", "primero")
    static let running = Phrase("writing…", "escribiendo…")
    static let opening = Phrase("opening…", "abriendo…")
    static let converting = Phrase("converting…", "convirtiendo…")
    static let trace = Phrase("trace", "traza")
    static let noModel = Phrase("no model", "sin modelo")
    static let embedded = Phrase("embedded", "incluido")
    static let local = Phrase("local", "local")
    static let hosted = Phrase("hosted", "remoto")

    /// How a prompt's numbers are rounded.
    static func promptsIn(_ type: String) -> Phrase { Phrase("prompts in \(type)", "prompts en \(type)") }

    // MARK: Editors

    static let systemPlaceholder = Phrase(
        "Who should the model be? (optional)", "¿Quién debe ser el modelo? (opcional)")
    static let userPlaceholder = Phrase(
        "Write here: the next token changes with every key. ^R runs.",
        "Escribe aquí: el siguiente token cambia con cada tecla. ^R ejecuta.")
    static let userPlaceholderWithoutLive = Phrase(
        "Write a prompt, then ^R runs it.", "Escribe un texto y ejecútalo con ^R.")
    static let systemNotTaken = Phrase(
        "This model has no system role: the text goes in front of the prompt.",
        "Este modelo no tiene rol de sistema: el texto va delante del tuyo.")

    static func tokens(_ count: Int) -> Phrase {
        Phrase(
            "\(Figure.english(count)) \(count == 1 ? "token" : "tokens")",
            "\(Figure.spanish(count)) \(count == 1 ? "token" : "tokens")")
    }

    static func outside(_ count: Int) -> Phrase {
        Phrase(
            "\(Figure.english(count)) \(count == 1 ? "token" : "tokens") outside the context",
            "\(Figure.spanish(count)) \(count == 1 ? "token" : "tokens") fuera del contexto")
    }

    static func outsideShort(_ count: Int) -> Phrase {
        Phrase("\(Figure.english(count)) outside", "\(Figure.spanish(count)) fuera")
    }

    // MARK: Output

    static let outputPlaceholder = Phrase(
        "^R writes on from your prompt. Each token is tinted by how much it surprised the model.",
        "^R continúa tu texto. Cada token se tiñe según cuánto sorprendió al modelo.")
    static let nanoNote = Phrase(
        "nano is a tiny model: it tells short stories, recalls what the prompt says and answers simple questions. "
            + "For anything else open a bigger one: ^P, “open a model”.",
        "nano es un modelo diminuto: cuenta historias cortas, recuerda lo que dice el texto y responde preguntas "
            + "sencillas. Para lo demás, abre uno mayor: ^P, «abrir un modelo».")
    static let nanoAfterRun = Phrase(
        "nano knows stories, facts of the prompt, simple translations, reviews and this course; ^O opens a bigger model.",
        "nano sabe de cuentos, datos del texto, traducciones sencillas, reseñas y este curso; ^O abre un modelo mayor.")

    /// Words that nano knows only in pieces; three of them are named.
    static func unknownWords(_ words: [String]) -> Phrase {
        let named = words.prefix(3)
        let more = words.count > named.count ? ", …" : ""
        return Phrase(
            "New to nano, in pieces only: " + named.map { "“\($0)”" }.joined(separator: ", ") + more + ".",
            "Nuevo para nano, solo en trozos: " + named.map { "«\($0)»" }.joined(separator: ", ") + more + ".")
    }

    static let thoughts = Phrase("Thoughts", "Pensamientos")
    static let thinking = Phrase("thinking…", "pensando…")

    /// The line that stands for what a model thought, and how to see it.
    static func thought(_ words: Int, isFolded: Bool) -> Phrase {
        Phrase(
            "\(isFolded ? "▸" : "▾") thought for \(Figure.english(words)) \(words == 1 ? "word" : "words") · r \(isFolded ? "shows" : "folds") it",
            "\(isFolded ? "▸" : "▾") pensó \(Figure.spanish(words)) \(words == 1 ? "palabra" : "palabras") · r lo \(isFolded ? "muestra" : "pliega")"
        )
    }

    static let promptEdited = Phrase("the prompt has changed since", "el texto ha cambiado desde entonces")

    static func position(_ number: Int, of count: Int) -> Phrase {
        Phrase(
            "‹ \(Figure.english(number)) of \(Figure.english(count)) ›",
            "‹ \(Figure.spanish(number)) de \(Figure.spanish(count)) ›")
    }

    static func finished(_ reason: FinishReason) -> Phrase {
        switch reason {
        case .endOfText: Phrase("the model ended its text", "el modelo terminó su texto")
        case .length: Phrase("max_new_tokens reached", "se alcanzó max_new_tokens")
        case .stop: Phrase("a stop text appeared", "apareció un texto de parada")
        case .context: Phrase("the context is full", "el contexto está lleno")
        case .cancelled: Phrase("stopped", "detenida")
        }
    }

    // MARK: Parameters

    static let off = Phrase("off", "no")
    static let greedy = Phrase("greedy", "voraz")
    static let notSent = Phrase("not sent", "no se envía")
    static let notSupported = Phrase("this model does not take it", "este modelo no lo admite")
    static let typeNumber = Phrase("type a number, Enter", "escribe un número, Intro")

    // MARK: Next token

    static func entropy(_ bits: Double) -> Phrase {
        let bits = Figure.fixed(bits, decimals: 2)
        return Phrase("entropy \(bits) bits", "entropía \(bits) bits")
    }

    static func entropyAtOne(_ bits: Double) -> Phrase {
        Phrase(same: "T=1 \(Figure.fixed(bits, decimals: 2))")
    }

    static func more(_ count: Int) -> Phrase {
        Phrase("\(Figure.english(count)) more", "\(Figure.spanish(count)) más")
    }

    static let now = Phrase("now", "ahora")
    static let notDisclosed = Phrase("not disclosed", "no se revela")

    static func cut(by stage: SamplingStage) -> Phrase {
        Phrase("cut by \(stage.rawValue)", "fuera por \(stage.rawValue)")
    }

    static func stageRemoved(_ stage: SamplingStage, count: Int) -> Phrase {
        Phrase("\(stage.rawValue) cut \(Figure.english(count))", "\(stage.rawValue) quita \(Figure.spanish(count))")
    }

    /// What an answer cost.
    static func evaluated(_ count: Int) -> Phrase {
        guard count > 0 else { return Phrase("no forward pass", "sin pasar por el modelo") }
        return Phrase(
            "\(Figure.english(count)) \(count == 1 ? "token" : "tokens") computed",
            "\(Figure.spanish(count)) \(count == 1 ? "token calculado" : "tokens calculados")")
    }

    static let nextTokenPlaceholder = Phrase(
        "What may come next, and how likely, over the whole vocabulary.",
        "Qué puede venir después, y con qué probabilidad, en todo el vocabulario.")
    static let noCandidates = Phrase(
        "This model discloses no probabilities.", "Este modelo no revela probabilidades.")
    static let beforeSampling = Phrase("before the knobs", "antes de los mandos")
    static let partialDistribution = Phrase("only the candidates disclosed", "solo los candidatos revelados")

    // MARK: Attention

    static let notExplanation = Phrase("attention is not explanation", "la atención no es una explicación")
    /// Why a model that answers from elsewhere shows no attention.
    static func attentionUndisclosed(isLocal: Bool) -> Phrase { isLocal ? attentionServed : attentionHosted }

    private static let attentionHosted = Phrase(
        "This model runs elsewhere and does not disclose its attention. Open a local model to look inside.",
        "Este modelo se ejecuta fuera y no revela su atención. Abre un modelo local para mirar dentro.")
    private static let attentionServed = Phrase(
        "A server answers, and it does not disclose the model's attention. Open the model's own file to look inside.",
        "Responde un servidor, que no revela la atención del modelo. Abre el archivo del modelo para mirar dentro.")
    static let attentionPlaceholder = Phrase(
        "Where each head looks while it predicts the token, as soon as there is text.",
        "Dónde mira cada cabeza cuando predice el token, en cuanto haya texto.")
    static let firstHidden = Phrase("first token hidden", "primer token oculto")
    static let meanOfHeads = Phrase("mean of the heads", "media de las cabezas")

    static func layer(_ number: Int, of count: Int) -> Phrase {
        Phrase("layer \(number)/\(count)", "capa \(number)/\(count)")
    }

    static func head(_ number: Int, of count: Int) -> Phrase {
        Phrase("head \(number)/\(count)", "cabeza \(number)/\(count)")
    }

    static func keyValueHead(_ number: Int) -> Phrase {
        Phrase(same: "KV \(number)")
    }

    static let layerLetter = Phrase("L", "C")

    static let linearScale = Phrase("linear scale", "escala lineal")
    static let rootScale = Phrase("√ scale", "escala √")
    static let logScale = Phrase("log scale", "escala log")
    static let rowMaxScale = Phrase("row-max scale", "escala por máximo")

    // MARK: Too small

    static func tooSmall(columns: Int, rows: Int) -> Phrase {
        Phrase(
            "mirilla needs 40×10; this terminal has \(columns)×\(rows).",
            "mirilla necesita 40×10; este terminal tiene \(columns)×\(rows).")
    }
}
