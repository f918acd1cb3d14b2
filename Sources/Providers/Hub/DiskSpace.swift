import Generation

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// How much room a disk has.
enum DiskSpace {
    /// Refuses to begin what cannot be finished.
    static func require(_ count: Int, at folder: String, for what: String) throws(Failure) {
        guard let free = free(at: folder), count > free else { return }
        throw Failure(
            .tooLarge, "the disk has no room for the model", at: what, expected: "\(ByteCount.text(count)) free",
            found: "\(ByteCount.text(free)) at \(folder)",
            hint: "free some space, or set HF_HOME to a folder on another disk")
    }

    /// The bytes that a user may still write where a folder lies or will lie; nil if the system does not tell.
    private static func free(at folder: String) -> Int? {
        var path = folder[...]
        var status = statvfs()
        while statvfs(String(path), &status) != 0 {
            guard errno == ENOENT, let slash = path.lastIndex(of: "/") else { return nil }
            path = slash == path.startIndex ? "/" : path[..<slash]
        }
        let (bytes, overflow) = UInt(status.f_bavail).multipliedReportingOverflow(by: UInt(status.f_frsize))
        return overflow ? nil : Int(clamping: bytes)
    }
}
