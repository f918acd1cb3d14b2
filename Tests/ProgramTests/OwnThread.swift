import Dispatch
import Testing

/// Runs tests on a thread that no other test has.
///
/// Tests share as many threads as there are processors, so that one that waits for something may come to its turn after all that the
/// others compute: what it waited for may have gone from the screen again, and its time may be over.
struct OwnThread: SuiteTrait, TestTrait, TestScoping {
    var isRecursive: Bool { true }

    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        try await withTaskExecutorPreference(Thread.shared) { try await function() }
    }

    private final class Thread: TaskExecutor {
        static let shared = Thread()

        private let queue = DispatchQueue(label: "mirilla.tests")

        func enqueue(_ job: consuming ExecutorJob) {
            let job = UnownedJob(job)
            queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
        }
    }
}

extension Trait where Self == OwnThread {
    /// Runs the tests on a thread that no other test has.
    static var ownThread: Self { Self() }
}
