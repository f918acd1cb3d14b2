import ArgumentParser
import Generation
import Inference
import Providers

/// Lists, describes, fetches and removes models.
struct ModelsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "models",
        abstract: "List the models on this machine, describe one, fetch one from the hub, remove one.",
        discussion: """
            Example: mirilla models list
            Example: mirilla models show hf:openai-community/gpt2
            Example: mirilla models pull openai-community/gpt2
            """,
        subcommands: [List.self, Show.self, Pull.self, Remove.self])

    /// `models list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the embedded model and those that Hugging Face, Ollama, LM Studio and llama.cpp keep here.",
            discussion: "Example: mirilla models list --format json")

        @Option(help: "How the result is written.")
        var format = ReportFormat.text

        func run() async throws {
            let listings = LocalListings(stores: LocalModels.stores).all
            switch format {
            case .text: StandardOutput.write(Self.table(listings))
            case .json:
                let json: JSONValue = ["models": .array(listings.map(Self.json))]
                StandardOutput.write(json.text + "\n")
            }
        }

        private static func table(_ listings: [ModelListing]) -> String {
            let rows = listings.map { listing in
                [
                    listing.reference, listing.description.weightBytes.map(ByteCount.text) ?? "?",
                    listing.description.architecture ?? "?", listing.description.contextLimit.map(String.init) ?? "?",
                    listing.description.weightType ?? "?", state(of: listing), listing.place.name,
                ]
            }
            return TextTable(
                ["model", "size", "architecture", "context", "weights", "memory", "where"], rows, rightAligned: [1, 3]
            ).text
        }

        private static func state(of listing: ModelListing) -> String {
            guard listing.obstacle == nil else { return "cannot run" }
            return switch listing.memory?.fit {
            case .fits: "fits"
            case .tight: "tight"
            case .tooLarge: "too large"
            case nil: "?"
            }
        }

        private static func json(_ listing: ModelListing) -> JSONValue {
            let facts = listing.description
            return [
                "ref": .string(listing.reference), "store": .string(listing.place.name),
                "path": listing.place == .embedded ? .null : .optional(listing.path),
                "bytes": .optional(facts.weightBytes), "architecture": .optional(facts.architecture),
                "parameters": .optional(facts.parameterCount), "context_limit": .optional(facts.contextLimit),
                "weight_type": .optional(facts.weightType), "memory": .optional(listing.memory?.fit.rawValue),
                "obstacle": .optional(listing.obstacle?.message),
            ]
        }
    }
}
