import Dispatch
import Synchronization

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Ctrl-C: the first one lets a command finish what it has, the next one ends the program at once.
enum Interrupt {
    private static let handler = Mutex<(@Sendable () -> Void)?>(nil)
    // Made once, before anything runs beside it.
    private nonisolated(unsafe) static let source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())

    /// Takes the signal over; until a command handles it, it ends the program with status 130.
    static func install() {
        signal(SIGINT, SIG_IGN)
        source.setEventHandler {
            let handle = handler.withLock { handler in
                defer { handler = nil }
                return handler
            }
            guard let handle else { exit(130) }
            handle()
        }
        source.activate()
    }

    /// Calls the handler at the next interrupt instead of ending the program.
    static func handle(_ handle: @escaping @Sendable () -> Void) {
        handler.withLock { $0 = handle }
    }
}
