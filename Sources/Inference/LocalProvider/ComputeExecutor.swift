import Dispatch

/// Runs actors on a thread of its own, so that the arithmetic of a forward pass does not hold up the threads of Swift's tasks.
///
/// All models share one: whatever several of them have to do is done in turns, a token or a chunk of a prompt each, and every turn has
/// all the processors.
final class ComputeExecutor: SerialExecutor {
    static let shared = ComputeExecutor()

    private let queue = DispatchQueue(label: "mirilla.compute", qos: .userInitiated)

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async {
            ComputePriority.apply()
            job.runSynchronously(on: self.asUnownedSerialExecutor())
        }
    }
}
