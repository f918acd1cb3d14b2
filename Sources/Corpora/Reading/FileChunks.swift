import Generation

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A file, piece after piece, so that its size does not matter.
final class FileChunks {
    /// How many bytes are read at once.
    static let size = 1 << 20

    private let path: String
    private let descriptor: CInt

    /// Opens a file; `-` is standard input.
    init(path: String) throws(Failure) {
        self.path = path
        descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw Failure(
                errno == ENOENT ? .notFound : .system, "cannot read the file", at: path,
                found: String(cString: strerror(errno)))
        }
    }

    deinit {
        if descriptor != STDIN_FILENO { close(descriptor) }
    }

    /// The next bytes, as many as `size` unless the file ends; none at its end.
    func next() throws(Failure) -> [UInt8] {
        var failure: CInt = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: Self.size) { buffer, count in
            while count < buffer.count, let start = buffer.baseAddress {
                let got = read(descriptor, start + count, buffer.count - count)
                if got < 0, errno == EINTR { continue }
                if got < 0 { failure = errno }
                guard got > 0 else { return }
                count += got
            }
        }
        guard failure == 0 else {
            throw Failure(.system, "cannot read the file", at: path, found: String(cString: strerror(failure)))
        }
        return bytes
    }
}
