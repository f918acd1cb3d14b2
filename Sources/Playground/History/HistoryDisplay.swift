public import Generation

/// What the history screen shows.
public struct HistoryDisplay: Hashable, Sendable {
    /// A field that is being typed into.
    public enum Field: Hashable, Sendable {
        /// Words to look for; they take effect as they are typed.
        case search
        /// What is noted about the chosen run.
        case note(String)
    }

    /// Two past runs side by side, the older one first.
    public struct Pair: Hashable, Sendable {
        /// The older run.
        public let older: PastRun
        /// The newer run.
        public let newer: PastRun
    }

    /// Whether runs are remembered in this session.
    public internal(set) var isRecording = true
    /// Which runs are wanted.
    public internal(set) var query = RunQuery()
    /// The part of them that is known; nil before the first answer.
    public internal(set) var page: RunPage?
    /// The chosen run's place among those that match.
    public internal(set) var selection = 0
    /// The chosen run with all that is known of it, or the one that was chosen before it, until it is read.
    public internal(set) var detail: PastRun?
    /// From which line its text is shown.
    public internal(set) var detailLine = 0
    /// The run to compare others with.
    public internal(set) var marked: PastRun.ID?
    /// The runs that are compared; nil for the list.
    public internal(set) var pair: Pair?
    /// The field that is being typed into; nil if letters are keys.
    public internal(set) var field: Field?
    /// Why the history cannot be read.
    public internal(set) var failure: Failure?
    /// The run that is opened in the playground as soon as its model is there.
    var reopening: PastRun?
    /// What is done with the runs that are being read.
    var purpose = ReadingPurpose.show
    var listing: Ticket?
    var reading: Ticket?

    /// The chosen run.
    public var chosen: PastRun.Summary? { page?[selection] }

    /// Whether the list is being searched or filtered.
    public var isFiltered: Bool {
        !query.text.isEmpty || query.modelReference != nil || query.isStarredOnly
    }
}

/// What a run is read for.
enum ReadingPurpose: Hashable, Sendable {
    /// To show it beside the list.
    case show
    /// To open it in the playground.
    case reopen
    /// To compare it with another.
    case compare
}
