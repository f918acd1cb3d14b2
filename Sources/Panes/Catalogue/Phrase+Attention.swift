import Generation
import Playground

// What the attention screen says.

extension Phrase {
    // MARK: Views

    /// A view of the attention screen.
    static func name(_ view: AttentionView) -> Phrase {
        switch view {
        case .matrix: Phrase("Matrix", "Matriz")
        case .text: Phrase("Text", "Texto")
        case .heads: heads
        case .arithmetic: arithmetic
        }
    }

    static let heads = Phrase("Heads", "Cabezas")
    static let arithmetic = Phrase("Arithmetic", "Aritmética")
    static let looking = Phrase("looking…", "mirando…")
    static let measuring = Phrase("measuring heads…", "midiendo cabezas…")
    static let attentionScreenPlaceholder = Phrase(
        "Write a text first: Esc goes back to the playground.", "Escribe antes un texto: Esc vuelve al área de pruebas."
    )
    static let axes = Phrase("rows: queries · columns: keys", "filas: consultas · columnas: claves")
    static let rowMaximum = Phrase("row max", "máximo")
    static let diagonalHidden = Phrase("diagonal hidden", "diagonal oculta")
    static let looksAt = Phrase("looks at", "mira a")
    static let isLookedAtBy = Phrase("is looked at by", "es mirado por")
    static let directionHint = Phrase("b: what looks at it", "b: quién lo mira")
    static let otherDirectionHint = Phrase("b: what it looks at", "b: a quién mira")
    static let enterShowsArithmetic = Phrase("Enter: its arithmetic", "Intro: su aritmética")

    /// One head, or all heads of a layer together.
    static func name(_ combination: HeadCombination) -> Phrase {
        switch combination {
        case .single: headLabel
        case .mean: meanOfHeads
        case .maximum: Phrase("maximum of the heads", "máximo de las cabezas")
        }
    }

    static func switchedOff(_ names: String) -> Phrase {
        Phrase("off: \(names) · X: all on", "apagado: \(names) · X: todo encendido")
    }

    // MARK: Arithmetic

    static let query = Phrase("query", "consulta")
    static let key = Phrase("key", "clave")
    static let value = Phrase("value", "valor")
    static let queryMeaning = Phrase("what is searched", "lo que se busca")
    static let keyMeaning = Phrase("the title of each result", "el título de cada resultado")
    static let valueMeaning = Phrase("the content of the page", "el contenido de la página")
    static let sumOfStrip = Phrase("sum of q∘k", "suma de q∘k")
    static let scaleOfModel = Phrase("the model's own scale", "la escala del modelo")
    static let mask = Phrase("mask", "máscara")
    static let notFuture = Phrase("not in the future", "no está en el futuro")
    static let afterRotation = Phrase("rotated by position · r: before", "rotados según posición · r: antes")
    static let arithmeticOfOneHead = Phrase(
        "Several heads are shown together; m goes back to one, whose arithmetic can be shown.",
        "Se muestran varias cabezas juntas; m vuelve a una, cuyas cuentas sí se pueden mostrar.")
    static let keysByWeight = Phrase("softmax over the row", "softmax de la fila")

    static func headSize(_ size: Int) -> Phrase { Phrase("head size \(size)", "tamaño de cabeza \(size)") }

    static func insideWindow(_ count: Int) -> Phrase {
        Phrase("in the window of \(count)", "en la ventana de \(count)")
    }

    static func outsideWindow(_ count: Int) -> Phrase {
        Phrase("outside the window of \(count)", "fuera de la ventana de \(count)")
    }

    static func overKeys(_ count: Int) -> Phrase {
        Phrase("over \(count) \(count == 1 ? "key" : "keys")", "entre \(count) \(count == 1 ? "clave" : "claves")")
    }

    static func beforeRotation(_ product: String) -> Phrase {
        Phrase("before rotation, q·k \(product) · r: after", "antes de rotar, q·k \(product) · r: después")
    }

