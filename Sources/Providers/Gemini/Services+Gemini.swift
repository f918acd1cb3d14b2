import Generation

/// Gemini.
extension Services {
    func openGemini(_ model: String) async throws -> HostedProvider {
        let service = try endpoints.facts(of: .gemini)
        let answer = try await ask(service.get("v1beta/models/\(model.pathEscaped)"), of: service)
        let listed = Self.geminiModel(answer, id: model)
        var knobs: [Knob: KnobSupport] = Dictionary(
            uniqueKeysWithValues: Knob.allCases.map { ($0, .rejected(reason: "Gemini has no such parameter")) })
        knobs[.temperature] = .supported(0...(listed.temperatureLimit ?? 2))
        knobs[.topP] = .supported(0...1)
        // An empty default means that it cannot be set; the list says nothing of a model that it does not describe.
        knobs[.topK] =
            answer["name"].isNull || !answer["topK"].isNull
            ? .supported(0...1000) : .rejected(reason: "this model has no top_k")
        knobs[.maxNewTokens] = .supported(1...Double(listed.outputLimit ?? 1_000_000))
        knobs[.presencePenalty] = .supported(-2...2)
        knobs[.frequencyPenalty] = .supported(-2...2)
        knobs[.seed] = .supported(0...0x7FFF_FFFF)
        return provider(
            listed, service, knobs: knobs, candidateLimit: 20, formats: .init(chat: GeminiFormat(model: model)))
    }

    func geminiModels() async throws -> [HostedModel] {
        let service = try endpoints.facts(of: .gemini)
        var models: [HostedModel] = []
        var after = ""
        for _ in 0..<20 {
            let page = try await list(service.get("v1beta/models?pageSize=200\(after)"), of: service)
            models += page["models"].elements.compactMap { entry in
                guard let name = entry["name"].string,
                    entry["supportedGenerationMethods"].elements.contains("generateContent")
                else { return nil }
                return Self.geminiModel(entry, id: name.hasPrefix("models/") ? String(name.dropFirst(7)) : name)
            }
            guard let token = page["nextPageToken"].string, !token.isEmpty else { break }
            after = "&pageToken=\(token.pathEscaped)"
        }
        return models
    }

    private static func geminiModel(_ entry: JSON, id: String) -> HostedModel {
        var listed = HostedModel(reference: "gemini:\(id)", name: entry["displayName"].string ?? id)
        listed.contextLimit = entry["inputTokenLimit"].int
        listed.outputLimit = entry["outputTokenLimit"].int
        listed.temperatureLimit = entry["maxTemperature"].double
        return listed
    }
}
