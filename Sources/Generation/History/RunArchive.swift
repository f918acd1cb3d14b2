/// Where runs are remembered.
public protocol RunArchive: Sendable {
    /// Begins to remember a run; returns at once.
    ///
    /// - Parameters:
    ///   - question: what was asked.
    ///   - given: the steps whose tokens the run was given.
    ///   - failed: told once, on any thread, if the run cannot be remembered.
    func record(
        _ question: PastRun.Question, given: [Step], failed: @escaping @Sendable (Failure) -> Void
    ) -> any RunRecorder
    /// The runs that a query is about.
    ///
    /// - Throws: `Failure`.
    func page(_ query: RunQuery) async throws -> RunPage
    /// A run with all that is known of it.
    ///
    /// - Throws: `Failure` if it is not there.
    func run(_ id: PastRun.ID) async throws -> PastRun
    /// Stars a run, or no longer.
    func setStar(_ isStarred: Bool, of id: PastRun.ID) async throws
    /// Notes something about a run.
    func setNote(_ note: String, of id: PastRun.ID) async throws
    /// Removes runs, so that nothing of them is left in the files.
    func delete(_ ids: [PastRun.ID]) async throws
    /// Waits until all that was recorded is written.
    func flush()
}

/// Remembers one run while it is generated.
///
/// What it is told is written at once, by somebody else: it never holds the run up, and a program that is killed loses at most the
/// token that was being written.
public protocol RunRecorder: Sendable {
    /// Takes an event of the run.
    func add(_ event: GenerationEvent)
    /// Takes the checksum of the model's weights, which may be known long after the first token.
    func identify(checksum: String)
    /// Takes the end of a run that did not complete: someone stopped it, or it failed.
    func end(_ ending: PastRun.Ending)
}
