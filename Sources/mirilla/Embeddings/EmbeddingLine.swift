import Generation
import Synchronization

/// The line that shows how far the embedding of a corpus is; on a terminal only.
///
/// ```
///   42 %  ████████────────────  4,310 of 10,261 texts  212/s  28 s left
/// ```
final class EmbeddingLine: Sendable {
    private struct Shown {
        var last: ContinuousClock.Instant?
        var isDrawn = false
    }

    private let shown = Mutex(Shown())
    private let isTerminal = StandardError.isTerminal

    /// Draws a progress, ten times a second at most.
    func show(_ progress: EmbeddingProgress) {
        guard isTerminal else { return }
        shown.withLock { shown in
            let now = ContinuousClock.now
            let isLast = progress.doneCount >= progress.totalCount
            guard isLast || shown.last.map({ now - $0 >= .milliseconds(100) }) ?? true else { return }
            shown.last = now
            shown.isDrawn = true
            // Back to the first column, and what is left of a longer line is cleared.
            StandardError.write("\r\(Self.text(progress))\u{1B}[K")
        }
    }

    /// Ends the line, so that what follows stands below it.
    func end() {
        shown.withLock { shown in
            if shown.isDrawn { StandardError.write("\n") }
            shown.isDrawn = false
        }
    }

    static func text(_ progress: EmbeddingProgress) -> String {
        let full = Int((progress.fraction * 20).rounded(.down))
        let bar = String(repeating: "█", count: full) + String(repeating: "─", count: 20 - full)
        let percent = String(Int(progress.fraction * 100))
        let padding = String(repeating: " ", count: max(0, 5 - percent.count))
        var text =
            "\(padding)\(percent) %  \(bar)  \(progress.doneCount.grouped) of \(progress.totalCount.grouped) texts"
        if let rate = progress.textsPerSecond { text += "  \(Int(rate.rounded()))/s" }
        if let remaining = progress.remaining, progress.fraction < 1 { text += "  \(remaining.spoken) left" }
        return text
    }
}

extension Int {
    /// The number with its thousands apart: `10,261`.
    var grouped: String {
        var text = String(magnitude)
        var place = text.count - 3
        while place > 0 {
            text.insert(",", at: text.index(text.startIndex, offsetBy: place))
            place -= 3
        }
        return self < 0 ? "-" + text : text
    }
}
