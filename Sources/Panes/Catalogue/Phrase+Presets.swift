import Playground

// Presets.

extension Phrase {
    static let presets = Phrase("Presets", "Plantillas")
    static let presetsPlaceholder = Phrase("type to find a preset", "escribe para encontrar una plantilla")
    static let presetFormHint = Phrase(
        "type a value · ↑↓ another · Enter goes on · Esc closes",
        "escribe un valor · ↑↓ otro · Intro sigue · Esc cierra")
    static let presetNameTitle = Phrase("Keep as a preset", "Guardar como plantilla")
    static let presetNamePlaceholder = Phrase("a name", "un nombre")
    static let presetNameExplanation = Phrase(
        "Texts, knobs and model go into a TOML file that can be shared. {{word}} in a text becomes a variable.",
        "Textos, mandos y modelo van a un archivo TOML que se puede compartir. {{palabra}} en un texto es una variable."
    )
    static let presetReplaceTitle = Phrase("Replace the preset?", "¿Reemplazar la plantilla?")
    static let presetReplace = Phrase(
        "There is a preset of this name already:", "Ya hay una plantilla con este nombre:")
    static let presetsLabel = Phrase("presets", "plantillas")
    static let choosePresetLabel = Phrase("choose", "elegir")
    static let keepLabel = Phrase("keep", "guardar")
    static let goOnLabel = Phrase("go on", "seguir")
    static let keyPresets = Phrase("presets: prompts and settings by name", "plantillas: textos y ajustes con nombre")

    /// That a preset was written.
    static func presetSaved(_ path: String) -> Phrase { Phrase("kept: \(path)", "guardado: \(path)") }
}
