import Generation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file in mapped memory, read only: pages come from disk when they are touched.
final class MappedFile: @unchecked Sendable {
    /// Where it is.
    let path: String
    private let bytes: UnsafeRawBufferPointer

    /// Maps a file.
    init(path: String) throws(Failure) {
        // A pipe or a device would wait for a writer; they are refused below.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            let code = errno
            throw Failure(
                code == ENOENT || code == ENOTDIR ? .notFound : .system, "cannot open the file", at: path,
                found: Self.reason(code))
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            throw Failure(.system, "cannot open the file", at: path, found: Self.reason(errno))
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw Failure(
                .malformed, "cannot open the file", at: path, expected: "a regular file",
                found: status.st_mode & S_IFMT == S_IFDIR ? "a folder" : "something else")
        }
        self.path = path
        let count = Int(status.st_size)
        guard count > 0 else {
            bytes = UnsafeRawBufferPointer(start: nil, count: 0)
            return
        }
        guard let start = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED else {
            throw Failure(.system, "cannot map the file", at: path, found: Self.reason(errno))
        }
        bytes = UnsafeRawBufferPointer(start: start, count: count)
    }

    deinit {
        if let start = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: start), bytes.count) }
    }

    /// How long it is.
    var count: Int { bytes.count }

    /// Calls `body` with its content, which stays mapped until `body` returns; whoever keeps a pointer keeps the file.
    func withBytes<Result, Error>(
        _ body: (UnsafeRawBufferPointer) throws(Error) -> Result
    ) throws(Error) -> Result {
        defer { withExtendedLifetime(self) {} }
        return try body(bytes)
    }

    /// Gives the memory of some of its bytes back; it comes from the disk again when they are read again.
    func release(_ part: UnsafeRawBufferPointer) {
        let page = Int(getpagesize())
        guard let start = part.baseAddress else { return }
        let first = (Int(bitPattern: start) + page - 1) / page * page
        let end = (Int(bitPattern: start) + part.count) / page * page
        if first < end { madvise(UnsafeMutableRawPointer(bitPattern: first), end - first, MADV_DONTNEED) }
    }

    private static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }
}

extension JSON {
    /// Reads a JSON file.
    init(contentsOf path: String) throws(Failure) {
        self = try MappedFile(path: path).withBytes { bytes throws(Failure) in try JSON(parsing: bytes, at: path) }
    }
}
