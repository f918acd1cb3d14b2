#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Where results go.
enum StandardOutput {
    /// Whether it is a terminal.
    static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    /// Writes text at once, so that a reader sees each token as it comes.
    static func write(_ text: String) { write(Array(text.utf8)) }

    /// Writes bytes as they are.
    static func write(_ bytes: [UInt8]) { writeAll(bytes, to: STDOUT_FILENO) }
}

/// Where everything goes that is not a result.
enum StandardError {
    /// Whether it is a terminal: only then progress is shown.
    static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// Writes text as it is.
    static func write(_ text: String) { writeAll(Array(text.utf8), to: STDERR_FILENO) }

    /// Writes a line.
    static func writeLine(_ text: String) { write(text + "\n") }
}

/// Where `-` reads from.
enum StandardInput {
    /// Whether it is a terminal.
    static var isTerminal: Bool { isatty(STDIN_FILENO) == 1 }

    /// Everything up to the end, exactly as it is.
    static func readAll() -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(STDIN_FILENO, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return bytes }
            bytes += chunk[..<count]
        }
    }
}

private func writeAll(_ bytes: [UInt8], to descriptor: Int32) {
    var rest = bytes[...]
    while !rest.isEmpty {
        let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        if count < 0, errno == EINTR || errno == EAGAIN { continue }
        // A full disk cannot be told on the stream that is full.
        guard count > 0 else { exit(1) }
        rest = rest.dropFirst(count)
    }
}
