/// How far the download of a model has come.
public struct PullProgress: Hashable, Sendable {
    /// Files that are needed.
    public var fileCount: Int
    /// Files that are here.
    public var finishedFileCount: Int
    /// Bytes of all files.
    public var byteCount: Int
    /// Bytes that are here, those of an earlier attempt included.
    public var finishedByteCount: Int
    /// Bytes a second in the last seconds; nil until that is known.
    public var bytesPerSecond: Double?

    /// Makes a progress.
    public init(
        fileCount: Int, finishedFileCount: Int = 0, byteCount: Int, finishedByteCount: Int = 0,
        bytesPerSecond: Double? = nil
    ) {
        self.fileCount = fileCount
        self.finishedFileCount = finishedFileCount
        self.byteCount = byteCount
        self.finishedByteCount = finishedByteCount
        self.bytesPerSecond = bytesPerSecond
    }

    /// How much of it is here, from 0 to 1.
    public var fraction: Double {
        byteCount > 0 ? min(1, Double(finishedByteCount) / Double(byteCount)) : 0
    }

    /// How long the rest takes at this speed; nil if that cannot be told.
    public var remaining: Duration? {
        guard let bytesPerSecond, bytesPerSecond > 0, byteCount >= finishedByteCount else { return nil }
        let seconds = Double(byteCount - finishedByteCount) / bytesPerSecond
        return seconds < 1e9 ? .seconds(seconds) : nil
    }
}
