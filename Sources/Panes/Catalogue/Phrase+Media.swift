import Generation

// Pictures and videos.

extension Phrase {
    /// What the output pane says before there is anything in it.
    static func placeholder(for output: ModelOutput) -> Phrase {
        switch output {
        case .text: outputPlaceholder
        case .picture:
            Phrase(
                "^R makes a picture of what the prompt says. It is saved as a new file in the folder in which mirilla was started.",
                "^R hace una imagen de lo que dice el texto. Se guarda en un archivo nuevo, en la carpeta desde la que se abrió mirilla."
            )
        case .video:
            Phrase(
                "^R makes a video of what the prompt says: a job that takes minutes. It is saved as a new file in the folder in which mirilla was started.",
                "^R hace un vídeo de lo que dice el texto: un trabajo de minutos. Se guarda en un archivo nuevo, en la carpeta desde la que se abrió mirilla."
            )
        }
    }

    /// Why there are no tokens.
    static func noTokens(_ output: ModelOutput) -> Phrase {
        output == .video
            ? Phrase("This model makes videos: it writes no tokens.", "Este modelo hace vídeos: no escribe tokens.")
            : Phrase("This model makes pictures: it writes no tokens.", "Este modelo hace imágenes: no escribe tokens.")
    }

    static let makes = Phrase("makes", "hace")

    /// A model's output in a word.
    static func short(_ output: ModelOutput) -> Phrase {
        switch output {
        case .text: Phrase("text", "texto")
        case .picture: Phrase("pictures", "imágenes")
        case .video: Phrase("videos", "vídeos")
        }
    }

    /// What a model makes.
    static func long(_ output: ModelOutput) -> Phrase {
        switch output {
        case .text: Phrase("text", "texto")
        case .picture: Phrase("pictures, saved as files and shown", "imágenes, que se guardan y se muestran")
        case .video: Phrase("videos, saved as files", "vídeos, que se guardan")
        }
    }

    static func waitingFor(_ output: ModelOutput) -> Phrase {
        output == .video
            ? Phrase("asking for a video…", "pidiendo un vídeo…")
            : Phrase("asking for a picture…", "pidiendo una imagen…")
    }

    /// How far it is.
    static func progress(_ progress: MediaProgress, of output: ModelOutput, elapsed: Duration) -> Phrase {
        let seconds = elapsed.components.seconds
        let time = seconds > 0 ? " · \(seconds) s" : ""
        let percent = progress.percent.map { " · \($0) %" } ?? ""
        let job = progress.job.map { " · \($0)" } ?? ""
        switch progress.phase {
        case .asked:
            return output == .video
                ? waitingFor(output)
                : Phrase(
                    "the picture is being made; it takes up to two minutes…",
                    "la imagen se está haciendo; tarda hasta dos minutos…")
        case .queued: return Phrase("in the queue\(percent)\(time)\(job)", "en la cola\(percent)\(time)\(job)")
        case .working: return Phrase("being made\(percent)\(time)\(job)", "haciéndose\(percent)\(time)\(job)")
        case .fetching: return Phrase("fetching it\(time)\(job)", "trayéndolo\(time)\(job)")
        }
    }

    static let draft = Phrase("a draft, the picture follows", "un borrador, luego viene la imagen")
    static let stoppedMaking = Phrase(
        "Stopped. What was made until then may be charged.", "Detenida. Lo hecho hasta entonces puede cobrarse.")

    /// What happens with a job that nobody waits for any more.
    static func jobGoesOn(_ job: String) -> Phrase {
        Phrase(
            "Nobody waits for \(job) any more. The service knows no way to stop it: it goes on there and may be charged.",
            "Nadie espera ya a \(job). El servicio no permite pararlo: sigue allí y puede cobrarse.")
    }

    /// Where it lies.
    static func saved(_ path: String) -> Phrase { Phrase("saved: \(path)", "guardado: \(path)") }

    /// Why it cannot be seen.
    static func notShown(_ reason: String) -> Phrase { Phrase("not shown: \(reason)", "no se muestra: \(reason)") }
}
