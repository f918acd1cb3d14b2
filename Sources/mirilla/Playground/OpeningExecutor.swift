import Dispatch

/// Opens models on threads of its own, so that reading and converting weights does not hold up the program's other tasks.
final class OpeningExecutor: TaskExecutor {
    static let shared = OpeningExecutor()

    private let queue = DispatchQueue(label: "mirilla.opening", qos: .utility, attributes: .concurrent)

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
