import Foundation
import Generation

/// A draft as JSON, with the names of the command line.
struct DraftFile: Codable {
    /// Drafts of another version are left to the program that wrote them.
    static let version = 1

    private enum CodingKeys: String, CodingKey {
        case version, system, user, temperature, seed
        case stop, raw, forced, context
        case topK = "top_k"
        case topP = "top_p"
        case minP = "min_p"
        case typicalP = "typical_p"
        case repetitionPenalty = "repetition_penalty"
        case presencePenalty = "presence_penalty"
        case frequencyPenalty = "frequency_penalty"
        case maxNewTokens = "max_new_tokens"
    }

    private let version: Int
    private let system: String
    private let user: String
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
    private let raw: Bool
    private let forced: [String]

    init(_ draft: Draft) {
        let sampling = draft.settings.sampling
        version = Self.version
        system = draft.system
        user = draft.user
        temperature = sampling.temperature
        topK = sampling.topK
        topP = sampling.topP
        minP = sampling.minP
        typicalP = sampling.typicalP
        repetitionPenalty = sampling.repetitionPenalty
        presencePenalty = sampling.presencePenalty
        frequencyPenalty = sampling.frequencyPenalty
        seed = sampling.seed
        maxNewTokens = draft.settings.maxNewTokens
        context = draft.settings.contextLength
        stop = draft.settings.stopTexts
        raw = draft.settings.isRaw
        forced = draft.settings.forcedKnobs.map(\.rawValue).sorted()
    }

    /// The draft, or nil if another version wrote it; values out of range are put to the nearest that is not.
    var draft: Draft? {
        guard version == Self.version else { return nil }
        var settings = Settings(stopTexts: stop, isRaw: raw, forcedKnobs: Set(forced.compactMap(Knob.init)))
        let values: [(Knob, Double)] = [
            (.temperature, temperature), (.topP, topP), (.topK, Double(topK)), (.minP, minP), (.typicalP, typicalP),
            (.repetitionPenalty, repetitionPenalty), (.presencePenalty, presencePenalty),
            (.frequencyPenalty, frequencyPenalty), (.maxNewTokens, Double(maxNewTokens)),
        ]
        for (knob, value) in values { settings.set(knob, to: value, for: nil) }
        if let context { settings.set(.context, to: Double(context), for: nil) }
        settings.sampling.seed = seed
        return Draft(system: system, user: user, settings: settings)
    }
}
