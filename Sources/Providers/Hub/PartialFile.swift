import Generation

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// As much of a file as has arrived, and the hash of it.
final class PartialFile {
    /// How many bytes there are.
    private(set) var count = 0
    private let path: String
    private let tag: String
    private let size: Int?
    private let descriptor: CInt
    private var hash: ContentHash?

    /// Opens what an earlier attempt has left, or a new file.
    ///
    /// - Parameters:
    ///   - tag: the entity tag, which for most files is their hash.
    ///   - size: the length of the whole file, if it is known.
    init(path: String, tag: String, size: Int?) throws(Failure) {
        (self.path, self.tag, self.size) = (path, tag, size)
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw Self.refusal(path) }
        hash = ContentHash(tag: tag, size: size)
        try hashWhatIsThere()
        // More than the file has is of no use.
        if let size, count > size { try restart() }
    }

    deinit { close(descriptor) }

    /// Whether all bytes are there, as far as that can be told.
    var isComplete: Bool { size.map { count == $0 } ?? false }

    /// Throws away what has arrived.
    func restart() throws(Failure) {
        guard ftruncate(descriptor, 0) == 0, lseek(descriptor, 0, SEEK_SET) == 0 else { throw Self.refusal(path) }
        count = 0
        hash = ContentHash(tag: tag, size: size)
    }

    /// Appends bytes.
    func append(_ bytes: [UInt8]) throws(Failure) {
        let isWritten = bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while !rest.isEmpty {
                let written = write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if written < 0, errno == EINTR { continue }
                guard written > 0 else { return false }
                rest = rest.dropFirst(written)
            }
            hash?.update(buffer)
            return true
        }
        guard isWritten else { throw Self.refusal(path) }
        count += bytes.count
    }

    /// What is wrong with the bytes, or nil if they are the right ones.
    var mismatch: (wanted: String, found: String)? { hash?.mismatch }

    /// Gives the file its final name; from then on it counts as complete.
    func finish(as final: String) throws(Failure) {
        guard fsync(descriptor) == 0, rename(path, final) == 0 else { throw Self.refusal(path) }
    }

    private func hashWhatIsThere() throws(Failure) {
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let read = buffer.withUnsafeMutableBytes { Self.read(descriptor, $0) }
            guard read >= 0 else { throw Self.refusal(path) }
            guard read > 0 else { return }
            buffer.withUnsafeBytes { hash?.update(UnsafeRawBufferPointer(rebasing: $0[..<read])) }
            count += read
        }
    }

    private static func read(_ descriptor: CInt, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
        while true {
            #if canImport(Darwin)
                let count = Darwin.read(descriptor, buffer.baseAddress, buffer.count)
            #elseif canImport(Musl)
                let count = Musl.read(descriptor, buffer.baseAddress, buffer.count)
            #else
                let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            #endif
            if count >= 0 || errno != EINTR { return count }
        }
    }

    private static func refusal(_ path: String) -> Failure {
        Failure(
            .system, "cannot write the file", at: path, found: String(cString: strerror(errno)),
            hint: errno == ENOSPC
                ? "free some space and try again: what has arrived is kept"
                : "make the cache writable, or set HF_HOME to a folder that is")
    }
}
