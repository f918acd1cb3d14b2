import ArgumentParser
import Generation
import Inference
import Providers

extension ModelsCommand {
    /// `models show`.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Describe a model: what its files say, or what the hub says if it is not here.",
            discussion: """
                Example: mirilla models show ./stories260K
                Example: mirilla models show hf:openai-community/gpt2
                """)

        @Argument(help: ArgumentHelp("The model.", valueName: "reference"))
        var reference: String

        @Option(help: "How the result is written.")
        var format = ReportFormat.text

        @OptionGroup var network: NetworkOptions

        func run() async throws {
            if case .huggingFace(let repository, let revision) = try ModelReference(WeightType.split(reference).model),
                !LocalModels.stores.huggingFace.holds(repository, revision: revision)
            {
                let model = try await Hub(network).model(
                    HubReference(repository: repository, revision: revision))
                StandardOutput.write(format == .text ? Self.description(of: model) : Self.json(model).text + "\n")
                return
            }
            let model = try LocalModel(reference)
            switch format {
            case .text: StandardOutput.write(try await Self.description(of: model))
            case .json: StandardOutput.write(try await model.json().text + "\n")
            }
        }

        private static func description(of model: LocalModel) async throws -> String {
            let facts = model.provider.model
            return lines([
                ("name", facts.name), ("architecture", facts.architecture ?? "?"),
                ("parameters", number(facts.parameterCount)), ("layers", number(facts.layerCount)),
                ("heads", "\(number(facts.headCount)), \(number(facts.keyValueHeadCount)) with keys and values"),
                ("context", "\(number(facts.contextLimit)) tokens"),
                ("vocabulary", "\(number(facts.vocabularySize)) tokens"),
                ("weights", "\(facts.weightType ?? "?"), \(facts.weightBytes.map(ByteCount.text) ?? "?")"),
                ("memory", memory(of: model)),
                ("chat template", model.files.chatTemplate == nil ? "no" : "yes"),
                ("files", model.files.weightFiles.joined(separator: ", ")),
                ("sha256", try await model.provider.checksum()),
            ])
        }

        private static func memory(of model: LocalModel) -> String {
            let need = MemoryNeed(
                weightBytes: model.provider.model.weightBytes ?? 0, cacheBytes: model.provider.cacheByteLimit,
                available: Memory.byteCount)
            return MemoryReport().text(need, context: model.provider.model.contextLimit)
        }

        // MARK: On the hub

        private static func description(of model: HubModel) -> String {
            let selection = try? HubSelection(of: model.files, repository: model.repository)
            let ggufs = model.files.filter { $0.path.hasSuffix(".gguf") }
            var rows: [(String, String)] = [
                ("name", model.repository), ("where", "on the hub, not on this machine"), ("commit", model.commit),
                ("architecture", model.architecture ?? "?"), ("parameters", number(model.parameterCount)),
            ]
            if let limit = model.contextLimit { rows.append(("context", "\(number(limit)) tokens")) }
            rows += [("task", model.task ?? "?"), ("license", model.license ?? "?")]
            switch model.gate {
            case .automatic: rows.append(("access", "for those who accept the terms"))
            case .manual: rows.append(("access", "for those whom the authors let in"))
            case nil: if model.isPrivate { rows.append(("access", "private")) }
            }
            if let selection {
                let names = selection.files.map(\.path).joined(separator: ", ")
                rows.append(("to pull", "\(ByteCount.text(selection.byteCount)): \(names)"))
            } else if !ggufs.isEmpty {
                let names = ggufs.map { "\($0.path) (\($0.size.map(ByteCount.text) ?? "?"))" }
                rows.append(("to pull", "one of \(names.joined(separator: ", "))"))
            } else {
                rows.append(("to pull", "nothing: no safetensors and no GGUF file"))
            }
            return lines(rows)
        }

        private static func json(_ model: HubModel) -> JSONValue {
            [
                "ref": .string("hf:\(model.repository)"), "name": .string(model.repository), "pulled": .bool(false),
                "commit": .string(model.commit), "architecture": .optional(model.architecture),
                "parameters": .optional(model.parameterCount), "context_limit": .optional(model.contextLimit),
                "task": .optional(model.task), "license": .optional(model.license),
                "gated": .optional(model.gate?.rawValue), "private": .bool(model.isPrivate),
                "files": .array(
                    model.files.map { ["path": .string($0.path), "bytes": .optional($0.size)] }),
            ]
        }

        // MARK: Text

        private static func lines(_ rows: [(String, String)]) -> String {
            let width = rows.map(\.0.count).max() ?? 0
            return rows.map { $0.0 + String(repeating: " ", count: width + 2 - $0.0.count) + $0.1 + "\n" }.joined()
        }

        /// A number with its thousands apart.
        private static func number(_ value: Int?) -> String { value.map { $0.grouped() } ?? "?" }
    }
}
