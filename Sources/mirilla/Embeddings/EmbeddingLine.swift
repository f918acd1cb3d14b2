import Generation
import Synchronization

/// The line that shows how far the embedding of a corpus is: `4,310 of 10,261 texts  212/s  28 s left`.
final class EmbeddingLine: Sendable {
    private let last = Mutex<ContinuousClock.Instant?>(nil)
    private let line = ProgressLine()

    /// Draws a progress, ten times a second at most.
    func show(_ progress: EmbeddingProgress) {
        guard line.isVisible else { return }
        let isTime = last.withLock { last in
            let now = ContinuousClock.now
            let isLast = progress.doneCount >= progress.totalCount
            guard isLast || last.map({ now - $0 >= .milliseconds(100) }) ?? true else { return false }
            last = now
            return true
        }
        if isTime { line.show(Self.text(progress)) }
    }

    /// Ends the line, so that what follows stands below it.
    func end() { line.end() }

    static func text(_ progress: EmbeddingProgress) -> String {
        ProgressLine.text(
            progress.fraction, "\(progress.doneCount.grouped()) of \(progress.totalCount.grouped()) texts",
            rate: progress.textsPerSecond.map { String(Int($0.rounded())) }, remaining: progress.remaining)
    }
}
