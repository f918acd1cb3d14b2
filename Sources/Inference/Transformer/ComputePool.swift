import Dispatch
import Kernels
import Synchronization

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Threads that share the work of a matrix product: about fifty short jobs for each token.
///
/// `run` hands the same work to every thread, each with its part number; where the parts are fixed, each thread keeps reading its own
/// share of the weights. A worker waits for the next job by spinning for two milliseconds (long enough to bridge the gaps within a
/// generation), then sleeps, so an idle program uses no CPU. A part that its worker has not begun when the caller is done with its
/// own is done by the caller: a sleeping or displaced worker costs time, never a stall.
///
/// Only one thread at a time may call `run`.
final class ComputePool: Sendable {
    /// How many threads work, the caller among them.
    let threadCount: Int
    private let workers: [Worker]
    /// What `deal` gives out next of each part's share.
    private let next: [Counter]

    /// Starts `threadCount - 1` threads.
    init(threadCount: Int) {
        self.threadCount = max(1, threadCount)
        next = (0..<self.threadCount).map { _ in Counter() }
        workers = (1..<self.threadCount).map { _ in Worker() }
        for worker in workers { worker.start() }
    }

    /// Ends the threads and waits until they have ended.
    deinit {
        for worker in workers { worker.stop() }
    }

    /// Calls `work` once for each part in `0 ..< threadCount`, on several threads, and returns when all have returned.
    func run(_ work: (_ part: Int) -> Void) {
        guard !workers.isEmpty else { return work(0) }
        withoutActuallyEscaping(work) { work in
            withUnsafePointer(to: work) { pointer in
                for (index, worker) in workers.enumerated() { worker.offer(Worker.Job(work: pointer, part: index + 1)) }
                work(0)
                for worker in workers where !worker.takeBack() { worker.waitUntilDone() }
            }
        }
    }

    /// Calls `work` for each item with the number of the part that does it.
    ///
    /// Each part begins with its own share, in order, so that it can guess what it will be given next; who is done with its own takes
    /// items of others', so that a thread which the system disturbs does not keep the others waiting.
    func deal(_ count: Int, _ work: (_ item: Int, _ part: Int) -> Void) {
        for (part, counter) in next.enumerated() {
            counter.item.store(share(of: count, part: part).lowerBound, ordering: .relaxed)
        }
        run { part in
            for step in 0..<threadCount {
                let owner = (part + step) % threadCount
                let end = share(of: count, part: owner).upperBound
                while true {
                    let item = next[owner].item.wrappingAdd(1, ordering: .relaxed).oldValue
                    if item >= end { break }
                    work(item, part)
                }
            }
        }
    }

    /// Splits `count` things into contiguous shares of whole groups and returns the share of one part.
    func share(of count: Int, part: Int, group: Int = 1) -> Range<Int> {
        let groups = (count + group - 1) / group
        let start = groups * part / threadCount * group
        let end = groups * (part + 1) / threadCount * group
        return min(start, count)..<min(end, count)
    }
}

/// The item of a share that is next.
private final class Counter: Sendable {
    let item = Atomic(0)
}

/// One thread and the job that it is offered.
private final class Worker: Sendable {
    /// A pointer, because a closure would be counted: the compiler may move a retain behind the atomic store that offers the job, and
    /// the worker would release what nobody has retained yet.
    struct Job {
        let work: UnsafePointer<(Int) -> Void>
        let part: Int
    }

    /// What happens to the job in the slot; whoever moves it from `offered` to `taken` does it.
    private enum State {
        static let idle = 0
        static let offered = 1
        static let taken = 2
        static let stopping = 3
    }

    /// The slot is written by the caller while `state` is idle and read by whoever took the job.
    private final class Slot: @unchecked Sendable {
        var job: Job?
    }

    private let state = Atomic<Int>(State.idle)
    private let isAsleep = Atomic<Bool>(false)
    private let slot = Slot()
    private let wake = DispatchSemaphore(value: 0)
    private let ended = DispatchSemaphore(value: 0)
    private let queue = DispatchQueue(label: "mirilla.worker", qos: .userInteractive)

    func start() {
        queue.async { [self] in
            ComputePriority.apply()
            while waitForJob() {
                doJob()
                state.store(State.idle, ordering: .releasing)
            }
            ended.signal()
        }
    }

    func offer(_ job: Job) {
        slot.job = job
        state.store(State.offered, ordering: .sequentiallyConsistent)
        if isAsleep.exchange(false, ordering: .sequentiallyConsistent) { wake.signal() }
    }

    /// Takes the job back and does it here, unless the worker has begun.
    func takeBack() -> Bool {
        guard state.compareExchange(expected: State.offered, desired: State.taken, ordering: .acquiring).exchanged
        else { return false }
        doJob()
        state.store(State.idle, ordering: .releasing)
        return true
    }

    func waitUntilDone() {
        var spins = 0
        while state.load(ordering: .acquiring) != State.idle {
            kernels_pause()
            spins += 1
            // On a busy machine the worker may need this very processor to go on.
            if spins.isMultiple(of: 512) { sched_yield() }
        }
    }

    /// Not inlined: what it retains of the closure is released when it returns, before the caller is told that the job is done.
    @inline(never)
    private func doJob() {
        if let job = slot.job { job.work.pointee(job.part) }
    }

    func stop() {
        state.store(State.stopping, ordering: .sequentiallyConsistent)
        if isAsleep.exchange(false, ordering: .sequentiallyConsistent) { wake.signal() }
        ended.wait()
    }

    /// Spins, then sleeps, until a job is taken (true) or the pool ends (false).
    private func waitForJob() -> Bool {
        var spinStart = ContinuousClock.now
        while true {
            for _ in 0..<200 {
                switch state.load(ordering: .relaxed) {
                case State.offered:
                    if state.compareExchange(expected: State.offered, desired: State.taken, ordering: .acquiring)
                        .exchanged
                    {
                        return true
                    }
                case State.stopping:
                    return false
                default:
                    kernels_pause()
                }
            }
            if spinStart.duration(to: .now) > .milliseconds(2) {
                sleep()
                spinStart = .now
            }
        }
    }

    private func sleep() {
        isAsleep.store(true, ordering: .sequentiallyConsistent)
        let state = state.load(ordering: .sequentiallyConsistent)
        if state == State.offered || state == State.stopping {
            // The offer came in between: if its signal is already on the way, it must be used up.
            if !isAsleep.exchange(false, ordering: .sequentiallyConsistent) { wake.wait() }
        } else {
            wake.wait()
        }
    }
}
