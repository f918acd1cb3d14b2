import Generation

/// Anthropic.
extension Services {
    func openAnthropic(_ model: String) async throws -> HostedProvider {
        let service = try endpoints.facts(of: .anthropic)
        let answer = try await ask(service.get("v1/models/\(model.pathEscaped)"), of: service)
        let listed = Self.anthropicModel(answer, id: model)
        var knobs: [Knob: KnobSupport] = Dictionary(
            uniqueKeysWithValues: Knob.allCases.map { ($0, .rejected(reason: "Anthropic has no such parameter")) })
        knobs[.maxNewTokens] = .supported(1...Double(listed.outputLimit ?? 1_000_000))
        let sampled: [Knob: ClosedRange<Double>] = [.temperature: 0...1, .topP: 0...1, .topK: 0...1_000_000]
        for (knob, range) in sampled {
            knobs[knob] =
                Self.takesSampling(model)
                ? .supported(range) : .rejected(reason: "Anthropic's models since 4.7 refuse it")
        }
        return provider(
            listed, service, knobs: knobs, candidateLimit: 0, formats: .init(chat: MessagesFormat(model: model)))
    }

    func anthropicModels() async throws -> [HostedModel] {
        let service = try endpoints.facts(of: .anthropic)
        var models: [HostedModel] = []
        var after = ""
        for _ in 0..<20 {
            let page = try await list(service.get("v1/models?limit=100\(after)"), of: service)
            models += page["data"].elements.compactMap { entry in
                entry["id"].string.map { Self.anthropicModel(entry, id: $0) }
            }
            guard page["has_more"].bool == true, let last = page["last_id"].string else { break }
            after = "&after_id=\(last.pathEscaped)"
        }
        return models
    }

    private static func anthropicModel(_ entry: JSON, id: String) -> HostedModel {
        var listed = HostedModel(reference: "anthropic:\(id)", name: entry["display_name"].string ?? id)
        listed.contextLimit = entry["max_input_tokens"].int
        listed.outputLimit = entry["max_tokens"].int
        listed.lifecycle = entry["lifecycle"].string.flatMap(HostedModel.Lifecycle.init)
        listed.shutdownDate = entry["retires_at"].string
        listed.temperatureLimit = takesSampling(id) ? 1 : nil
        listed.disclosesCandidates = false
        return listed
    }

    /// Whether a model takes temperature, top-p and top-k: those before 4.7 do.
    ///
    /// Reported by clients until November 2026; the model list says nothing about it. A name that tells no version is asked, and what it
    /// refuses is learned.
    static func takesSampling(_ model: String) -> Bool {
        // claude-opus-4-7, claude-sonnet-4-5-20250929, claude-3-5-haiku-latest
        let numbers = model.split(separator: "-").filter { $0.count < 6 }.compactMap { Int($0) }
        guard let major = numbers.first else { return true }
        return (major, numbers.dropFirst().first ?? 0) < (4, 7)
    }
}
