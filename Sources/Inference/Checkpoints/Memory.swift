import Generation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The memory of this machine.
public enum Memory {
    /// Bytes that there are, used or not.
    public static var byteCount: Int { sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE)) }

    /// Bytes that a program could take now without another one losing any; nil if the system does not say.
    public static var availableByteCount: Int? {
        #if os(Linux)
            guard let file = fopen("/proc/meminfo", "r") else { return nil }
            defer { fclose(file) }
            var bytes = [UInt8](repeating: 0, count: 4096)
            let count = fread(&bytes, 1, bytes.count, file)
            let lines = String(decoding: bytes[..<count], as: UTF8.self).split(separator: "\n")
            let fields = lines.first { $0.hasPrefix("MemAvailable:") }?.split(separator: " ") ?? []
            return fields.count > 1 ? Int(fields[1]).map { $0 * 1024 } : nil
        #else
            return nil
        #endif
    }

    /// Refuses weights that do not fit, before any of them is read.
    ///
    /// Weights stay in the mapped file, but every token reads all of them: more than the memory holds would come from disk each time.
    static func check(weightBytes: Int, memoryBytes: Int = byteCount, location: String) throws(Failure) {
        guard weightBytes > memoryBytes else { return }
        throw Failure(
            .tooLarge, "the model does not fit into memory", at: location,
            expected: "at most \(gigabytes(memoryBytes))",
            found: "\(gigabytes(weightBytes)) of weights",
            hint: "take a smaller model, or fewer bits for each weight: --weights q4_0, or a GGUF file")
    }

    private static func gigabytes(_ bytes: Int) -> String {
        let tenths = (bytes * 10 + (1 << 29)) >> 30
        return "\(tenths / 10).\(tenths % 10) GiB"
    }
}
