import ArgumentParser
import Generation
import Providers

extension ModelsCommand {
    /// `models remove`.
    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Remove a model, or one revision of it, from the Hugging Face cache.",
            discussion: """
                Files that other revisions use stay.

                Example: mirilla models remove hf:openai-community/gpt2
                """)

        @Argument(help: ArgumentHelp("The model.", valueName: "reference"))
        var reference: String

        @Flag(name: [.short, .long], help: "Do not ask.")
        var yes = false

        func run() async throws {
            let (repository, revision) = try Self.repository(reference)
            let cache = LocalModels.stores.huggingFace
            let removal = try cache.removal(ofRepository: repository, revision: revision)
            guard try yes || Self.isConfirmed(removal) else {
                StandardError.writeLine("mirilla: nothing was removed")
                throw ExitCode(1)
            }
            try cache.remove(removal)
            StandardOutput.write(
                "removed \(removal.reference), \(ByteCount.text(removal.freedByteCount)) are free again\n")
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

        private static func isConfirmed(_ removal: CacheRemoval) throws(Failure) -> Bool {
            guard StandardInput.isTerminal, StandardError.isTerminal else {
                throw Failure(
                    .usage, "removing asks first, and there is no terminal to ask on", at: removal.reference,
                    hint: "--yes does not ask")
            }
            let revisions = removal.snapshotCount == 1 ? "1 revision" : "\(removal.snapshotCount) revisions"
            StandardError.write(
                "remove \(removal.reference), \(revisions), \(ByteCount.text(removal.freedByteCount))? [y/N] ")
            return ["y", "yes"].contains(readLine()?.lowercased())
        }
    }
}
