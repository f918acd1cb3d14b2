import Generation

/// Adds up what several downloads have fetched, and says how fast it goes.
struct DownloadMeter {
    /// How far back the speed looks: long enough to be calm, short enough to notice a change.
    static let window = Duration.seconds(5)

    private(set) var progress: PullProgress
    /// How much had arrived when, oldest first; what was here before counts for the progress and not for the speed.
    private var samples: [(time: Duration, received: Int)] = [(.zero, 0)]
    private var received = 0

    init(_ progress: PullProgress) {
        self.progress = progress
    }

    /// Counts bytes that have arrived at a time since the start.
    mutating func receive(_ count: Int, at time: Duration) {
        progress.finishedByteCount += count
        received += count
        // One sample for a tenth of a second is enough.
        if let last = samples.last, samples.count > 1, time - last.time < .milliseconds(100) {
            samples[samples.count - 1].received = received
        } else {
            samples.append((time, received))
        }
        while samples.count > 2, time - samples[1].time > Self.window { samples.removeFirst() }
        let seconds = (time - samples[0].time) / .seconds(1)
        if seconds >= 0.2 { progress.bytesPerSecond = Double(received - samples[0].received) / seconds }
    }

    /// Counts bytes that an earlier attempt has left.
    mutating func reuse(_ count: Int) { progress.finishedByteCount += count }

    /// Takes bytes back that turned out to be useless.
    mutating func discard(_ count: Int) { progress.finishedByteCount -= count }

    /// Counts a file that is complete.
    mutating func finishFile() { progress.finishedFileCount += 1 }
}
