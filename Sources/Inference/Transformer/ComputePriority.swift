import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// How much of the processor the threads that compute take from the program's other threads.
public enum ComputePriority {
    private static let isLow = Atomic(false)

    /// Lets the other threads of this program go first from now on, so that a key is shown while all processors compute.
    ///
    /// On Linux, where a thread can be as nice as a process; on a processor that nobody else wants it computes as fast as before.
    public static func lower() { isLow.store(true, ordering: .relaxed) }

    /// Makes it so for the calling thread.
    static func apply() {
        // Fails where the system forbids it; then it stays as it is.
        #if canImport(Glibc)
            if isLow.load(ordering: .relaxed) { _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 5) }
        #elseif canImport(Musl)
            if isLow.load(ordering: .relaxed) { _ = setpriority(PRIO_PROCESS, 0, 5) }
        #endif
    }
}
