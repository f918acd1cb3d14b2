public import Documents
import Generation

extension Preset {
    private static let keys = [
        "name", "description", "language", "model", "system", "user", "raw", "settings", "variables",
    ]

    /// Reads a preset file.
    ///
    /// - Throws: `DocumentError` with line and column, for a key that no preset has as well: it may be a slip of the pen.
    public init(_ document: TOMLDocument) throws(DocumentError) {
        self.init(name: document.name)
        var isRaw: Bool?
        for entry in try document.root().entries(known: Self.keys, kind: "a key of a preset") {
            switch entry.key {
            case "name": name = try entry.string()
            case "description": description = try entry.string()
            case "language":
                let code = try entry.string()
                guard let language = Language(rawValue: code) else { throw entry.error(expected: "\"en\" or \"es\"") }
                self.language = language
            case "model": model = try entry.string()
            case "system": system = try entry.string()
            case "user": user = try entry.string()
            case "raw": isRaw = try entry.bool()
            case "settings": settings = try Settings(entry)
            case "variables": for value in try entry.entries() { values[value.key] = try value.string() }
            default: break
            }
        }
        if let isRaw {
            settings = settings ?? Settings()
            settings?.isRaw = isRaw
        }
        let names = variables.map(\.name)
        if let stray = values.keys.sorted().first(where: { !names.contains($0) }) {
            throw document.error(
                at: ["variables", stray], expected: "a variable of the texts", found: "\"\(stray)\"",
                hint: names.isEmpty ? "{{\(stray)}} stands nowhere" : "the texts have \(names.joined(separator: ", "))")
        }
    }
}

extension Settings {
    /// The knobs of a preset; those that it does not name are neutral.
    fileprivate init(_ table: TOMLDocument.Entry) throws(DocumentError) {
        self.init()
        for entry in try table.entries(known: Knob.allCases.map(\.rawValue) + ["stop"], kind: "a setting") {
            guard let knob = Knob(rawValue: entry.key) else {
                stopTexts = try entry.strings()
                continue
            }
            if knob == .seed {
                guard let seed = entry.integer, seed >= 0 else {
                    throw entry.error(expected: "a whole number from 0 on")
                }
                sampling.seed = UInt64(seed)
                continue
            }
            let limits = Parameter(knob, for: nil).limits
            let expected = "a number from \(limits.lowerBound) to \(limits.upperBound)"
            guard let value = entry.number, limits.contains(value) else { throw entry.error(expected: expected) }
            set(knob, to: value, for: nil)
        }
    }
}
