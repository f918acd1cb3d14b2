import Generation
import Playground

// The history screen.

extension Phrase {
    static let history = Phrase("History", "Historial")
    static let readingHistory = Phrase("reading…", "leyendo…")
    static let emptyHistory = Phrase(
        "Nothing yet: every run of the playground comes here.", "Aún nada: aquí llega cada ejecución.")
    static let noRunFound = Phrase("no such run; Esc shows all", "no hay tal ejecución; Esc las muestra todas")
    static let historyHint = Phrase(
        "/ searches as you type, m filters by model, Enter opens a run",
        "/ busca al escribir, m filtra por modelo, Intro abre")
    static let runSearchPlaceholder = Phrase(
        "words of prompt, output or note", "palabras del texto, la salida o la nota")
    static let notePlaceholder = Phrase("a note; Enter keeps it", "una nota; Intro la guarda")
    static let notRemembering = Phrase("not remembering", "sin recordar")
    static let timeColumn = Phrase("when", "cuándo")
    static let openingColumn = Phrase("first words", "primeras palabras")

    /// How many runs the search leaves.
    static func runCount(_ shown: Int, of all: Int) -> Phrase {
        guard shown == all else {
            return Phrase(
                "\(Figure.english(shown)) of \(Figure.english(all))",
                "\(Figure.spanish(shown)) de \(Figure.spanish(all))")
        }
        return Phrase(
            all == 1 ? "1 run" : "\(Figure.english(all)) runs",
            all == 1 ? "1 ejecución" : "\(Figure.spanish(all)) ejecuciones")
    }

    /// How a run ended.
    static func ending(_ ending: PastRun.Ending?) -> Phrase {
        switch ending {
        case .finished(let reason): finished(reason)
        case .failed: Phrase("failed", "falló")
        case nil: Phrase("not finished", "sin terminar")
        }
    }

    // MARK: Notices and questions

    static let runDeletionTitle = Phrase("Remove this run for good?", "¿Eliminar esta ejecución para siempre?")
    static let runDeletionExplanation = Phrase(
        "Nothing of it is left in the history afterwards; this cannot be taken back.",
        "Después no queda nada de ella en el historial; no se puede deshacer.")
    static let runDelete = Phrase("remove", "eliminar")
    static let runKeep = Phrase("keep", "conservar")

    static func runsDeleted(_ count: Int) -> Phrase {
        Phrase(
            count == 1 ? "1 run removed" : "\(count) runs removed",
            count == 1 ? "1 ejecución eliminada" : "\(count) ejecuciones eliminadas")
    }

    static func weightsDiffer(_ name: String) -> Phrase {
        Phrase(
            "the weights of \(name) are not those of then: the text may come out differently",
            "los pesos de \(name) no son los de entonces: el texto puede salir distinto")
    }

    static let recording = Phrase("runs are remembered from now on", "desde ahora se recuerdan las ejecuciones")
    static let notRecording = Phrase("runs are no longer remembered", "ya no se recuerdan las ejecuciones")

    // MARK: Keys

    static let historyLabel = Phrase("history", "historial")
    static let starLabel = Phrase("star", "estrella")
    static let noteLabel = Phrase("note", "nota")
    static let deleteLabel = Phrase("remove", "eliminar")
    static let keyHistory = Phrase("the history of runs, and back", "el historial de ejecuciones, y volver")
    static let keyReopen = Phrase("open the run in the playground, as it was", "abrir la ejecución tal como fue")
    static let keySearchRuns = Phrase("look for runs as you type", "buscar ejecuciones al escribir")
    static let keyNextModel = Phrase(
        "runs of the next model only, then all", "solo las del modelo siguiente; luego todas")
    static let keyStarredOnly = Phrase("starred runs only, or all", "solo las que tienen estrella, o todas")
    static let keyStar = Phrase("star the run, or no longer", "poner o quitar una estrella")
    static let keyNote = Phrase("write a note about the run", "escribir una nota sobre la ejecución")
    static let keyMarkRun = Phrase(
        "mark the run to compare others with", "marcar la ejecución con la que comparar otras")
    static let keyCompareRuns = Phrase(
        "compare with the marked run, or the one before it; back to the list",
        "comparar con la marcada o con la anterior; volver a la lista")
    static let keyDeleteRun = Phrase("remove the run for good", "eliminar la ejecución para siempre")
    static let keyChooseRun = Phrase("choose a run", "elegir una ejecución")
    static let keyScrollRun = Phrase("scroll the chosen run", "desplazar la ejecución elegida")
    static let keyTakeWords = Phrase("take what was typed", "aceptar lo escrito")
}
