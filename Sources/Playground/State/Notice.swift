public import Generation

/// Something to tell in passing; the panes have the words for it.
public struct Notice: Hashable, Sendable {
    /// What there is to tell.
    public enum Content: Hashable, Sendable {
        /// Text went to the clipboard: so many graphemes.
        case copied(count: Int)
        /// There is no model to run yet.
        case noModel
        /// There is nothing to run: both texts are empty.
        case emptyPrompt
        /// Another model is open and answers from now on.
        case modelLoaded(name: String)
        /// A model is no longer opened.
        case openingCancelled(reference: String)
        /// The details of old tokens were let go, so that all together keep within so many bytes.
        case traceTrimmed(budget: Int)
        /// A model was fetched from the hub.
        case modelPulled(name: String)
        /// A model is no longer fetched; what has arrived is kept.
        case pullCancelled(name: String)
        /// A run failed.
        case runFailed(Failure)
        /// A typed value was refused.
        case valueRefused(Knob, typed: String)
        /// The model does not take a knob.
        case knobRejected(Knob, reason: String)
        /// The model refused a parameter and is asked once more without it.
        case parameterRefused(name: String, reason: String)
        /// The service is asked once more after a while.
        case retrying(after: Duration, reason: String)
        /// The draft cannot be kept: a full or read-only disk.
        case draftNotSaved(Failure)
        /// The preferences cannot be kept.
        case preferencesNotSaved(Failure)
        /// A file was written.
        case exported(path: String, byteCount: Int)
        /// A file could not be written.
        case exportFailed(Failure)
        /// A preset was written.
        case presetSaved(path: String)
        /// A text is too long for the terminal's clipboard.
        case copyRefused(byteCount: Int, limit: Int)
        /// The history cannot be used.
        case historyFailed(Failure)
        /// A question about vectors cannot be answered.
        case embeddingFailed(Failure)
        /// So many past runs were removed.
        case runsDeleted(count: Int)
        /// The model's weights are not those that wrote the run.
        case weightsDiffer(name: String)
        /// Runs are remembered from now on.
        case recording
        /// Runs are no longer remembered.
        case notRecording
        /// A branch could not be made.
        case branchFailed(Failure)
        /// The model that wrote the run is closed, so it cannot write on.
        case otherModel(name: String)
        /// A branch and what left it were taken away: so many branches.
        case pruned(count: Int)
        /// There is no other branch to compare with.
        case nothingToCompare
        /// A command cannot be used now.
        case commandUnavailable(Command, Command.Availability.Reason)
    }

    /// Which notice.
    public let id: Ticket
    /// What it tells.
    public let content: Content
}
