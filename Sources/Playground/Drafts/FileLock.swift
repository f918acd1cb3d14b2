import Foundation

/// A lock that the system takes back when the process ends, however it ends.
final class FileLock: Sendable {
    private let path: String
    private let descriptor: CInt

    /// Locks a file, which is created if needed; nil if somebody holds it or the disk refuses.
    init?(path: String) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return nil }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            return nil
        }
        self.path = path
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// Removes the file; the lock ends with this value.
    func remove() { unlink(path) }
}
