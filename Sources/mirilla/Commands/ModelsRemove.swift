import ArgumentParser
import Generation
import Inference
import Providers

extension ModelsCommand {
    /// `models remove`.
    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Remove a model, or one revision of it, from the Hugging Face cache, or converted weights.",
            discussion: """
                Files that other revisions use stay.

                Example: mirilla models remove hf:openai-community/gpt2
                Example: mirilla models remove ./folder#q8_0
                """)

        @Argument(help: ArgumentHelp("The model.", valueName: "reference"))
        var reference: String

        @Flag(name: [.short, .long], help: "Do not ask.")
        var yes = false

        func run() async throws {
            if WeightType.split(reference).weights != nil { return try removeConverted() }
            let (repository, revision) = try Self.repository(reference)
            let cache = LocalModels.stores.huggingFace
            let removal = try cache.removal(ofRepository: repository, revision: revision)
            let revisions = removal.snapshotCount == 1 ? "1 revision" : "\(removal.snapshotCount) revisions"
            try confirm(removal.reference, "\(revisions), \(ByteCount.text(removal.freedByteCount))")
            try cache.remove(removal)
            Self.report(removal.reference, removal.freedByteCount)
        }

        /// Removes weights that mirilla converted; the model that they were made of stays.
        private func removeConverted() throws {
            let converted = LocalModels.converted
            let wanted = LocalModels.absolute(reference)
            let entries = converted.entries.filter { $0.reference == wanted }
            guard !entries.isEmpty else {
                throw Failure(
                    .notFound, "no such converted model", at: reference,
                    hint: "mirilla models list shows what is on this machine")
            }
            let byteCount = entries.reduce(0) { $0 + $1.byteCount }
            try confirm(wanted, ByteCount.text(byteCount))
            for entry in entries { try converted.remove(entry) }
            Self.report(wanted, byteCount)
        }

        private static func report(_ reference: String, _ freedByteCount: Int) {
            StandardOutput.write("removed \(reference), \(ByteCount.text(freedByteCount)) are free again\n")
        }

        /// The repository that a reference means; whatever is not in the Hugging Face cache belongs to somebody else.
        private static func repository(_ text: String) throws(Failure) -> (String, String?) {
            let hint: String
            switch try ModelReference(text) {
            case .huggingFace(let repository, let revision): return (repository, revision)
            case .path(let path)
            where path.split(separator: "/").count == 2 && !path.hasPrefix("/") && !path.hasPrefix("."):
                return (path, nil)
            case .embedded: hint = "it is a part of mirilla"
            case .ollamaStore(let name): hint = "Ollama keeps it: ollama rm \(name)"
            case .path: hint = "remove the files with the program that put them there"
            case .hosted, .server: hint = "it is not on this machine"
            }
            throw Failure(
                .unsupported, "only models in the Hugging Face cache are removed", at: text,
                expected: "hf:OWNER/NAME", hint: hint)
        }

        /// Asks, unless told not to.
        private func confirm(_ reference: String, _ size: String) throws {
            guard try yes || Self.isConfirmed(reference, size) else {
                StandardError.writeLine("mirilla: nothing was removed")
                throw ExitCode(1)
            }
        }

        private static func isConfirmed(_ reference: String, _ size: String) throws(Failure) -> Bool {
            guard StandardInput.isTerminal, StandardError.isTerminal else {
                throw Failure(
                    .usage, "removing asks first, and there is no terminal to ask on", at: reference,
                    hint: "--yes does not ask")
            }
            StandardError.write("remove \(reference), \(size)? [y/N] ")
            return ["y", "yes"].contains(readLine()?.lowercased())
        }
    }
}
