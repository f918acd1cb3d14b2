internal import CNcurses
public import TextUI

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The one loop that owns the screen: waits for a person, a ring of the bell or a moment, handles it, and draws what changed.
///
/// Nothing is polled: while nothing happens the thread sleeps in the system and uses no processor time. However many events come,
/// sixty frames are drawn in a second; only what a person does is shown at once, between two of them.
/// ```
/// let loop = EventLoop(screen: screen, doorbell: doorbell)
/// let ending = loop.run { event, turn in
///     if event == .input(.key(.control("q"))) { turn.isFinished = true }
///     turn.needsFrame = true
/// } draw: { size in
///     Canvas(size: size)
/// }
/// ```
public struct EventLoop {
    /// What can happen.
    public enum Event: Hashable, Sendable {
        /// The loop begins; the first frame comes after this.
        case started
        /// A person did something, or the screen has another size.
        case input(InputEvent)
        /// Somebody rang: another thread has left something.
        case rung
        /// The moment has come that an earlier turn asked for.
        case tick
        /// The program goes on after it was stopped.
        case resumed
        /// The program was told to end; the loop ends after this turn.
        case ending
    }

    /// What the handler of an event asks for.
    public struct Turn {
        /// Draw a frame soon; stays until it is drawn.
        public var needsFrame = false
        /// End the loop.
        public var isFinished = false
        /// Give the terminal back to the shell until the program is told to go on.
        public var isSuspended = false
        /// When to call back with `.tick`; replaces what was asked for before.
        public var nextTick: Duration?
    }

    /// Why the loop ended.
    public enum Ending: Hashable, Sendable {
        /// The handler wished it.
        case finished
        /// A signal, or the terminal went away (as `SIGHUP`).
        case signal(Int32)

        /// Ends the program as the signal would have, so that the shell sees the reason; returns if there was no signal.
        public func endProgram() {
            if case .signal(let number) = self { cn_end_by_signal(number) }
        }
    }

    /// The shortest time between two frames.
    private static let frameInterval = Duration.microseconds(16_667)
    /// How long an Escape waits for the rest of a sequence.
    private static let escapeDelay = Duration.milliseconds(25)

    private let screen: Screen
    private let doorbell: Doorbell

    /// Makes a loop for a screen and the bell that other threads ring.
    public init(screen: Screen, doorbell: Doorbell) {
        self.screen = screen
        self.doorbell = doorbell
    }

    /// Runs until the handler or a signal ends it.
    ///
    /// - Parameters:
    ///   - handle: takes one event and says what follows from it.
    ///   - draw: draws the screen at its present size; called only when something changed.
    public func run(handle: (Event, inout Turn) -> Void, draw: (Size) -> Canvas) -> Ending {
        cn_catch_signals(doorbell.writeEnd)
        defer { cn_release_signals() }
        let clock = ContinuousClock()
        var decoder = InputDecoder()
        var turn = Turn(needsFrame: true)
        var earliestFrame = clock.now
        // Whether the next frame may come early: once between two of the others.
        var mayHurry = true
        var hurries = false
        var tick: ContinuousClock.Instant?
        var escape: ContinuousClock.Instant?

        func take(_ event: Event) {
            handle(event, &turn)
            if let delay = turn.nextTick { tick = clock.now + delay }
            turn.nextTick = nil
        }

        take(.started)
        while true {
            let deadline = [turn.needsFrame ? earliestFrame : nil, tick, escape].compactMap { $0 }.min()
            let ready = Self.wait(for: doorbell.readEnd, timeout: deadline.map { $0 - clock.now })
            if ready.bell {
                let bytes = doorbell.answer()
                for signal in bytes.map(Int32.init) where signal != 0 {
                    switch signal {
                    case SIGTSTP: turn.isSuspended = true
                    case SIGCONT:
                        screen.takeAgain()
                        take(.resumed)
                    case SIGWINCH:
                        screen.updateSize()
                        take(.input(.resize(screen.size)))
                    default:
                        take(.ending)
                        return .signal(signal)
                    }
                    turn.needsFrame = true
                }
                if bytes.contains(0) { take(.rung) }
            }
            if ready.input {
                guard let bytes = Self.readInput() else {
                    take(.ending)
                    return .signal(SIGHUP)
                }
                decoder.feed(bytes).forEach { take(.input($0)) }
                hurries = mayHurry && turn.needsFrame
                escape = decoder.isWaiting ? clock.now + Self.escapeDelay : nil
            } else if let due = escape, clock.now >= due {
                escape = nil
                decoder.flush().forEach { take(.input($0)) }
            }
            if let due = tick, clock.now >= due {
                tick = nil
                take(.tick)
            }
            if turn.isFinished { return .finished }
            if turn.isSuspended {
                turn.isSuspended = false
                screen.suspend()
                take(.input(.resize(screen.size)))
                turn.needsFrame = true
            }
            if turn.needsFrame, hurries || clock.now >= earliestFrame {
                turn.needsFrame = false
                mayHurry = !hurries
                hurries = false
                earliestFrame = clock.now + Self.frameInterval
                screen.present(draw(screen.size))
            }
        }
    }

    /// Sleeps until something can be read or the time is over; no time means for ever.
    private static func wait(for bell: Int32, timeout: Duration?) -> (input: Bool, bell: Bool) {
        var sources = [
            pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
            pollfd(fd: bell, events: Int16(POLLIN), revents: 0),
        ]
        let milliseconds = timeout.map { duration in
            // Rounded up: waking too early would mean to wait again.
            let (seconds, attoseconds) = duration.components
            return Int32(clamping: seconds * 1_000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
        }
        let count = poll(&sources, nfds_t(sources.count), milliseconds.map { max(0, $0) } ?? -1)
        guard count > 0 else { return (false, false) }
        return (sources[0].revents != 0, sources[1].revents != 0)
    }

    /// What can be read now; nil when the terminal is gone.
    private static func readInput() -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = read(STDIN_FILENO, &bytes, bytes.count)
        if count < 0 { return errno == EINTR || errno == EAGAIN ? [] : nil }
        return count == 0 ? nil : Array(bytes[..<count])
    }
}
