import Foundation

/// The program that writes runs, in a process of its own.
struct WriterProcess {
    /// The lines that it printed, the last of which it may not have finished.
    let lines: [String]
    let status: Int32

    private static var program: URL {
        let tests =
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? Bundle.main.bundlePath
        return URL(filePath: tests).deletingLastPathComponent().appending(path: "HistoryWriter")
    }

    /// Runs it to its end, or kills it as soon as it has printed so many lines.
    init(_ arguments: [String], killedAfter lineCount: Int? = nil) async throws {
        (lines, status) = try await withCheckedThrowingContinuation { continuation in
            // Reading blocks, so it has a thread of its own.
            Thread.detachNewThread {
                continuation.resume(with: Result { try Self.run(arguments, killedAfter: lineCount) })
            }
        }
    }

    private static func run(_ arguments: [String], killedAfter lineCount: Int?) throws -> ([String], Int32) {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        var data = Data()
        var isKilled = false
        while case let chunk = pipe.fileHandleForReading.availableData, !chunk.isEmpty {
            data += chunk
            if let lineCount, !isKilled, data.count(where: { $0 == UInt8(ascii: "\n") }) >= lineCount {
                kill(process.processIdentifier, SIGKILL)
                isKilled = true
            }
        }
        process.waitUntilExit()
        let lines = String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
        return (lines, process.terminationStatus)
    }
}
