import Generation
import Playground

// Notices and dialogs.

extension Phrase {
    /// What is told in passing.
    static func notice(_ content: Notice.Content) -> Phrase {
        switch content {
        case .copied(let count):
            Phrase(
                "copied \(Figure.english(count)) \(count == 1 ? "character" : "characters")",
                count == 1 ? "1 carácter copiado" : "\(Figure.spanish(count)) caracteres copiados")
        case .noModel:
            Phrase("no model is open yet: ^P, “open a model”", "aún no hay modelo abierto: ^P, «abrir un modelo»")
        case .emptyPrompt:
            Phrase("write something first", "escribe algo primero")
        case .modelLoaded(let name):
            Phrase("\(name) is open", "\(name) está abierto")
        case .openingCancelled(let reference):
            Phrase("\(reference) is no longer opened", "\(reference) ya no se abre")
        case .traceTrimmed(let budget): traceTrimmed(budget)
        case .modelPulled(let name): Phrase("\(name) is here", "\(name) está aquí")
        case .pullCancelled(let name):
            Phrase("\(name) is no longer fetched; p goes on from there", "\(name) ya no se trae; p sigue desde ahí")
        case .runFailed(let failure), .draftNotSaved(let failure), .preferencesNotSaved(let failure),
            .historyFailed(let failure), .embeddingFailed(let failure):
            Phrase.failure(failure)
        case .valueRefused(let knob, let typed):
            Phrase(
                "\(knob.rawValue) cannot be “\(typed)”", "\(knob.rawValue) no puede ser «\(typed)»")
        case .knobRejected(let knob, let reason):
            Phrase(
                "\(knob.rawValue) is not sent: \(reason)",
                "\(knob.rawValue) no se envía: \(rejection(reason).spanish)")
        case .parameterRefused(let name, let reason):
            Phrase(
                "the model refuses \(name), asking without it: \(reason)",
                "el modelo rechaza \(name), se pregunta sin ello: \(reason)")
        case .retrying(let delay, let reason):
            Phrase(
                "asking again in \(Figure.time(delay)): \(reason)", "se repite en \(Figure.time(delay)): \(reason)")
        case .exported(let path, let byteCount): exported(path, byteCount)
        case .exportFailed(let failure), .branchFailed(let failure): Phrase.failure(failure)
        case .otherModel(let name): otherModel(name)
        case .pruned(let count): pruned(count)
        case .nothingToCompare: nothingToCompare
        case .presetSaved(let path): presetSaved(path)
        case .copyRefused(let byteCount, let limit): copyRefused(byteCount, limit: limit)
        case .runsDeleted(let count): runsDeleted(count)
        case .weightsDiffer(let name): weightsDiffer(name)
        case .recording: recording
        case .notRecording: notRecording
        case .commandUnavailable(let command, let reason):
            Phrase(
                "\(Phrase.command(command).english): \(Phrase.reason(reason).english)",
                "\(Phrase.command(command).spanish): \(Phrase.reason(reason).spanish)")
        }
    }

    /// That old tokens lose what was kept of them.
    private static func traceTrimmed(_ budget: Int) -> Phrase {
        let limit = ByteCount.text(budget)
        return Phrase(
            "the trace has reached \(limit): candidates and attention of the oldest tokens are let go, and computed again "
                + "when you look at them",
            "la traza llega a \(limit): se sueltan candidatos y atención de los tokens más antiguos, y se calculan de nuevo "
                + "al mirarlos")
    }

    static let quitQuestion = Phrase("Quit while it writes?", "¿Salir mientras escribe?")
    static let quitExplanation = Phrase(
        "The run is not finished and would be lost. Your texts are kept.",
        "La ejecución no ha terminado y se perdería. Tus textos se guardan.")
    static let quitConfirm = Phrase("quit", "salir")
    static let stay = Phrase("stay", "quedarse")

    static let draftQuestion = Phrase("Bring your text back?", "¿Recuperar tu texto?")
    static let draftExplanation = Phrase(
        "The last session ended without quitting. This is what you were writing:",
        "La última sesión terminó sin salir. Esto es lo que estabas escribiendo:")
    static let draftConfirm = Phrase("bring back", "recuperar")
    static let draftDecline = Phrase("discard", "descartar")

    static let plainKeyQuestion = Phrase("Send your key unencrypted?", "¿Enviar tu clave sin cifrar?")
    static let plainKeyExplanation = Phrase(
        "This address is plain http on another machine: everyone on the way could read your key and your texts.",
        "Esta dirección es http sin cifrar en otra máquina: cualquiera en el camino podría leer tu clave y tus textos.")
    static let plainKeySend = Phrase("send it", "enviarla")
    static let plainKeyKeep = Phrase("keep it", "no enviarla")

    static let tryAgain = Phrase("try again", "reintentar")
    static let open = Phrase("open", "abrir")
    static let close = Phrase("close", "cerrar")

    static let modelEntryPlaceholder = Phrase(
        "a path or a reference", "una ruta o una referencia")
    static let modelEntryExplanation = Phrase(
        "nano is inside the program. ./folder is a Hugging Face folder with config.json, safetensors and a tokenizer; "
            + "model.gguf is a GGUF file.",
        "nano viene dentro del programa. ./carpeta es una carpeta de Hugging Face con config.json, safetensors y un "
            + "tokenizador; modelo.gguf es un archivo GGUF.")

    static let palettePlaceholder = Phrase("type to find a command", "escribe para encontrar una orden")
    static let nothingFound = Phrase("nothing found", "no se ha encontrado nada")
}
