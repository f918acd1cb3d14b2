extension AsyncThrowingStream<GenerationEvent, any Error> {
    /// The events that a task of its own tells.
    ///
    /// Ending the iteration cancels the task. A task that was cancelled ends the stream without an error, so that whoever still
    /// listens keeps what came until then, whether the cancelling or the end is heard first.
    public init(
        generating generate:
            @escaping @concurrent @Sendable (_ tell: @Sendable (GenerationEvent) -> Void) async throws -> Void
    ) {
        self.init { continuation in
            let task = Task {
                do {
                    try await generate { continuation.yield($0) }
                    continuation.finish()
                } catch is CancellationError {
                    continuation.finish()
                } catch {
                    continuation.finish(throwing: error)
                }
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }
}
