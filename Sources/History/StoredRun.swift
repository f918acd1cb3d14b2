import Foundation
import Generation

/// What a run was asked, as JSON, with the names of the command line.
struct StoredSettings: Codable {
    private enum CodingKeys: String, CodingKey {
        case temperature, seed, stop, forced, context, interventions, media
        case topK = "top_k"
        case topP = "top_p"
        case minP = "min_p"
        case typicalP = "typical_p"
        case repetitionPenalty = "repetition_penalty"
        case presencePenalty = "presence_penalty"
        case frequencyPenalty = "frequency_penalty"
        case maxNewTokens = "max_new_tokens"
        case givenCount = "given_tokens"
    }

    private let temperature: Double
    private let topK: Int
    private let topP: Double
    private let minP: Double
    private let typicalP: Double
    private let repetitionPenalty: Double
    private let presencePenalty: Double
    private let frequencyPenalty: Double
    private let seed: UInt64
    private let maxNewTokens: Int
    private let context: Int?
    private let stop: [String]
    private let forced: [String]
    private let interventions: [StoredIntervention]
    /// Settings of a picture or a video; nil in runs that are older than those.
    private let media: [String: String]?
    /// How many of the run's first tokens it was given.
    let givenCount: Int

    init(_ question: PastRun.Question) {
        let request = question.request
        temperature = request.sampling.temperature
        topK = request.sampling.topK
        topP = request.sampling.topP
        minP = request.sampling.minP
        typicalP = request.sampling.typicalP
        repetitionPenalty = request.sampling.repetitionPenalty
        presencePenalty = request.sampling.presencePenalty
        frequencyPenalty = request.sampling.frequencyPenalty
        seed = request.sampling.seed
        maxNewTokens = request.maxNewTokens
        context = request.contextLength
        stop = request.stopTexts
        forced = question.forcedKnobs.map(\.rawValue).sorted()
        interventions = request.interventions.map(StoredIntervention.init)
        media =
            request.media.isEmpty
            ? nil : Dictionary(uniqueKeysWithValues: request.media.map { ($0.key.rawValue, $0.value) })
        givenCount = request.continuation.count
    }

    /// The request, with the run's first tokens as those that it was given.
    func request(_ prompt: Prompt, steps: [Step]) -> GenerationRequest {
        let sampling = SamplingParameters(
            temperature: temperature, topK: topK, topP: topP, minP: minP, typicalP: typicalP,
            repetitionPenalty: repetitionPenalty, presencePenalty: presencePenalty, frequencyPenalty: frequencyPenalty,
            seed: seed)
        return GenerationRequest(
            prompt: prompt, continuation: steps.prefix(givenCount).map(\.token.id), sampling: sampling,
            maxNewTokens: maxNewTokens, contextLength: context, stopTexts: stop,
            interventions: interventions.map(\.intervention),
            media: Dictionary(
                uniqueKeysWithValues: (media ?? [:]).compactMap { name, value in
                    MediaOption(rawValue: name).map { ($0, value) }
                }))
    }

    var forcedKnobs: Set<Knob> { Set(forced.compactMap(Knob.init)) }
}

/// A change to the forward pass as JSON; without a head it is the layer's MLP that is off.
private struct StoredIntervention: Codable {
    let layer: Int
    let head: Int?

    init(_ intervention: Intervention) {
        switch intervention {
        case .switchOffHead(let layer, let head): (self.layer, self.head) = (layer, head)
        case .switchOffMLP(let layer): (self.layer, head) = (layer, nil)
        }
    }

    var intervention: Intervention {
        head.map { .switchOffHead(layer: layer, head: $0) } ?? .switchOffMLP(layer: layer)
    }
}

/// A prompt as columns: what a person wrote, apart, so that it can be searched.
struct StoredPrompt {
    private struct Turn: Codable {
        let role: String
        let content: String
    }

    let isRaw: Bool
    let system: String?
    let user: String
    /// A chat that is more than a system text and one question, as JSON.
    let turns: String?

    init(_ prompt: Prompt) throws {
        switch prompt {
        case .raw(let text):
            (isRaw, system, user, turns) = (true, nil, text, nil)
        case .chat(let messages):
            isRaw = false
            switch messages.map(\.role) {
            case [.user]: (system, user, turns) = (nil, messages[0].content, nil)
            case [.system, .user]: (system, user, turns) = (messages[0].content, messages[1].content, nil)
            default:
                system = nil
                user = messages.map(\.content).joined(separator: "\n")
                turns = try JSONText.write(messages.map { Turn(role: $0.role.rawValue, content: $0.content) })
            }
        }
    }

    init(isRaw: Bool, system: String?, user: String, turns: String?) {
        (self.isRaw, self.system, self.user, self.turns) = (isRaw, system, user, turns)
    }

    func prompt() throws -> Prompt {
        if isRaw { return .raw(user) }
        if let turns {
            return .chat(
                try JSONText.read([Turn].self, from: turns).map {
                    Message(role: Role(rawValue: $0.role) ?? .user, content: $0.content)
                })
        }
        return .chat(
            (system.map { [Message(role: .system, content: $0)] } ?? []) + [Message(role: .user, content: user)])
    }
}

/// What a provider told at the end, as JSON.
struct StoredAccount: Codable {
    /// Times are in nanoseconds.
    private let load: Int64
    private let prefillTokens: Int
    private let prefill: Int64
    private let firstToken: Int64?
    private let decodeTokens: Int
    private let decode: Int64
    private let usage: StoredUsage?

    private struct StoredUsage: Codable {
        let prompt: Int?
        let generated: Int?
        let reasoning: Int?
        let cached: Int?
        let costUSD: Double?
    }

    init(_ completion: Completion) {
        let timings = completion.timings
        load = timings.load.nanoseconds
        prefillTokens = timings.prefillTokens
        prefill = timings.prefill.nanoseconds
        firstToken = timings.firstToken?.nanoseconds
        decodeTokens = timings.decodeTokens
        decode = timings.decode.nanoseconds
        usage = completion.usage.map {
            StoredUsage(
                prompt: $0.promptTokens, generated: $0.generatedTokens, reasoning: $0.reasoningTokens,
                cached: $0.cachedTokens, costUSD: $0.costUSD)
        }
    }

    var timings: Timings {
        Timings(
            load: .nanoseconds(load), prefillTokens: prefillTokens, prefill: .nanoseconds(prefill),
            firstToken: firstToken.map { .nanoseconds($0) }, decodeTokens: decodeTokens, decode: .nanoseconds(decode))
    }

    var account: Usage? {
        usage.map {
            Usage(
                promptTokens: $0.prompt, generatedTokens: $0.generated, reasoningTokens: $0.reasoning,
                cachedTokens: $0.cached, costUSD: $0.costUSD)
        }
    }
}

/// Values as text in a column.
enum JSONText {
    static func write(_ value: some Encodable) throws -> String {
        String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
    }

    static func read<Value: Decodable>(_ type: Value.Type, from text: String) throws -> Value {
        try JSONDecoder().decode(type, from: Data(text.utf8))
    }
}

extension Duration {
    /// In whole nanoseconds.
    fileprivate var nanoseconds: Int64 {
        components.seconds &* 1_000_000_000 &+ components.attoseconds / 1_000_000_000
    }
}
