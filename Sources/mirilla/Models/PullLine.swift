import Generation

/// The line that shows how far a pull is.
final class PullLine: Sendable {
    private let throttle = NewsThrottle()
    private let line = ProgressLine()

    /// Draws a progress.
    func show(_ progress: PullProgress) {
        guard line.isVisible, throttle.lets(progress) else { return }
        line.show(Self.text(progress))
    }

    /// Ends the line, so that what follows stands below it.
    func end() { line.end() }

    static func text(_ progress: PullProgress) -> String {
        ProgressLine.text(
            progress.fraction,
            "\(ByteCount.text(progress.finishedByteCount)) of \(ByteCount.text(progress.byteCount))",
            rate: progress.bytesPerSecond.map { ByteCount.text(Int($0)) }, remaining: progress.remaining)
    }
}
