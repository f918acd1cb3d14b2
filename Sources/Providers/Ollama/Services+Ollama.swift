import Generation

/// An Ollama server.
extension Services {
    func openOllama(_ model: String) async throws -> HostedProvider {
        let service = try endpoints.facts(of: .ollama)
        let listed = Self.ollamaModel(try await show(model, service), id: model)
        let knobs: [Knob: KnobSupport] = [
            .temperature: .supported(0...2), .maxNewTokens: .supported(1...1_000_000),
            .context: .supported(1...Double(listed.contextLimit ?? 100_000_000)), .topP: .supported(0...1),
            .topK: .supported(0...1_000_000), .minP: .supported(0...1), .typicalP: .supported(0...1),
            .repetitionPenalty: .supported(0.01...2), .presencePenalty: .supported(-2...2),
            .frequencyPenalty: .supported(-2...2), .seed: .supported(0...0x7FFF_FFFF),
        ]
        let format = OllamaFormat(model: model, contextLimit: listed.contextLimit)
        return provider(
            listed, service, knobs: knobs, candidateLimit: 20, formats: .init(chat: format, raw: format),
            isLocal: service.isLoopback && !model.isOllamaCloud)
    }

    func ollamaModels() async throws -> [HostedModel] {
        let service = try endpoints.facts(of: .ollama)
        return try await list(service.get("api/tags"), of: service)["models"].elements.compactMap { entry in
            guard let name = entry["model"].string ?? entry["name"].string else { return nil }
            var listed = Self.ollamaModel(entry, id: name)
            listed.weightBytes = entry["size"].int
            return listed
        }
    }

    /// What the server knows about a model.
    ///
    /// - Throws: `Failure` if it says that it has no such model.
    private func show(_ model: String, _ service: ServiceFacts) async throws -> JSON {
        do {
            return try await list(service.post("api/show", ["model": .string(model)]), of: service)
        } catch let error as ServiceError {
            guard error.status == 404, error.message.contains("not found") else { return .null }
            throw Failure(
                .notFound, "Ollama has no such model", at: "ollama:\(model)", hint: "ollama pull \(model) fetches it")
        }
    }

    private static func ollamaModel(_ entry: JSON, id: String) -> HostedModel {
        var listed = HostedModel(reference: "ollama:\(id)", name: id)
        let facts = entry["model_info"]
        let architecture = facts["general.architecture"].string ?? entry["details"]["family"].string
        listed.architecture = architecture
        listed.contextLimit = architecture.flatMap { facts["\($0).context_length"].int }
        listed.parameterCount = facts["general.parameter_count"].int
        listed.weightType = entry["details"]["quantization_level"].string
        return listed
    }
}
