public import Generation

/// The list of presets, and what was typed to find one.
public struct PresetMenu: Hashable, Sendable {
    /// What was typed.
    public internal(set) var query = ""
    /// The chosen row among those that match.
    public internal(set) var selection = 0

    init() {}

    /// The presets that hold every word that was typed: the user's own, then those in the language of the screen, then the others.
    public func shown(of shelf: PresetStore.Shelf, in language: Language) -> [Preset] {
        let words = query.lowercased().split(whereSeparator: \.isWhitespace)
        let found = shelf.presets.filter { preset in
            let text = "\(preset.name) \(preset.description)".lowercased()
            return words.allSatisfy { text.contains($0) }
        }
        return found.filter { $0.language == nil || $0.language == language }
            + found.filter { $0.language != nil && $0.language != language }
    }
}

/// The variables of a preset while they are filled in.
public struct PresetForm: Hashable, Sendable {
    /// The preset.
    public let preset: Preset
    /// Its variables, as far as they are filled in.
    public internal(set) var variables: [Preset.Variable]
    /// The variable that is being typed.
    public internal(set) var selection = 0
    /// Whether somebody has typed into it: what is typed first takes the place of what was offered.
    var isTyped = false

    init(_ preset: Preset) {
        self.preset = preset
        variables = preset.variables
    }

    mutating func select(_ row: Int) {
        selection = min(max(0, row), variables.count - 1)
        isTyped = false
    }

    mutating func edit(_ change: (String) -> String) {
        let value = variables[selection].value
        let changed = change(value)
        variables[selection].value = !isTyped && changed.count > value.count ? change("") : changed
        isTyped = true
    }
}

/// What is done for presets.
public enum PresetEffect: Hashable, Sendable {
    /// Reads them; answered by `loaded`.
    case load
    /// Writes one; answered by `saved`, `exists` or `failed`.
    case save(Preset, replacesExisting: Bool)
}

/// What is heard of presets.
public enum PresetNews: Hashable, Sendable {
    /// These are there.
    case loaded(PresetStore.Shelf)
    /// One was written.
    case saved(path: String)
    /// There is one of this name already.
    case exists(Preset)
    /// One could not be written.
    case failed(Failure)
}
