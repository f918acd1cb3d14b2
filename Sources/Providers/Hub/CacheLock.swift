import Generation

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A lock on a file of the cache, of the kind that `huggingface_hub` takes; the system takes it back when the process ends.
///
/// The file stays: whoever waits for it holds it open, and a new file of the same name would be another lock.
final class CacheLock: Sendable {
    private let descriptor: CInt

    /// Takes the lock; nil if somebody else holds it.
    init?(path: String) throws(Failure) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o664)
        guard descriptor >= 0 else {
            throw Failure(
                .system, "cannot open the lock", at: path, found: String(cString: strerror(errno)),
                hint: "make the cache writable, or set HF_HOME to a folder that is")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            return nil
        }
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }
}
