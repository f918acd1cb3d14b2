import Generation
import Playground

// What the walk through the model and the logit lens say.

extension Phrase {
    static let walkTitle = Phrase("Walk", "Recorrido")
    static let lensTitle = Phrase("Logit lens", "Lente de logits")

    // MARK: Keys

    static let walkScreenLabel = Phrase("walk", "recorrido")
    static let lensLabel = Phrase("lens", "lente")
    static let stopOfWalkLabel = Phrase("stop", "parada")
    static let blockLabel = Phrase("block", "bloque")
    static let keyWalkScreen = Phrase(
        "one token's walk through the model, and back", "el recorrido de un token, y volver")
    static let keyLensScreen = Phrase("the logit lens, and back", "la lente de logits, y volver")
    static let keyStopOfWalk = Phrase("to the stop before or after", "a la parada anterior o siguiente")
    static let keyBlock = Phrase(
        "to the same stop a block before or after", "a la misma parada un bloque antes o después")
    static let keyWalkEnds = Phrase("to the first or the last stop", "a la primera o la última parada")
    static let keyOpenAttention = Phrase("the attention of this block", "la atención de este bloque")
    static let keySwitchStop = Phrase(
        "switch this MLP, or this block's chosen head, off or on",
        "apagar o encender este MLP, o la cabeza elegida de este bloque")
    static let keyPosition = Phrase("to the token before or after", "al token anterior o siguiente")
    static let keyPositionFar = Phrase("ten tokens further", "diez tokens más allá")
    static let keyPositionNewest = Phrase("follow the token that is explained", "seguir el token que se explica")
    static let keyPositionEnds = Phrase("to the first or the last token", "al primer o al último token")
    static let keyLensRow = Phrase("to the layer above or below", "a la capa de arriba o de abajo")
    static let keyLensEnds = Phrase("to the first or the last layer", "a la primera o la última capa")
    static let keyWalkFromCell = Phrase("walk through this place", "recorrer este lugar")

    // MARK: Stops

    /// A stop's name where its block is known.
    static func name(_ stop: Walk.Stop) -> Phrase {
        switch stop {
        case .place(let place): name(place)
        case .temperature: Phrase("÷ temperature", "÷ temperatura")
        case .softmax: Phrase(same: "softmax")
        case .draw: Phrase("draw", "sorteo")
        }
    }

    private static func name(_ place: ForwardPass.Place) -> Phrase {
        switch place {
        case .tokenEmbedding: Phrase("token embedding", "embedding del token")
        case .positionEmbedding: Phrase("+ position", "+ posición")
        case .embedding: Phrase("= residual stream", "= flujo residual")
        case .attentionNorm, .mlpNorm: Phrase("norm", "norma")
        case .attention: Phrase("attention", "atención")
        case .residualAfterAttention, .residual: Phrase("+ residual", "+ residual")
        case .mlpActivations: Phrase("MLP neurons", "neuronas del MLP")
        case .mlp: Phrase(same: "MLP")
        case .finalNorm: Phrase("final norm", "norma final")
        case .logits: Phrase("unembedding", "unembedding")
        }
    }

    /// What a stop does, in one sentence.
    static func explanation(_ stop: Walk.Stop) -> Phrase {
        switch stop {
        case .place(let place): explanation(place)
        case .temperature:
            Phrase(
                "Every logit is divided by the temperature: below 1 the differences grow, above 1 they shrink.",
                "Cada logit se divide por la temperatura: por debajo de 1 las diferencias crecen, por encima se reducen."
            )
        case .softmax:
            Phrase(
                "The logits become probabilities: e to each of them, divided by the sum, so that all add up to 1.",
                "Los logits se vuelven probabilidades: e elevado a cada uno, dividido por la suma, para que todas sumen 1."
            )
        case .draw:
            Phrase(
                "A random number between 0 and 1 picks the token: each has a stretch as long as its probability.",
                "Un número al azar entre 0 y 1 elige el token: cada uno tiene un tramo tan largo como su probabilidad.")
        }
    }

