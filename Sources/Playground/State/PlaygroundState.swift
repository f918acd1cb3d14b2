public import Generation

/// All that the program knows: a value, changed by `update` alone and drawn by the panes.
public struct PlaygroundState: Hashable, Sendable {
    // MARK: The interface

    /// The language of the interface.
    public internal(set) var language: Language
    /// The theme's name.
    public internal(set) var themeName: String
    /// The themes there are, in the order in which they are offered.
    public internal(set) var themeNames: [String]
    /// Which screen is shown.
    public internal(set) var screen = PlaygroundScreen.playground
    /// Which pane has the focus; where only one pane fits, the one that is shown.
    public internal(set) var focus = Pane.user
    /// Which of `Pane.tabs` is in front when they share one place: the one that had the focus last.
    public internal(set) var tab = Pane.output
    /// From which line a pane is shown; a pane that is missing follows its cursor or its newest text.
    public internal(set) var scroll: [Pane: Int] = [:]
    /// What lies over the screen.
    public internal(set) var overlay: Overlay?
    /// What is told in passing, oldest first.
    public internal(set) var notices: [Notice] = []

    // MARK: What is asked

    /// The system text.
    public internal(set) var system: TextBuffer
    /// The user's text.
    public internal(set) var user: TextBuffer
    /// What was cut or copied last.
    public internal(set) var clipboard = ""
    /// The knobs.
    public internal(set) var settings: Settings
    /// The chosen knob.
    public internal(set) var selectedKnob = Knob.temperature
    /// The chosen setting of a model that makes no text.
    public internal(set) var selectedOption = MediaOption.size
    /// The number being typed for the chosen knob.
    public internal(set) var typedValue: String?

    // MARK: Who answers, and what

    /// The model.
    public internal(set) var model = ModelSlot()
    /// Whether the panes follow prompt and knobs as they change.
    public internal(set) var isLive: Bool
    /// All runs of the session, and which of them is shown.
    public internal(set) var runs = RunTree()
    /// What the tokens screen shows of them.
    public internal(set) var tokens = TokensDisplay()
    /// What the hosted runs of this session used.
    public internal(set) var usage = SessionUsage()
    /// Whether what a model thought stays unfolded once it writes.
    public internal(set) var showsReasoning = false
    /// Whether the prompt was edited after the run was started.
    public internal(set) var isPromptEditedSinceRun = false
    /// What the next-token and attention panes explain.
    public internal(set) var subject = Subject.prompt
    /// What the inspector said about it.
    public internal(set) var inspection = SubjectInspection()
    /// Which head is shown, and how.
    public internal(set) var attention = AttentionDisplay()

    /// What the walk and the logit lens show.
    public internal(set) var walk = WalkDisplay()

    /// What the inspector was asked about the inside of the model, and what it answered, kind by kind.
    public internal(set) var inquiries: [InsideQuestion.Kind: Inquiry] = [:]
    /// What every forward pass leaves out, in the order in which it was switched off.
    public internal(set) var interventions: [Intervention] = []

    /// What the models screen shows.
    public internal(set) var models = ModelsDisplay()
    /// The presets that are known.
    public internal(set) var presets = PresetStore.Shelf(presets: PresetStore.builtIn)
    /// What the history screen shows.
    public internal(set) var history = HistoryDisplay()

    /// What the compare screen holds.
    public internal(set) var compare = CompareDisplay()
    /// What the sweep screen holds.
    public internal(set) var sweep = SweepDisplay()
    /// What the embeddings screen holds.
    public internal(set) var embeddings = EmbeddingsDisplay()
    /// Whether the prompt has the focus on the compare and sweep screens.
    public internal(set) var isPromptFocused = false

    // MARK: Book-keeping

    /// What an earlier session left and `restoreDraft` brings back.
    public internal(set) var earlierDraft: Draft?
    var isDraftScheduled = false
    var isTrimmingTold = false
    var ticketCount = 0

    /// Makes the state at the start of a session.
    public init(
        system: String = "", user: String = "", settings: Settings = Settings(), language: Language = .english,
        themeName: String = "", themeNames: [String] = [], isLive: Bool = true, isRecording: Bool = true
    ) {
        self.system = TextBuffer(system)
        self.user = TextBuffer(user)
        self.settings = settings
        self.language = language
        self.themeName = themeName
        self.themeNames = themeNames
        self.isLive = isLive
        history.isRecording = isRecording
    }

    /// The run that is shown.
    public var run: Run? { runs.current?.run }

    /// The knobs in the order of the screen, fitted to the model.
    public var parameters: [Parameter] { Parameter.all(for: model.loaded) }

    /// What there is to choose in the place of knobs, for a model that makes no text.
    public var choices: [MediaChoice] { model.loaded?.capabilities.choices ?? [] }

    /// One knob, fitted to the model.
    public func parameter(_ knob: Knob) -> Parameter { Parameter(knob, for: model.loaded) }

    /// A knob's value.
    public func value(of knob: Knob) -> Double { settings.value(of: knob, for: model.loaded) }

    /// A number that no other question of this session has.
    mutating func newTicket() -> Ticket {
        ticketCount += 1
        return Ticket(ticketCount)
    }
}
