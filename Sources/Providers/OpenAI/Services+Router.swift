import Generation

/// The Hugging Face router: OpenAI's format in front of many services.
extension Services {
    func openRouter(_ model: String) async throws -> HostedProvider {
        let service = try endpoints.facts(of: .huggingFaceRouter)
        // OWNER/NAME:PROVIDER asks one of the services behind the router.
        let name = model.split(separator: ":").first.map(String.init) ?? model
        let answer = try await ask(service.get("models/\(name)"), of: service)
        let listed = Self.routerModel(answer["data"].isNull ? answer : answer["data"], id: model)
        let dialect = OpenAIDialect(sendsNeutral: true)
        return provider(
            listed, service, knobs: dialect.knobs("the router has no such parameter"),
            candidateLimit: dialect.candidateLimit, formats: .init(chat: ChatFormat(model: model, dialect: dialect)))
    }

    func routerModels() async throws -> [HostedModel] {
        let service = try endpoints.facts(of: .huggingFaceRouter)
        return try await list(service.get("models"), of: service)["data"].elements.compactMap { entry in
            entry["id"].string.map { Self.routerModel(entry, id: $0) }
        }
    }

    private static func routerModel(_ entry: JSON, id: String) -> HostedModel {
        var listed = HostedModel(reference: "hf-router:\(id)", name: id)
        let services = entry["providers"].elements
        let named = id.split(separator: ":").dropFirst().first.map(String.init)
        let chosen = services.first { $0["provider"].string == named } ?? .null
        listed.contextLimit = chosen["context_length"].int ?? services.compactMap { $0["context_length"].int }.max()
        // Which service answers is the router's choice unless one is named; only then is a price known.
        if let prompt = chosen["pricing"]["input"].double, let generated = chosen["pricing"]["output"].double {
            listed.price = Price(prompt: prompt, generated: generated)
        }
        return listed
    }
}
