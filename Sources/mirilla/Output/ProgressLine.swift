import Synchronization

/// The line on standard error that shows how far something is; on a terminal only.
///
/// ```
///   42 %  ████████────────────  1.2 GB of 2.9 GB  12.3 MB/s  2 min 20 s left
/// ```
final class ProgressLine: Sendable {
    private let isDrawn = Mutex(false)
    /// Whether anybody sees it.
    let isVisible = StandardError.isTerminal

    /// Draws the line in place of what it said before.
    func show(_ text: String) {
        guard isVisible else { return }
        isDrawn.withLock { isDrawn in
            isDrawn = true
            // Back to the first column, and what is left of a longer line is cleared.
            StandardError.write("\r\(text)\u{1B}[K")
        }
    }

    /// Ends the line, so that what follows stands below it.
    func end() {
        isDrawn.withLock { isDrawn in
            if isDrawn { StandardError.write("\n") }
            isDrawn = false
        }
    }

    /// How much is done, what of it, how fast, and how long the rest will take.
    static func text(_ fraction: Double, _ amount: String, rate: String?, remaining: Duration?) -> String {
        let full = Int((fraction * 20).rounded(.down))
        let bar = String(repeating: "█", count: full) + String(repeating: "─", count: 20 - full)
        let percent = String(Int(fraction * 100))
        let padding = String(repeating: " ", count: max(0, 5 - percent.count))
        var text = "\(padding)\(percent) %  \(bar)  \(amount)"
        if let rate { text += "  \(rate)/s" }
        if let remaining, fraction < 1 { text += "  \(remaining.spoken) left" }
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
