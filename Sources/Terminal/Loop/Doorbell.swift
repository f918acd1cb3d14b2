#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What ends the event loop's sleep, from another thread or from a signal handler: a pipe to oneself.
///
/// ```
/// let doorbell = try Doorbell()
/// let mailbox = ActionMailbox { doorbell.ring() }
/// let loop = EventLoop(screen: screen, doorbell: doorbell)
/// ```
public final class Doorbell: Sendable {
    /// Becomes readable when somebody rang.
    let readEnd: Int32
    /// Takes a byte 0, or the number of a signal.
    let writeEnd: Int32

    /// Opens the pipe.
    ///
    /// - Throws: `TerminalError.noDescriptors` if the system gives no more file descriptors.
    public init() throws(TerminalError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw .noDescriptors }
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

    /// Wakes the loop; can be called from any thread and never blocks.
    public func ring() {
        var byte: UInt8 = 0
        // When the pipe is full the loop has enough reason to wake up, so a refused byte is no loss.
        _ = write(writeEnd, &byte, 1)
    }

    /// Takes the bytes that wait.
    func answer() -> [UInt8] {
        var taken: [UInt8] = []
        var bytes = [UInt8](repeating: 0, count: 256)
        while true {
            let count = read(readEnd, &bytes, bytes.count)
            guard count > 0 else { return taken }
            taken += bytes[..<count]
        }
    }
}
