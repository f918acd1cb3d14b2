#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A pipe to oneself: what ends a `poll` from another thread or from a signal handler.
///
/// Neither end blocks. A byte 0 says that a mailbox has something, any other byte is the number of a signal.
final class SelfPipe: Sendable {
    let readEnd: Int32
    let writeEnd: Int32

    /// Opens the pipe; nil if the system gives no more descriptors.
    init?() {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        readEnd = ends[0]
        writeEnd = ends[1]
        for end in ends {
            _ = fcntl(end, F_SETFL, fcntl(end, F_GETFL) | O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
    }

    deinit {
        close(readEnd)
        close(writeEnd)
    }

    /// Wakes the reader.
    ///
    /// When the pipe is full the reader has enough reason to wake up, so a refused byte is no loss.
    func wake() {
        var byte: UInt8 = 0
        _ = write(writeEnd, &byte, 1)
    }

    /// Takes all bytes that wait.
    func takeAll() -> [UInt8] {
        var taken: [UInt8] = []
        var bytes = [UInt8](repeating: 0, count: 256)
        while true {
            let count = read(readEnd, &bytes, bytes.count)
            guard count > 0 else { return taken }
            taken += bytes[..<count]
        }
    }
}
