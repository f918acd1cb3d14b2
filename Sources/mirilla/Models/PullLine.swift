import Generation
import Synchronization

/// The line that shows how far a pull is; on a terminal only.
///
/// ```
///   42 %  ████████────────────  1.2 GB of 2.9 GB  12.3 MB/s  2 min 20 s left
/// ```
final class PullLine: Sendable {
    private let throttle = NewsThrottle()
    private let isDrawn = Mutex(false)
    private let isTerminal = StandardError.isTerminal

    /// Draws a progress.
    func show(_ progress: PullProgress) {
        guard isTerminal, throttle.lets(progress) else { return }
        isDrawn.withLock { isDrawn in
            isDrawn = true
            // Back to the first column, and what is left of a longer line is cleared.
            StandardError.write("\r\(Self.text(progress))\u{1B}[K")
        }
    }

    /// Ends the line, so that what follows stands below it.
    func end() {
        isDrawn.withLock { isDrawn in
            if isDrawn { StandardError.write("\n") }
            isDrawn = false
        }
    }

    static func text(_ progress: PullProgress) -> String {
        let full = Int((progress.fraction * 20).rounded(.down))
        let bar = String(repeating: "█", count: full) + String(repeating: "─", count: 20 - full)
        let percent = String(Int(progress.fraction * 100))
        let padding = String(repeating: " ", count: max(0, 5 - percent.count))
        var text = "\(padding)\(percent) %  \(bar)  "
        text += "\(ByteCount.text(progress.finishedByteCount)) of \(ByteCount.text(progress.byteCount))"
        if let speed = progress.bytesPerSecond { text += "  \(ByteCount.text(Int(speed)))/s" }
        if let remaining = progress.remaining, progress.fraction < 1 { text += "  \(remaining.spoken) left" }
        return text
    }
}

extension Duration {
    /// For people: `8 s`, `2 min 20 s`, `3 h 5 min`.
    var spoken: String {
        let seconds = Int(components.seconds)
        if seconds < 60 { return "\(seconds) s" }
        if seconds < 3600 { return "\(seconds / 60) min \(seconds % 60) s" }
        return "\(seconds / 3600) h \(seconds % 3600 / 60) min"
    }
}