    private static func explanation(_ place: ForwardPass.Place) -> Phrase {
        switch place {
        case .tokenEmbedding:
            Phrase(
                "The token becomes a vector: its row of the embedding table, the same wherever it stands.",
                "El token se vuelve un vector: su fila de la tabla de embeddings, la misma esté donde esté.")
        case .positionEmbedding:
            Phrase(
                "A second table says where in the text the token stands.",
                "Una segunda tabla dice en qué lugar del texto está el token.")
        case .embedding:
            Phrase(
                "What enters the first block: the residual stream, to which every block only adds.",
                "Lo que entra en el primer bloque: el flujo residual, al que cada bloque solo suma.")
        case .attentionNorm:
            Phrase(
                "A copy of the stream, brought to an even size, is what attention reads.",
                "Una copia del flujo, llevada a un tamaño parejo, es lo que lee la atención.")
        case .attention:
            Phrase(
                "What the heads fetched from earlier tokens, mixed into one vector: the only place where tokens meet.",
                "Lo que las cabezas trajeron de tokens anteriores, mezclado en un vector: solo aquí se encuentran los tokens."
            )
        case .residualAfterAttention:
            Phrase(
                "Attention's result is added to the stream; nothing that was there is thrown away.",
                "El resultado de la atención se suma al flujo; nada de lo que había se pierde.")
        case .mlpNorm:
            Phrase(
                "Again an even copy of the stream, this time for the MLP.",
                "Otra vez una copia pareja del flujo, ahora para el MLP.")
        case .mlpActivations:
            Phrase(
                "The MLP's neurons: each fires for something it has learned to recognise; most stay near zero.",
                "Las neuronas del MLP: cada una se activa con algo que aprendió a reconocer; casi todas quedan cerca de cero."
            )
        case .mlp:
            Phrase(
                "What the firing neurons say together, as a vector of the stream's size.",
                "Lo que dicen juntas las neuronas activas, como un vector del tamaño del flujo.")
        case .residual:
            Phrase(
                "The MLP's result is added too: this is what the next block gets.",
                "También se suma el resultado del MLP: esto es lo que recibe el bloque siguiente.")
        case .finalNorm:
            Phrase(
                "After the last block the stream is brought to an even size once more.",
                "Tras el último bloque, el flujo se lleva una vez más a un tamaño parejo.")
        case .logits:
            Phrase(
                "The vector is compared with every token of the vocabulary: the better one fits, the higher its logit.",
                "El vector se compara con cada token del vocabulario: cuanto mejor encaja, más alto es su logit.")
        }
    }

    // MARK: A stop's figures

    static let walkPlaceholder = Phrase(
        "Write a text first: Esc goes back to the playground.", "Escribe antes un texto: Esc vuelve al área de pruebas."
    )
    static let walkHosted = Phrase(
        "This model runs elsewhere: nobody can walk through it. Open a local model with ^O.",
        "Este modelo corre en otra parte: nadie puede recorrerlo. Abre un modelo local con ^O.")
    static let largestEntries = Phrase("largest entries", "valores más grandes")
    static let largestNeurons = Phrase("most active neurons", "neuronas más activas")
    static let switchedOffHere = Phrase("switched off: all zeros", "apagado: todo ceros")
    static let logit = Phrase(same: "logit")
    static let drawn = Phrase("after all knobs", "tras los mandos")
    static let nothingRandom = Phrase(
        "Temperature 0: the most probable token is taken, nothing is random.",
        "Temperatura 0: se toma el token más probable, nada es al azar.")

    static func dimensions(_ count: Int) -> Phrase {
        Phrase("\(Figure.english(count)) numbers", "\(Figure.spanish(count)) números")
    }

    static func norm(_ figure: String) -> Phrase { Phrase("norm \(figure)", "norma \(figure)") }

    /// Only the largest of some numbers that share a cell is seen.
    static func perCell(_ count: Int) -> Phrase {
        Phrase("each cell the largest of \(count)", "cada celda, el mayor de \(count)")
    }

    static func divisor(_ temperature: Double) -> Phrase {
        Phrase(same: "÷ \(Figure.fixed(temperature, decimals: 2))")
    }

    /// The random number, and what it falls on.
    static func drawNumber(_ number: String, seed: String) -> Phrase {
        Phrase("random number \(number) (seed \(seed))", "número al azar \(number) (semilla \(seed))")
    }

    static func drawStretch(_ from: String, _ to: String) -> Phrase {
        Phrase("its stretch: \(from) to \(to)", "su tramo: de \(from) a \(to)")
    }

    static func givenByPrompt(_ token: String) -> Phrase {
        Phrase(
            "The prompt goes on with \(token): nothing is drawn here.",
            "El texto sigue con \(token): aquí no se sortea nada.")
    }

    static func runDrew(_ token: String) -> Phrase {
        Phrase("the run, with its own knobs, drew \(token)", "la ejecución, con sus mandos, sacó \(token)")
    }

    // MARK: The lens

    static let lensNote = Phrase(
        "what the model would say if it ended here", "lo que diría el modelo si terminara aquí")
    static let embeddingRow = Phrase("input", "entrada")
    static let answerSettles = Phrase("● the answer settles", "● la respuesta se fija")
    static let lensAnswer = Phrase("the model's answer", "la respuesta del modelo")

    /// What a cell says.
    static func lensCell(_ token: String, _ percent: String) -> Phrase {
        Phrase("says \(token) with \(percent) %", "dice \(token) con \(percent) %")
    }

    /// Where the model's own answer stands in a row.
    static func lensRank(_ token: String, _ rank: Int, _ percent: String) -> Phrase {
        Phrase(
            "\(token) is in place \(rank) here, with \(percent) %",
            "\(token) ocupa aquí el puesto \(rank), con \(percent) %")
    }

    /// From which row on the answer stays.
    static func lensSettled(_ row: Int, of last: Int) -> Phrase {
        switch row {
        case 0: Phrase("said from the embedding on", "dicha desde el embedding")
        case last: Phrase("said by the last layer only", "dicha solo por la última capa")
        default: Phrase("said from layer \(row) of \(last) on", "dicha desde la capa \(row) de \(last)")
        }
    }

    static func behindLayer(_ row: Int) -> Phrase {
        row == 0 ? Phrase("the embedding", "el embedding") : Phrase("behind layer \(row)", "tras la capa \(row)")
    }
}
