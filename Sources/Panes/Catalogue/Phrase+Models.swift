import Generation
import Playground

// The models screen.

extension Phrase {
    static let models = Phrase("Models", "Modelos")
    static let details = Phrase("Details", "Detalles")
    static let lookingForModels = Phrase("looking…", "buscando…")
    static let asking = Phrase("asking the hub…", "preguntando al hub…")
    static let noModelFound = Phrase(
        "no such model here; p fetches it from the hub", "no hay tal modelo; p lo trae del hub")
    static let modelsHint = Phrase(
        "/ looks for a model, p fetches one from the hub", "/ busca un modelo, p trae uno del hub")
    static let searchPlaceholder = Phrase("name, architecture, weights", "nombre, arquitectura, pesos")
    static let pullPlaceholder = Phrase("OWNER/NAME on the Hugging Face hub", "AUTOR/NOMBRE en el hub de Hugging Face")

    /// How many models the search leaves.
    static func modelCount(_ shown: Int, of all: Int) -> Phrase {
        guard shown == all else { return Phrase("\(shown) of \(all)", "\(shown) de \(all)") }
        return Phrase(all == 1 ? "1 model" : "\(all) models", all == 1 ? "1 modelo" : "\(all) modelos")
    }

    /// A group's heading.
    static func title(_ group: ModelGroup) -> Phrase {
        switch group {
        case .embedded: Phrase("In the program", "En el programa")
        case .machine: Phrase("On this machine", "En esta máquina")
        case .hosted: Phrase("Hosted", "Alojados")
        }
    }

    // MARK: Columns and facts

    static let modelColumn = Phrase("model", "modelo")
    static let sizeColumn = Phrase("size", "tamaño")
    static let architectureColumn = Phrase("architecture", "arquitectura")
    static let contextColumn = Phrase("context", "contexto")
    static let weightsColumn = Phrase("weights", "pesos")
    static let disclosureColumn = Phrase("shows", "muestra")
    static let stateColumn = Phrase("state", "estado")
    static let place = Phrase("where", "dónde")
    static let lifecycle = Phrase("lifecycle", "ciclo de vida")
    static let memory = Phrase("memory", "memoria")
    static let inUse = Phrase("in use", "en uso")
    static let vocabulary = Phrase("vocabulary", "vocabulario")
    static let writtenAs = Phrase("written as", "se escribe")
    static let path = Phrase("path", "ruta")
    static let whatToDo = Phrase("what to do", "qué hacer")

    /// Where a model is.
    static func name(_ place: ModelListing.Place) -> Phrase {
        switch place {
        case .embedded: Phrase("in the program", "en el programa")
        case .huggingFace: Phrase("Hugging Face cache", "caché de Hugging Face")
        case .ollama: Phrase("Ollama's store", "almacén de Ollama")
        case .lmStudio: Phrase("LM Studio's folder", "carpeta de LM Studio")
        case .llamaCpp: Phrase("llama.cpp's cache", "caché de llama.cpp")
        case .converted: Phrase("converted by mirilla", "convertido por mirilla")
        case .hosted(let service): Phrase(same: service)
        }
    }

    /// A model's state in a word or two.
    static func name(_ state: ModelState) -> Phrase {
        switch state {
        case .cannotRun: Phrase("cannot run", "no funciona")
        case .unreachable: Phrase("no answer", "no responde")
        case .fit(.fits): Phrase("fits", "cabe")
        case .fit(.tight): Phrase("tight", "justo")
        case .fit(.tooLarge): Phrase("too large", "no cabe")
        case .active: Phrase("active", "activo")
        case .deprecated(let day): day.map { Phrase("→ \($0)", "→ \($0)") } ?? Phrase("ends soon", "acaba")
        case .retired: Phrase("retired", "retirado")
        }
    }

    /// What a model shows of itself, in a word.
    static func short(_ disclosure: ModelListing.Disclosure) -> Phrase {
        switch disclosure {
        case .inside: Phrase("inside", "interior")
        case .candidates(let count?): Phrase("top \(count)", "\(count) mejores")
        case .candidates(nil): Phrase("top", "mejores")
        case .text: Phrase("text", "texto")
        }
    }

