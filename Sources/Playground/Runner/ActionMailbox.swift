import Synchronization

/// Where everybody leaves actions for the one who owns the state.
///
/// ```swift
/// let mailbox = ActionMailbox { wakeTheLoop() }
/// mailbox.post(.run)              // from any thread
/// for action in mailbox.drain() { … }
/// ```
/// A fast model makes thousands of events a second; as long as nobody has drained the mailbox, those of one run become one
/// action, so the loop does as much work as it draws frames.
public final class ActionMailbox: Sendable {
    private let actions = Mutex<[Action]>([])
    private let wake: @Sendable () -> Void

    /// Makes an empty mailbox; `wake` is called, on the thread of whoever posts, when the first action comes in.
    public init(wake: @escaping @Sendable () -> Void) { self.wake = wake }

    /// Leaves an action.
    public func post(_ action: Action) {
        let wasEmpty = actions.withLock { actions in
            let wasEmpty = actions.isEmpty
            if case .generated(let id, let events, let elapsed) = action,
                case .generated(id, var earlier, _) = actions.last
            {
                actions.removeLast()
                earlier += events
                actions.append(.generated(id, earlier, elapsed: elapsed))
            } else {
                actions.append(action)
            }
            return wasEmpty
        }
        if wasEmpty { wake() }
    }

    /// Takes all actions out, oldest first.
    public func drain() -> [Action] {
        actions.withLock { actions in
            defer { actions.removeAll(keepingCapacity: true) }
            return actions
        }
    }
}
