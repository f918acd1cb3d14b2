import Generation

// The knobs: their short names and what turning them does.

extension Phrase {
    /// A knob's name: the field's own, in both languages, so that it can be found in any library.
    static func name(_ knob: Knob) -> Phrase { Phrase(same: knob.rawValue) }

    /// A knob's name where room is short.
    static func shortName(_ knob: Knob) -> Phrase {
        switch knob {
        case .maxNewTokens: Phrase(same: "max_new")
        case .repetitionPenalty: Phrase(same: "rep_pen")
        case .presencePenalty: Phrase(same: "pres_pen")
        case .frequencyPenalty: Phrase(same: "freq_pen")
        case .temperature: Phrase(same: "temp")
        default: name(knob)
        }
    }

    /// What a knob does, in one sentence.
    static func explanation(_ knob: Knob) -> Phrase {
        switch knob {
        case .temperature:
            Phrase(
                "Divides the logits: low is sure, high is daring, 0 always takes the best.",
                "Divide los logits: baja es segura, alta es atrevida, 0 elige siempre el mejor.")
        case .maxNewTokens:
            Phrase("How many tokens it writes at most.", "Cuántos tokens escribe como máximo.")
        case .context:
            Phrase(
                "How many tokens the model sees; the oldest fall out first.",
                "Cuántos tokens ve el modelo; los más viejos salen primero.")
        case .topP:
            Phrase(
                "Keeps the best tokens until their probabilities add up to this.",
                "Conserva los mejores tokens hasta que sus probabilidades suman esto.")
        case .topK:
            Phrase("Keeps only the k best tokens.", "Conserva solo los k mejores tokens.")
        case .minP:
            Phrase(
                "Cuts tokens below this share of the best one.",
                "Quita los tokens por debajo de esta fracción del mejor.")
        case .typicalP:
            Phrase(
                "Keeps the tokens about as surprising as the average.",
                "Conserva los tokens de sorpresa cercana a la media.")
        case .repetitionPenalty:
            Phrase(
                "Above 1, tokens already in the text become less likely.",
                "Por encima de 1, los tokens que ya están en el texto pierden probabilidad.")
        case .presencePenalty:
            Phrase(
                "Taken off once from a token already written.",
                "Se resta una vez a cada token ya escrito.")
        case .frequencyPenalty:
            Phrase(
                "Taken off for each time a token was written.",
                "Se resta por cada vez que se escribió un token.")
        case .seed:
            Phrase(
                "Same seed, model and settings: same text.",
                "Misma semilla, modelo y ajustes: mismo texto.")
        }
    }
}
