public import Generation

/// Something to be done outside, as data; `update` asks for it and never does it.
public enum Effect: Hashable, Sendable {
    /// Opens a model; answered by `modelConverting` where weights are converted, then by `modelLoaded` or
    /// `modelFailed`. Only who was asked and said yes lets a key go over plain `http`.
    case loadModel(Ticket, reference: String, allowsPlainKey: Bool = false)
    /// Lets go of a model that is no longer used, or gives its opening up.
    case closeModel(Ticket)
    /// Starts a run; answered by `generated` and `runFailed`.
    case generate(Ticket, model: Ticket, GenerationRequest)
    /// Stops a run at its next token; nothing more is heard of it.
    case cancel(Ticket)
    /// Asks the model's inspector; the newest question wins, an older one is given up unanswered.
    case inspect(Ticket, model: Ticket, GenerationRequest)
    /// Asks about the inside of the model; answered by `answered` or `questionFailed`. Of each kind the newest question wins, an
    /// older one is given up unanswered.
    case ask(Ticket, model: Ticket, InsideQuestion, GenerationRequest)
    /// Asks two models how far what they expect along the same tokens lies apart; answered by `compared` or `comparisonFailed`, given up
    /// by `cancel`.
    case compare(Ticket, ComparedRequest, with: ComparedRequest)
    /// Writes a file; answered by `exported`, `exportExists` or `exportFailed`. A screen is left to the owner of the terminal, who
    /// puts its bytes into the job.
    case export(ExportJob)
    /// Lists or fetches models.
    case models(ModelsEffect)
    /// Makes what would be written; answered by `copyReady` or `exportFailed`.
    case exportText(ExportJob.Content)
    /// Reads or writes presets.
    case presets(PresetEffect)
    /// Remembers runs, lists and reads them.
    case history(HistoryEffect)
    /// Embeds texts and measures vectors.
    case embeddings(EmbeddingsEffect)
    /// Keeps the texts for the case that the program is killed; answered by `draftFailed` only.
    case saveDraft(Draft)
    /// Keeps the texts of a session that ends by quitting.
    case keepDraft(Draft)
    /// Throws the draft away that was offered.
    case discardOfferedDraft
    /// Keeps language, theme and live mode.
    case savePreferences(Preferences)
    /// Delivers an action later.
    case post(Action, after: Duration)
    /// Something only the owner of the terminal can do.
    case terminal(TerminalEffect)
}

/// What the owner of the terminal does.
public enum TerminalEffect: Hashable, Sendable {
    /// Hands text to the terminal's clipboard.
    case copy(String)
    /// Suspends the process.
    case suspend
    /// Leaves the loop.
    case quit
}

/// What outlives a session besides the texts.
public struct Preferences: Hashable, Sendable, Codable {
    /// The language of the interface.
    public var language: Language
    /// The theme's name.
    public var themeName: String
    /// Whether live mode is on.
    public var isLive: Bool

    /// Makes preferences.
    public init(language: Language, themeName: String, isLive: Bool) {
        self.language = language
        self.themeName = themeName
        self.isLive = isLive
    }
}
