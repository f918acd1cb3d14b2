import Generation

/// OpenAI.
extension Services {
    func openOpenAI(_ model: String) async throws -> any Provider {
        let service = try endpoints.facts(of: .openAI)
        // A server in its place may have what OpenAI has no more.
        if service.isItself, let refusal = OpenAIPurpose.refusal(of: model) { throw refusal }
        if let provider = mediaProvider(model, at: "openai:\(model)", service) { return provider }
        let answer = try await ask(service.get("models/\(model.pathEscaped)"), of: service)
        let listed = Self.openAIModel(answer, id: model)
        let kind = OpenAIModelKind(model)
        var dialect = OpenAIDialect(usesNewLimitName: true)
        var knobs = dialect.knobs("OpenAI has no such parameter")
        if kind != .chat {
            for knob in [Knob.temperature, .topP, .presencePenalty, .frequencyPenalty] {
                knobs[knob] = .rejected(reason: "a model that reasons refuses it")
            }
            dialect.candidateLimit = 0
        }
        let responses = ResponsesFormat(model: model, dialect: dialect)
        let chat: any WireFormat =
            kind == .responsesOnly ? responses : ChatFormat(model: model, dialect: dialect)
        return provider(
            listed, service, knobs: knobs, candidateLimit: kind == .chat ? 20 : 0,
            formats: .init(
                chat: chat, raw: CompletionsFormat(model: model, dialect: OpenAIDialect()),
                detour: kind == .responsesOnly ? nil : ("v1/responses", responses)))
    }

    func openAIModels() async throws -> [HostedModel] {
        let service = try endpoints.facts(of: .openAI)
        let listed = try await list(service.get("models"), of: service)["data"].elements.compactMap { entry in
            entry["id"].string.flatMap { Self.openAIModel(entry, id: $0) }
        }
        guard service.isItself else { return listed }
        let active = listed.filter {
            OpenAIPurpose($0.name).output != nil && OpenAIPurpose.refusal(of: $0.name) == nil
        }
        return active
            + OpenAIPurpose.retired.map { retired in
                var gone = Self.openAIModel(.null, id: retired.name)
                gone.lifecycle = .retired
                gone.refusal = OpenAIPurpose.refusal(of: retired.name)
                return gone
            }
    }

    private static func openAIModel(_ entry: JSON, id: String) -> HostedModel {
        var listed = HostedModel(reference: "openai:\(id)", name: id)
        listed.output = OpenAIPurpose(id).output ?? .text
        listed.shutdownDate = entry["shutdown_date"].string ?? PictureModel.shutdownDate(of: id)
        listed.lifecycle = listed.shutdownDate.map { _ in .deprecated }
        listed.contextLimit = entry["context_window"].int ?? entry["max_model_len"].int
        listed.disclosesCandidates = listed.output == .text && OpenAIModelKind(id) == .chat
        return listed
    }
}

/// What the name of one of OpenAI's models says about its rules, where the model list says nothing.
///
/// The rules are those of platform.openai.com/docs/guides/reasoning, as reported until November 2026.
enum OpenAIModelKind: Hashable, Sendable {
    /// Takes temperature and top-p, discloses log-probabilities.
    case chat
    /// Reasons first: no sampling parameters, no log-probabilities.
    case reasoning
    /// Reasons, and is reached by the responses API only.
    case responsesOnly

    init(_ model: String) {
        // A model trained further is written ft:BASE:OWNER:….
        let name =
            model.hasPrefix("ft:") ? model.split(separator: ":").dropFirst().first.map(String.init) ?? model : model
        let parts = name.split(separator: "-")
        let isResponsesOnly = ["pro", "codex", "research"].contains { parts.dropFirst().contains(Substring($0)) }
        let number =
            name.hasPrefix("gpt-")
            ? parts.dropFirst().first.flatMap { Double($0.prefix { $0.isNumber || $0 == "." }) } : nil
        let isReasoning = name.first == "o" && name.dropFirst().first?.isNumber == true || (number ?? 0) >= 5
        guard isReasoning, !parts.contains("chat") else {
            self = .chat
            return
        }
        self = isResponsesOnly ? .responsesOnly : .reasoning
    }
}

extension String {
    /// As one part of a URL's path.
    var pathEscaped: String {
        utf8.map { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                return String(UnicodeScalar(byte))
            case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: ":"):
                return String(UnicodeScalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                return "%" + (digits.count == 1 ? "0" : "") + digits
            }
        }.joined()
    }
}
