import Generation

// Failures in words. The technical values go in as they are: paths, names and figures need no translation.

extension Phrase {
    /// A failure in one line.
    static func failure(_ failure: Failure) -> Phrase {
        Phrase(failure.message, spanishLine(failure))
    }

    /// What sort of failure, as a title.
    static func title(_ kind: Failure.Kind) -> Phrase {
        switch kind {
        case .usage: Phrase("That cannot be used like this", "Así no se puede usar")
        case .outOfRange: Phrase("Out of range", "Fuera de rango")
        case .notFound: Phrase("Not found", "No se encuentra")
        case .malformed: Phrase("The file is broken", "El archivo está dañado")
        case .unsupported: Phrase("mirilla cannot use this", "mirilla no puede usar esto")
        case .tooLarge: Phrase("Too large", "Demasiado grande")
        case .system: Phrase("The system refused", "El sistema se ha negado")
        case .consent: Phrase("Not without your consent", "No sin tu permiso")
        case .network: Phrase("The network failed", "Ha fallado la red")
        }
    }

    private static func spanishLine(_ failure: Failure) -> String {
        let words = spanishNetwork(failure.what) ?? spanishFailure(failure.what)
        var line = words ?? title(failure.kind).spanish
        if let location = failure.location { line += ": \(location)" }
        let comparison = [
            failure.expected.map { "se esperaba \($0)" }, failure.found.map { "hay \($0)" },
        ].compactMap { $0 }
        if !comparison.isEmpty { line += ": " + comparison.joined(separator: ", ") }
        // What has no translation of its own stays as it was said.
        if words == nil { line += " (\(failure.what))" }
        return String(line.map { $0.isNewline ? " " : $0 })
    }

    static let modelNotOpened = Phrase("The model could not be opened", "No se ha podido abrir el modelo")
}
