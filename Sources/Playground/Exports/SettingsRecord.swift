public import Generation

/// The settings of a request, named as the options of the command line.
struct SettingsRecord: Encodable {
    private let request: GenerationRequest

    init(_ request: GenerationRequest) { self.request = request }

    private enum Key: String, CodingKey {
        case temperature, max_new_tokens, context, top_k, top_p, min_p, typical_p, repetition_penalty, presence_penalty,
            frequency_penalty, seed, stop
    }

    func encode(to encoder: any Encoder) throws {
        let sampling = request.sampling
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(sampling.temperature, forKey: .temperature)
        try container.encode(request.maxNewTokens, forKey: .max_new_tokens)
        try container.encode(request.contextLength, forKey: .context)
        try container.encode(sampling.topK, forKey: .top_k)
        try container.encode(sampling.topP, forKey: .top_p)
        try container.encode(sampling.minP, forKey: .min_p)
        try container.encode(sampling.typicalP, forKey: .typical_p)
        try container.encode(sampling.repetitionPenalty, forKey: .repetition_penalty)
        try container.encode(sampling.presencePenalty, forKey: .presence_penalty)
        try container.encode(sampling.frequencyPenalty, forKey: .frequency_penalty)
        try container.encode(sampling.seed, forKey: .seed)
        try container.encode(request.stopTexts, forKey: .stop)
    }
}

extension GenerationRequest {
    /// The settings that say most, in a line.
    var settingsText: String {
        "temperature \(sampling.temperature), max_new_tokens \(maxNewTokens), seed \(sampling.seed)"
            + (contextLength.map { ", context \($0)" } ?? "")
    }
}

extension Prompt {
    /// What a person wrote last.
    public var writtenText: String {
        switch self {
        case .raw(let text): text
        case .chat(let messages): messages.last?.content ?? ""
        }
    }
}
