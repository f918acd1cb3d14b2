import ArgumentParser
import Generation

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// From arguments to an exit status: 0, 1 for a failure, 2 for wrong usage, 130 for an interrupt.
enum Program {
    /// The version of the program, which traces carry too.
    static let version = "0.1.0"

    /// Runs a command line and ends the program.
    static func run(_ arguments: [String]) async -> Never {
        // A reader that has seen enough (`| head`) ends the program without a word.
        signal(SIGPIPE, SIG_DFL)
        Interrupt.install()
        do {
            var command = try Mirilla.parseAsRoot(arguments)
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            exit(0)
        } catch {
            end(with: error, arguments)
        }
    }

    private static func end(with error: any Error, _ arguments: [String]) -> Never {
        if let code = error as? ExitCode { exit(code.rawValue) }
        if let failure = error as? Failure {
            report(failure, arguments)
            exit([.usage, .outOfRange, .consent].contains(failure.kind) ? 2 : 1)
        }
        if error is CancellationError { exit(130) }
        let status = Mirilla.exitCode(for: error)
        // Help and version come as errors that are none.
        if status == .success {
            StandardOutput.write(Mirilla.fullMessage(for: error) + "\n")
            exit(0)
        }
        let isUsage = status == .validationFailure
        let hint = "mirilla\(command(in: arguments)) --help shows the options"
        report(
            Failure(isUsage ? .usage : .system, Mirilla.message(for: error), hint: isUsage ? hint : nil), arguments)
        exit(isUsage ? 2 : 1)
    }

    /// One line for people, and the same as JSON for programs that asked for JSON.
    private static func report(_ failure: Failure, _ arguments: [String]) {
        let hint = failure.hint.map { " (\($0))" } ?? ""
        StandardError.writeLine("mirilla: \(failure.message)\(hint)")
        guard OutputFormat.isStructured(arguments) else { return }
        let error: JSONValue = ["error": GenerationRecord.json(failure)]
        StandardOutput.write(error.text + "\n")
    }

    private static func command(in arguments: [String]) -> String {
        let names = Mirilla.configuration.subcommands.compactMap { $0.configuration.commandName }
        return arguments.first(where: names.contains).map { " \($0)" } ?? ""
    }
}
