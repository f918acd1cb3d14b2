public import Generation

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The folder of weights that were converted once, so that the next start maps them.
///
/// A file is named by the checksum of the weights that it was made of and by its type; it holds tensors and where they came from,
/// and can be removed at any time.
public struct ConvertedWeights: Sendable {
    /// Where they lie.
    public let folder: String

    /// One converted model.
    public struct Entry: Hashable, Sendable {
        /// How a user writes it: `./folder#q8_0`.
        public let reference: String
        /// The file.
        public let path: String
        /// Its bytes.
        public let byteCount: Int
    }

    private static let referenceKey = "mirilla.reference"

    /// The folder of that path; it is made when it is needed.
    public init(folder: String) { self.folder = folder }

    /// What lies in the folder.
    public var entries: [Entry] {
        ModelFolder(path: folder).names.filter { $0.hasSuffix(".gguf") }.compactMap { name in
            let path = "\(folder)/\(name)"
            guard let file = try? GGUFFile(path: path), let reference = file[Self.referenceKey]?.text else {
                return nil
            }
            return Entry(reference: reference, path: path, byteCount: file.file.count)
        }
    }

    /// Removes a file, and what a conversion that was cut short left.
    public func remove(_ entry: Entry) throws(Failure) {
        guard unlink(entry.path) == 0 else {
            throw Failure(
                .system, "cannot remove the file", at: entry.path, found: String(cString: strerror(errno)))
        }
        removeUnfinished()
    }

    /// The model with its weights converted: now, if that was not done before.
    ///
    /// - Parameters:
    ///   - path: the model's folder or file.
    ///   - reference: how the entry is listed.
    ///   - report: told how far the conversion has come, in bytes of the new file.
    public func open(
        _ path: String, as type: WeightType, reference: String, threadCount: Int = LocalOptions().threadCount,
        report: (PullProgress) -> Void = { _ in }
    ) throws -> ModelFiles {
        let source = try ModelFiles.open(path: path, checksMemory: false)
        let checksum = try WeightChecksum.remembered(source.weightFiles, folder: folder + "/checksums")
        let file = "\(folder)/\(checksum)-\(type.rawValue).gguf"
        if let known = try? GGUFFile(path: file) { return try files(source, known) }
        let converter = try WeightConverter(
            source, to: type,
            metadata: [("general.architecture", "mirilla-weights"), (Self.referenceKey, reference)])
        try prepareFolder(for: converter.byteCount)
        var progress = PullProgress(fileCount: 1, byteCount: converter.byteCount)
        let start = ContinuousClock.now
        try converter.write(to: file, threadCount: threadCount) { count in
            progress.finishedByteCount = count
            progress.bytesPerSecond = Double(count) / (start.duration(to: .now) / .seconds(1))
            report(progress)
        }
        progress.finishedFileCount = 1
        progress.finishedByteCount = progress.byteCount
        report(progress)
        return try files(source, GGUFFile(path: file))
    }

    private func files(_ source: ModelFiles, _ file: GGUFFile) throws(Failure) -> ModelFiles {
        let checkpoint = file.checkpoint
        try Memory.check(weightBytes: checkpoint.tensorBytes, location: file.file.path)
        return source.replacing(
            checkpoint: checkpoint, layout: source.layout == .gguf ? .gguf : .converted, weightFiles: checkpoint.paths)
    }

    /// Makes the folder and refuses a file that the disk has no room for.
    private func prepareFolder(for byteCount: Int) throws(Failure) {
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw Failure(.system, "cannot make the folder", at: folder, found: "\(error)")
        }
        removeUnfinished()
        guard let free = Disk.freeByteCount(folder), free < byteCount else { return }
        throw Failure(
            .tooLarge, "the disk has no room for the converted weights", at: folder,
            expected: "\(ByteCount.text(byteCount)) free", found: ByteCount.text(free),
            hint: "mirilla models list shows converted models, and mirilla models remove takes one away")
    }

    /// Files of programs that are no more.
    private func removeUnfinished() {
        for name in ModelFolder(path: folder).names where name.hasSuffix(".part") {
            let parts = name.split(separator: ".")
            guard parts.count > 2, let process = Int32(parts[parts.count - 2]), kill(process, 0) != 0, errno == ESRCH
            else { continue }
            unlink("\(folder)/\(name)")
        }
    }
}

/// The disks of this machine.
enum Disk {
    /// Bytes that can still be written below a folder; nil if the system does not say.
    static func freeByteCount(_ folder: String) -> Int? {
        var facts = statvfs()
        guard statvfs(folder, &facts) == 0 else { return nil }
        let (bytes, overflow) = Int(facts.f_bavail).multipliedReportingOverflow(by: Int(facts.f_frsize))
        return overflow ? nil : bytes
    }
}
