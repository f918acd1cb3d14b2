import ArgumentParser
import Generation
import Inference
import Providers

/// Lists the models on this machine, or describes one.
struct ModelsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "models",
        abstract: "List the models on this machine, or describe one.",
        discussion: """
            Example: mirilla models list
            Example: mirilla models show hf:openai-community/gpt2
            """,
        subcommands: [List.self, Show.self])

    /// `models list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the embedded model and those that Hugging Face, Ollama and LM Studio keep here.",
            discussion: "Example: mirilla models list --format json")

        @Option(help: "How the result is written.")
        var format = ReportFormat.text

        func run() async throws {
            let found = LocalModels.stores.models()
            switch format {
            case .text:
                let lines = found.map { "\($0.reference)  (\($0.store.rawValue), \(ByteCount.text($0.weightBytes)))\n" }
                StandardOutput.write("nano  (embedded)\n" + lines.joined())
            case .json:
                let embedded: JSONValue = [
                    "ref": .string("nano"), "store": .string("embedded"), "path": .null, "bytes": .null,
                ]
                let json: JSONValue = ["models": .array([embedded] + found.map(Self.json))]
                StandardOutput.write(json.text + "\n")
            }
        }

        private static func json(_ model: StoredModel) -> JSONValue {
            [
                "ref": .string(model.reference), "store": .string(model.store.rawValue), "path": .string(model.path),
                "bytes": .integer(model.weightBytes),
            ]
        }
    }

    /// `models show`.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Describe a model.", discussion: "Example: mirilla models show ./stories260K")

        @Argument(help: ArgumentHelp("The model.", valueName: "reference"))
        var reference: String

        @Option(help: "How the result is written.")
        var format = ReportFormat.text

        func run() async throws {
            let model = try LocalModel(reference)
            switch format {
            case .text: StandardOutput.write(try await Self.description(of: model))
            case .json: StandardOutput.write(try await model.json().text + "\n")
            }
        }

        private static func description(of model: LocalModel) async throws -> String {
            let facts = model.provider.model
            let rows: [(String, String)] = [
                ("name", facts.name), ("architecture", facts.architecture ?? "?"),
                ("parameters", number(facts.parameterCount)), ("layers", number(facts.layerCount)),
                ("heads", "\(number(facts.headCount)), \(number(facts.keyValueHeadCount)) with keys and values"),
                ("context", "\(number(facts.contextLimit)) tokens"),
                ("vocabulary", "\(number(facts.vocabularySize)) tokens"),
                ("weights", "\(facts.weightType ?? "?"), \(facts.weightBytes.map(ByteCount.text) ?? "?")"),
                ("chat template", model.files.chatTemplate == nil ? "no" : "yes"),
                ("files", model.files.weightFiles.joined(separator: ", ")),
                ("sha256", try await model.provider.checksum()),
            ]
            let width = rows.map(\.0.count).max() ?? 0
            return rows.map { $0.0 + String(repeating: " ", count: width + 2 - $0.0.count) + $0.1 + "\n" }.joined()
        }

        /// A number with its thousands apart.
        private static func number(_ value: Int?) -> String {
            guard let value else { return "?" }
            var digits = ""
            for (place, digit) in String(value).reversed().enumerated() {
                if place > 0, place % 3 == 0 { digits.append(",") }
                digits.append(digit)
            }
            return String(digits.reversed())
        }
    }
}
