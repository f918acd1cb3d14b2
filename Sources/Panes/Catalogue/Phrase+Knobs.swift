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

    /// What a setting of pictures and videos does.
    static func explanation(_ option: MediaOption) -> Phrase {
        switch option {
        case .size: Phrase("width × height in pixels; more costs more", "ancho × alto en píxeles; más cuesta más")
        case .quality: Phrase("more work, more tokens, more to pay", "más trabajo, más tokens, más que pagar")
        case .format:
            Phrase(
                "the kind of file; PNG is shown here, the others are only saved",
                "el tipo de archivo; aquí se ve el PNG, los otros solo se guardan")
        case .seconds: Phrase("how long the video is", "cuánto dura el vídeo")
        }
    }

    /// What a knob does, in one line.
    static func explanation(_ knob: Knob) -> Phrase {
        switch knob {
        case .temperature:
            Phrase("low is sure, high is daring, 0 takes the best", "baja: segura; alta: atrevida; 0: el mejor")
        case .maxNewTokens:
            Phrase("how many tokens it writes at most", "cuántos tokens escribe como máximo")
        case .context:
            Phrase("tokens the model sees; the oldest fall out", "tokens que ve el modelo; salen los más viejos")
        case .topP:
            Phrase("keeps the best until they add up to this", "conserva los mejores hasta sumar esto")
        case .topK:
            Phrase("keeps only the k best tokens", "conserva solo los k mejores tokens")
        case .minP:
            Phrase("cuts what is below this share of the best", "quita lo que no llega a esta parte del mejor")
        case .typicalP:
            Phrase("keeps tokens about as surprising as average", "conserva los de sorpresa cercana a la media")
        case .repetitionPenalty:
            Phrase("above 1, tokens already there get less likely", "sobre 1, lo ya escrito pierde probabilidad")
        case .presencePenalty:
            Phrase("taken off once from a token already written", "se resta una vez a cada token ya escrito")
        case .frequencyPenalty:
            Phrase("taken off for each time a token was written", "se resta cada vez que se escribió un token")
        case .seed:
            Phrase("same seed, model and settings: same text", "misma semilla, modelo y ajustes: mismo texto")
        }
    }
}
