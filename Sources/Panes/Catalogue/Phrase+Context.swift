import Playground

// How much of the prompt fits where.

extension Phrase {
    static let contextWindows = Phrase("Context windows", "Ventanas de contexto")
    static let contextOfThis = Phrase("this model, with the chosen context", "este modelo, con el contexto elegido")
    static let contextOfTheCourse = Phrase("the course's models", "los modelos del curso")
    static let contextOfToday = Phrase("of November 2026", "de noviembre de 2026")
    static let contextWithoutPrompt = Phrase(
        "Write a prompt to see how much of it would fit.", "Escribe un texto para ver cuánto cabría.")
    static let contextGuessed = Phrase(
        "This model does not disclose its tokens: guessed at four bytes each. The line marks the prompt; both scales grow by factors.",
        "Este modelo no revela sus tokens: se calculan a cuatro bytes cada uno. La raya marca el texto; la escala crece por factores."
    )
    static let keyContextWindows = Phrase(
        "how much of the prompt would fit into known models", "cuánto del texto cabría en modelos conocidos")

    static func contextCounted(_ model: String) -> Phrase {
        Phrase(
            "Counted by the tokenizer of \(model); for the others an estimate. The line marks the prompt; the scale grows by factors.",
            "Contado por el tokenizador de \(model); para los demás, una estimación. La raya marca el texto; la escala crece por factores."
        )
    }

    static func promptLength(_ length: PromptLength) -> Phrase {
        let mark = length.isCounted ? "" : "≈ "
        let (english, spanish) = (tokens(length.tokens).english, tokens(length.tokens).spanish)
        return Phrase("prompt: \(mark)\(english)", "texto: \(mark)\(spanish)")
    }

    /// How long a prompt is whose tokens the model does not disclose.
    static func guessedTokens(_ count: Int) -> Phrase {
        Phrase("≈ \(Figure.english(count)) tokens", "≈ \(Figure.spanish(count)) tokens")
    }

    /// That a hosted model's context is shorter than the prompt.
    static func guessedOutside(_ count: Int) -> Phrase {
        Phrase("≈ \(Figure.english(count)) outside the context", "≈ \(Figure.spanish(count)) fuera del contexto")
    }
}
