public import Generation

/// What lies over the screen and takes the keys.
public enum Overlay: Hashable, Sendable {
    /// The list of all commands.
    case palette(Palette)
    /// Keys and commands; how far it is scrolled, in lines.
    case help(scroll: Int)
    /// The prompt as the model receives it; how far it is scrolled, in lines.
    case renderedPrompt(scroll: Int)
    /// Why the chosen head bears its label.
    case headLabels
    /// What query, key and value are.
    case queryKeyValue
    /// A run would be lost by quitting.
    case quitConfirmation
    /// The last session did not end by quitting; its texts are offered.
    case draftOffer(Draft)
    /// A model could not be opened.
    case modelFailure(ModelSlot.LoadFailure)
    /// A model cannot be reached without sending a key over plain `http`; that may be wanted.
    case plainKeyConfirmation(ModelSlot.LoadFailure)
    /// The field in which a model reference is typed.
    case modelEntry(String)
    /// The menu of what can be written to a file.
    case export(ExportMenu)
    /// A file is there already; it may be replaced.
    case exportConfirmation(ExportJob)
    /// The field in which a text to branch with is typed.
    case branchEntry(String)
    /// A past run would be removed for good.
    case runDeletion(PastRun.Summary)
    /// The list of presets.
    case presets(PresetMenu)
    /// The variables of a preset.
    case presetForm(PresetForm)
    /// The field in which a new preset's name is typed.
    case presetName(String)
    /// There is a preset of the same name; it may be replaced.
    case presetReplacement(Preset)
    /// The field in which a branch's name is typed.
    case branchName(String)
    /// The field in which a model for the chosen column is typed.
    case columnModel(String)
    /// The field in which the values of a sweep are typed.
    case sweepValues(String)
    /// How much of the prompt fits into the windows of known models.
    case contextWindows
    /// Texts would leave this machine to be embedded, and that may cost something.
    case embeddingConsent(EmbeddingOrder, EmbeddingPlan)
}

/// The command palette's contents.
public struct Palette: Hashable, Sendable {
    /// What was typed.
    public internal(set) var query = ""
    /// The chosen row among the matching commands.
    public internal(set) var selection = 0

    /// Makes an empty palette.
    public init() {}
}
