public import Generation

/// One column of the compare screen: a model with its settings, and what it said last.
public struct CompareColumn: Hashable, Sendable {
    /// Which column.
    public let id: Ticket
    /// The model, as the user wrote it.
    public internal(set) var reference: String
    /// The knobs.
    public internal(set) var settings: Settings
    /// The text that it asks instead of the shared one; nil asks the shared one.
    public internal(set) var ownPrompt: TextBuffer?
    /// What it said last.
    public internal(set) var run: Run?
    /// Whether it runs as soon as its model is open.
    public internal(set) var isWaiting = false

    init(id: Ticket, reference: String, settings: Settings) {
        self.id = id
        self.reference = reference
        self.settings = settings
    }

    /// Whether it runs, or will in a moment.
    public var isActive: Bool { isWaiting || run?.isActive == true }
}

/// A model that columns ask: opened once, however many of them do.
public enum ColumnModel: Hashable, Sendable {
    /// It is on its way; its weights may have to be converted first.
    case opening(Ticket, conversion: PullProgress? = nil)
    /// It answers.
    case open(LoadedModel)
    /// It could not be opened.
    case failed(Failure)

    /// A model that is open; columns compare text, so one that makes none is of no use to them.
    init(_ loaded: LoadedModel) {
        self =
            loaded.capabilities.output == .text
            ? .open(loaded)
            : .failed(Failure(.unsupported, LoadedModel.writesNothing, at: loaded.description.reference))
    }

    /// The model, if it answers.
    public var loaded: LoadedModel? {
        if case .open(let model) = self { model } else { nil }
    }

    /// Whether it is on its way.
    var isOpening: Bool {
        if case .opening = self { true } else { false }
    }

    /// Which opening of a model this is.
    var id: Ticket? {
        switch self {
        case .opening(let id, _): id
        case .open(let model): model.id
        case .failed: nil
        }
    }
}
