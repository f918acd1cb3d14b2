import Foundation

/// A program that is not mirilla, run to its end on a thread of its own.
struct ScriptRun {
    let status: Int32
    let output: String
    let errors: String

    /// Runs a program; variables that are empty count as not set.
    init(_ program: String, _ arguments: [String] = [], environment: [String: String] = [:]) async throws {
        self = try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(
                    with: Result { try ScriptRun(blocking: program, arguments, environment: environment) })
            }
        }
    }

    private init(blocking program: String, _ arguments: [String], environment: [String: String]) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "mirilla-script-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        // Files hold whatever is said, so nobody waits for a reader.
        let (outputFile, errorFile) = (folder.appending(path: "output"), folder.appending(path: "errors"))
        for file in [outputFile, errorFile] { try Data().write(to: file) }
        process.standardOutput = try FileHandle(forWritingTo: outputFile)
        process.standardError = try FileHandle(forWritingTo: errorFile)
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        status = process.terminationStatus
        output = try String(contentsOf: outputFile, encoding: .utf8)
        errors = try String(contentsOf: errorFile, encoding: .utf8)
    }

    /// Runs a script with an interpreter.
    init(_ interpreter: String, script: String, environment: [String: String] = [:]) async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "mirilla-\(UUID().uuidString).script")
        try script.write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        self = try await ScriptRun(interpreter, [file.path], environment: environment)
    }

    /// A program that was built beside the tests.
    static func built(_ name: String) -> String {
        ProgramRun.program.deletingLastPathComponent().appending(path: name).path
    }
}
