import TextUI

// The sweep screen.

extension Phrase {
    static let sweepTitle = Phrase("sweep", "barrido")
    static let sweepScreenTitle = Phrase("Sweep", "Barrido")
    static let sweepLabel = Phrase("sweep", "barrido")
    static let keySweepScreen = Phrase(
        "one prompt at many values of a knob, and back", "un texto con muchos valores de un mando, y volver")
    static let sweepPlaceholder = Phrase(
        "^R asks the prompt at each of these values, several times each. k takes another knob, v other values.",
        "^R pregunta con cada uno de estos valores, varias veces cada uno. k elige otro mando, v otros valores.")
    static let sweepTextPlaceholder = Phrase("The chosen cell's text, whole.", "El texto de la celda elegida, entero.")
    static let curves = Phrase("Curves", "Curvas")
    static let curvesPlaceholder = Phrase(
        "How many texts differ, how unsure the model was, and how well its own distribution explains them.",
        "Cuántos textos difieren, cuánto dudó el modelo y cómo los explica su propia distribución.")
    static let distinct = Phrase("distinct", "distintos")
    static let distinctCurve = Phrase("distinct texts", "textos distintos")
    static let entropyCurve = Phrase("entropy, bits", "entropía, bits")
    static let perplexityCurve = Phrase("perplexity", "perplejidad")

    static func sample(_ number: Int) -> Phrase { Phrase("sample \(number)", "muestra \(number)") }

    static func samples(_ count: Int) -> Phrase {
        Phrase("\(count) \(count == 1 ? "sample" : "samples")", "\(count) \(count == 1 ? "muestra" : "muestras")")
    }

    static func samplesDone(_ done: Int, of count: Int) -> Phrase {
        Phrase("\(done) of \(count) samples", "\(done) de \(count) muestras")
    }

    static func distinctTexts(_ count: Int) -> Phrase {
        Phrase("\(count) distinct", "\(count) \(count == 1 ? "distinto" : "distintos")")
    }

    static func prefillCost(_ tokens: Int) -> Phrase {
        Phrase("prefill \(Figure.english(tokens)) tokens", "prefill \(Figure.spanish(tokens)) tokens")
    }

    static func nextSweep(_ plan: String) -> Phrase { Phrase("^R: \(plan)", "^R: \(plan)") }

    static func droppedShort(_ count: Int) -> Phrase { Phrase("\(count) outside", "\(count) fuera") }

    /// What the model did not see; of a long text the end, which is nearest to what it saw.
    static func notSeen(_ text: String, columns: Int) -> Phrase {
        let room = max(8, columns - 16)
        let end = text.count > room ? "…" + text.suffix(room) : text
        return Phrase("not seen: “\(end)”", "no visto: «\(end)»")
    }

    // MARK: Values

    static let sweepValuesTitle = Phrase("Values to sweep", "Valores del barrido")
    static let sweepValuesPlaceholder = Phrase("0 0.5 1 1.5 2", "0 0.5 1 1.5 2")
    static let sweepValuesNote = Phrase(
        "Numbers with spaces between them, at most 32; none brings the usual ones back.",
        "Números separados por espacios, como mucho 32; ninguno recupera los habituales.")

    // MARK: Keys

    static let valuesLabel = Phrase("values", "valores")
    static let samplesLabel = Phrase("samples", "muestras")
    static let cellLabel = Phrase("cell", "celda")
    static let textOrCurvesLabel = Phrase("text/curves", "texto/curvas")
    static let keyOpenCell = Phrase(
        "open the cell as a run in the playground", "abrir la celda como ejecución en el área de pruebas")
    static let keySweepKnob = Phrase("sweep another knob", "barrer otro mando")
    static let keySweepValues = Phrase("type the values to sweep", "escribir los valores del barrido")
    static let keySamples = Phrase("more or fewer samples of each value", "más o menos muestras de cada valor")
    static let keyCell = Phrase("another cell", "otra celda")
    static let keyTextOrCurves = Phrase(
        "the chosen text or the curves, where only one fits", "el texto elegido o las curvas, donde solo cabe uno")
}
