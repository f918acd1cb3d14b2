import Generation

/// Any OpenAI-compatible server.
extension Services {
    func openServer(_ url: String, _ model: String) async throws -> any Provider {
        let service = endpoints.facts(ofServer: url)
        if let provider = mediaProvider(model, at: "\(url)#\(model)", service) { return provider }
        let answers = try await answers(of: service)
        let kind = ServerKind(answers)
        var listed = HostedModel(reference: "\(url)#\(model)", name: model)
        let entry = answers.models["data"].elements.first { $0["id"].string == model }
        Self.describe(&listed, by: entry ?? .null, answers)
        let dialect = kind.dialect
        let name = kind == .other ? "this server is not known to take it" : "\(kind.rawValue) has no such parameter"
        return provider(
            listed, service, knobs: dialect.knobs(name), candidateLimit: dialect.candidateLimit,
            formats: .init(
                chat: ChatFormat(model: model, dialect: dialect), raw: CompletionsFormat(model: model, dialect: dialect)
            ))
    }

    /// The models of a server.
    func serverModels(_ url: String) async throws -> [HostedModel] {
        let service = endpoints.facts(ofServer: url)
        let answers = ServerKind.Answers(models: try await list(service.get("models"), of: service))
        return answers.models["data"].elements.compactMap { entry in
            guard let id = entry["id"].string else { return nil }
            var listed = HostedModel(reference: "\(url)#\(id)", name: id)
            Self.describe(&listed, by: entry, answers)
            return listed
        }
    }

    /// Asks what tells the kinds of servers apart; the questions beside the model list only on the user's own network, where
    /// such servers are.
    func answers(of service: ServiceFacts) async throws -> ServerKind.Answers {
        var answers = ServerKind.Answers(models: try await ask(service.get("models"), of: service))
        let owners = answers.models["data"].elements.compactMap { $0["owned_by"].string }
        guard !owners.contains("vllm"), !owners.contains("sglang") else { return answers }
        let beside = service.besideVersion
        async let props = ask(beside.get("props"), of: beside)
        async let openAPI = ask(beside.get("openapi.json"), of: beside)
        (answers.props, answers.openAPI) = ((try? await props) ?? .null, (try? await openAPI) ?? .null)
        return answers
    }

    /// What the servers say beyond OpenAI: vLLM's `max_model_len`, llama.cpp's `meta` and `/props`, LM Studio's and others' own names.
    private static func describe(_ listed: inout HostedModel, by entry: JSON, _ answers: ServerKind.Answers) {
        let meta = entry["meta"]
        listed.contextLimit =
            entry["max_model_len"].int ?? answers.props["default_generation_settings"]["n_ctx"].int
            ?? entry["context_length"].int ?? entry["max_context_length"].int ?? meta["n_ctx_train"].int
        listed.parameterCount = meta["n_params"].int
        listed.weightBytes = meta["size"].int
    }
}

extension ServiceFacts {
    /// The same server, for what is not below `/v1`.
    var besideVersion: ServiceFacts {
        let root = baseURL.hasSuffix("/v1") ? String(baseURL.dropLast(3)) : baseURL
        return ServiceFacts(name: name, baseURL: root, credential: credential, headers: headers, keyHint: keyHint)
    }
}