    static let queryKeyValue = Phrase("Query, key, value", "Consulta, clave, valor")
    static let queryExplanation = Phrase(
        "The query is what is searched: each token asks for what it needs to go on.",
        "La consulta (query) es lo que se busca: cada token pide lo que necesita para continuar.")
    static let keyExplanation = Phrase(
        "The key is the title of each result: each token says what it can be found by.",
        "La clave (key) es el título de cada resultado: cada token dice por qué se le puede encontrar.")
    static let valueExplanation = Phrase(
        "The value is the content of the page: what a token hands over when it is looked at.",
        "El valor (value) es el contenido de la página: lo que un token entrega cuando se le mira.")
    static let weightExplanation = Phrase(
        "The better query and key fit (q·k), the greater the weight; the head's output is the sum of all values, each "
            + "times its weight.",
        "Cuanto mejor encajan consulta y clave (q·k), mayor es el peso; la salida de la cabeza es la suma de todos los "
            + "valores, cada uno por su peso.")

    // MARK: Kinds of heads

    /// A kind of head.
    static func name(_ kind: HeadScores.Kind) -> Phrase {
        switch kind {
        case .previousToken: Phrase("previous", "anterior")
        case .duplicateToken: Phrase("duplicate", "duplicado")
        case .induction: Phrase("induction", "inducción")
        case .firstToken: Phrase("sink", "sumidero")
        case .local: Phrase("local", "local")
        case .broad: Phrase("broad", "amplia")
        }
    }

    static let unlabelled = Phrase("unlabelled", "sin etiqueta")
    static let headLabels = Phrase("What this head does", "Qué hace esta cabeza")
    static let notMeasured = Phrase("not measured", "sin medir")
    static let headLabelsNote = Phrase(
        "A = the head's pattern, T = tokens. Measured once per model: on a fixed text of 64 tokens and on random tokens "
            + "repeated after n. A head that reaches no threshold is unlabelled, and that is an answer.",
        "A = el patrón de la cabeza, T = tokens. Se mide una vez por modelo: con un texto fijo de 64 tokens y con tokens "
            + "al azar repetidos tras n. Una cabeza que no llega a ningún umbral queda sin etiqueta, y eso es una respuesta."
    )

    /// How a kind's score is computed.
    static func formula(_ kind: HeadScores.Kind) -> Phrase {
        switch kind {
        case .previousToken:
            Phrase("Σ A[i, i−1] / T: what lies on the token before", "Σ A[i, i−1] / T: lo que cae en el token anterior")
        case .duplicateToken:
            Phrase("mean of A[i, i−n], random tokens repeated", "media de A[i, i−n], tokens al azar repetidos")
        case .induction:
            Phrase("mean of A[i, i−n+1], random tokens repeated", "media de A[i, i−n+1], tokens al azar repetidos")
        case .firstToken:
            Phrase("Σ A[i, 0] / T: what rests on the first token", "Σ A[i, 0] / T: lo que cae en el primer token")
        case .local:
            Phrase("1 − mean distance / that of a uniform head", "1 − distancia media / la de una cabeza uniforme")
        case .broad: Phrase("mean entropy / that of a uniform head", "entropía media / la de una cabeza uniforme")
        }
    }

    /// Where a kind's score and threshold come from.
    static func source(_ kind: HeadScores.Kind) -> Phrase {
        switch kind {
        case .previousToken, .duplicateToken:
            Phrase(
                "TransformerLens head_detector; threshold: ARENA 3.0",
                "TransformerLens head_detector; umbral: ARENA 3.0")
        case .induction: Phrase(same: "ARENA 3.0; Olsson et al. 2022, arXiv 2209.11895")
        case .firstToken: Phrase(same: "Gu et al. 2025, arXiv 2410.10781")
        case .local:
            Phrase(
                "Vig & Belinkov 2019, arXiv 1906.04284; threshold: mirilla's",
                "Vig & Belinkov 2019, arXiv 1906.04284; umbral: de mirilla")
        case .broad:
            Phrase(
                "Clark et al. 2019, arXiv 1906.04341; threshold: mirilla's",
                "Clark et al. 2019, arXiv 1906.04341; umbral: de mirilla")
        }
    }
}
