import Synchronization

/// Where other threads leave messages for the thread that owns the screen.
///
/// Posting never blocks. However many messages come in a burst, the loop is woken once.
public final class Mailbox<Message: Sendable>: Sendable {
    let pipe: SelfPipe
    private let waiting = Mutex<[Message]>([])

    /// Makes an empty mailbox.
    ///
    /// - Throws: `TerminalError.noDescriptors` if the system gives no more file descriptors.
    public init() throws(TerminalError) {
        guard let pipe = SelfPipe() else { throw .noDescriptors }
        self.pipe = pipe
    }

    /// Leaves a message; can be called from any thread.
    public func post(_ message: Message) {
        let isFirst = waiting.withLock { messages in
            messages.append(message)
            return messages.count == 1
        }
        if isFirst { pipe.wake() }
    }

    /// All messages that wait, oldest first.
    func takeAll() -> [Message] {
        waiting.withLock { messages in
            let taken = messages
            messages = []
            return taken
        }
    }
}
