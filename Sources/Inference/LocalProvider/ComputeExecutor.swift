import Dispatch

/// Runs an actor on a thread of its own, so that the arithmetic of a forward pass does not hold up the threads of Swift's tasks.
final class ComputeExecutor: SerialExecutor {
    private let queue = DispatchQueue(label: "mirilla.compute", qos: .userInitiated)

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}
