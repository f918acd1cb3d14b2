import Foundation

/// The real program, run to its end.
struct ProgramRun {
    let status: Int32
    let output: String
    let errors: String

    /// The program beside the tests.
    static var program: URL {
        let tests =
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? Bundle.main.bundlePath
        return URL(filePath: tests).deletingLastPathComponent().appending(path: "mirilla")
    }

    /// Runs the program.
    ///
    /// - Parameters:
    ///   - input: what it reads on standard input.
    ///   - environment: variables besides those of the tests; empty ones count as not set.
    ///   - interruptsAfter: interrupts it as soon as this text was printed.
    ///   - signal: what interrupts it.
    init(
        _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:],
        interruptsAfter text: String? = nil, by signal: Int32 = SIGINT
    ) async throws {
        let process = Process()
        process.executableURL = Self.program
        process.arguments = arguments
        let own = [
            "OPENAI_API_KEY": "", "OPENAI_TOKEN": "", "ANTHROPIC_API_KEY": "", "HF_TOKEN": "", "TOKEN_HF": "",
            "XDG_CACHE_HOME": FileManager.default.temporaryDirectory.appending(path: "mirilla-tests-cache").path,
        ]
        process.environment = ProcessInfo.processInfo.environment.merging(own) { $1 }.merging(environment) { $1 }
        let (standardInput, standardOutput, standardError) = (Pipe(), Pipe(), Pipe())
        process.standardInput = standardInput
        process.standardOutput = standardOutput
        process.standardError = standardError
        let (ends, ended) = AsyncStream.makeStream(of: Void.self)
        process.terminationHandler = { _ in ended.finish() }
        try process.run()
        async let errors = Self.readAll(standardError.fileHandleForReading)
        async let output = Self.readAll(standardOutput.fileHandleForReading, watchingFor: text) {
            kill(process.processIdentifier, signal)
        }
        let (writing, data) = (standardInput.fileHandleForWriting, Data(input))
        Thread.detachNewThread {
            try? writing.write(contentsOf: data)
            try? writing.close()
        }
        self.output = await output
        self.errors = await errors
        for await _ in ends {}
        status = process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    }

    /// The output as JSON.
    var json: [String: Any] {
        get throws { try Self.object(output) }
    }

    /// The lines of the output as JSON.
    var jsonLines: [[String: Any]] {
        get throws { try output.split(separator: "\n").map { try Self.object(String($0)) } }
    }

    private static func object(_ text: String) throws -> [String: Any] {
        try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] ?? [:]
    }

    /// Reads on a thread of its own: the few threads of the pool are for those who compute.
    private static func readAll(
        _ file: FileHandle, watchingFor text: String? = nil, found: @escaping @Sendable () -> Void = {}
    ) async -> String {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                // On Linux a `Process` with a termination handler is never freed, and so would its pipes stay open.
                defer { try? file.close() }
                var data = Data()
                var isWaiting = text != nil
                while case let chunk = file.availableData, !chunk.isEmpty {
                    data += chunk
                    if isWaiting, let text, String(decoding: data, as: UTF8.self).contains(text) {
                        isWaiting = false
                        found()
                    }
                }
                continuation.resume(returning: String(decoding: data, as: UTF8.self))
            }
        }
    }
}

/// A trained model of the fixtures, for the tests that need one whose text is known.
enum Stories {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../shared/fixtures/models/stories260K").standardized.path
    static var isThere: Bool { FileManager.default.fileExists(atPath: folder) }
}