    /// What a model shows of itself.
    static func long(_ disclosure: ModelListing.Disclosure) -> Phrase {
        switch disclosure {
        case .inside:
            Phrase("attention, and every token's probability", "la atención y la probabilidad de cada token")
        case .candidates(let count?):
            Phrase("the \(count) most probable tokens, no attention", "los \(count) tokens más probables, sin atención")
        case .candidates(nil):
            Phrase("the most probable tokens, no attention", "los tokens más probables, sin atención")
        case .text: Phrase("its text, no probabilities, no attention", "su texto, sin probabilidades ni atención")
        }
    }

    /// How far a model is in its life.
    static func long(_ lifecycle: ModelListing.Lifecycle) -> Phrase {
        switch lifecycle {
        case .active: Phrase("active", "activo")
        case .deprecated(let day?): Phrase("deprecated, shut down on \(day)", "obsoleto, se apaga el \(day)")
        case .deprecated(nil): Phrase("deprecated", "obsoleto")
        case .retired: Phrase("retired: no longer there", "retirado: ya no está")
        }
    }

    /// What it takes to run a model.
    static func need(_ memory: MemoryNeed) -> Phrase {
        let (needed, available) = (ByteCount.text(memory.needed), ByteCount.text(memory.available))
        return switch memory.fit {
        case .fits: Phrase("about \(needed) of \(available)", "unos \(needed) de \(available)")
        case .tight:
            Phrase("about \(needed) of \(available): little is left", "unos \(needed) de \(available): queda poco")
        case .tooLarge:
            Phrase("about \(needed), there are \(available): too slow", "unos \(needed), hay \(available): muy lento")
        }
    }

    /// What the open model's KV caches take, and of what budget.
    static func use(_ cache: CacheMemory) -> Phrase {
        let amount = amount(ByteCount.text(cache.byteCount), of: ByteCount.text(cache.budget))
        return Phrase("KV \(cache.type) \(amount.english)", "KV \(cache.type) \(amount.spanish)")
    }

    /// What the trace of the runs takes, and of what budget.
    static func traceUse(_ bytes: Int, of budget: Int) -> Phrase {
        let amount = amount(ByteCount.text(bytes), of: ByteCount.text(budget))
        return Phrase("\(trace.english) \(amount.english)", "\(trace.spanish) \(amount.spanish)")
    }

    /// So many layers.
    static func layers(_ count: Int) -> Phrase { Phrase("\(count) layers", "\(count) capas") }

    /// So many heads, and how many of them have keys and values of their own.
    static func heads(_ count: Int, keyValue: Int?) -> Phrase {
        guard let keyValue, keyValue != count else { return Phrase("\(count) heads", "\(count) cabezas") }
        return Phrase("\(count) heads (\(keyValue) KV)", "\(count) cabezas (\(keyValue) KV)")
    }

    /// So many parameters.
    static func parameterCount(_ figure: String) -> Phrase { Phrase("\(figure) parameters", "\(figure) parámetros") }

    // MARK: Fetching

    /// A part of an amount.
    static func amount(_ part: String, of whole: String) -> Phrase {
        Phrase("\(part) of \(whole)", "\(part) de \(whole)")
    }

    /// How long something still takes.
    static func left(_ duration: Duration) -> Phrase {
        let seconds = Int(duration.components.seconds)
        let time =
            seconds < 60
            ? "\(seconds) s" : seconds < 3600 ? "\(seconds / 60) min" : "\(seconds / 3600) h \(seconds % 3600 / 60) min"
        return Phrase("\(time) left", "faltan \(time)")
    }

    // MARK: Keys

    static let modelsLabel = Phrase("models", "modelos")
    static let searchLabel = Phrase("search", "buscar")
    static let pullLabel = Phrase("fetch", "traer")
    static let cancelPullLabel = Phrase("stop fetching", "dejar de traer")
    static let keyModels = Phrase("the models screen, and back", "la pantalla de modelos, y volver")
    static let keyOpenChosen = Phrase("open the chosen model", "abrir el modelo elegido")
    static let keyChooseModel = Phrase("choose a model", "elegir un modelo")
    static let keySearchModels = Phrase("look for a model", "buscar un modelo")
    static let keyPull = Phrase("fetch a model from the hub", "traer un modelo del hub")
    static let keyCancelPull = Phrase(
        "stop fetching; what has arrived is kept", "dejar de traer; lo recibido se guarda")
    static let keyRefreshModels = Phrase("look again", "volver a mirar")
    static let keyTakeTyped = Phrase(
        "open what was found, or fetch what was typed", "abrir lo encontrado o traer lo escrito")
}
