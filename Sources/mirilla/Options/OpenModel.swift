import Generation
import Inference
import Providers

/// A model that a command has opened, here or elsewhere.
struct OpenModel: Sendable {
    /// The model.
    let provider: any Provider
    /// How long opening took.
    let load: Duration
    private let local: LocalModel?

    /// Opens the model of a reference.
    ///
    /// - Parameter report: told how far a conversion of its weights has come.
    init(
        _ reference: String, network: NetworkOptions, options: LocalOptions = LocalOptions(),
        report: (PullProgress) -> Void = { _ in }
    ) async throws {
        switch try ModelReference(reference) {
        case .embedded, .path, .huggingFace, .ollamaStore:
            let model = try LocalModel(reference, options: options, report: report)
            local = model
            provider = model.provider
            load = model.provider.loadDuration
        case .hosted, .server:
            let start = ContinuousClock.now
            provider = try await network.services.open(ModelReference(reference))
            load = start.duration(to: .now)
            local = nil
        }
    }

    /// Whether a reference names a model that runs elsewhere, or in another program; one that cannot be read does not.
    static func isHosted(_ reference: String) -> Bool {
        switch try? ModelReference(reference) {
        case .hosted, .server: true
        case .embedded, .path, .huggingFace, .ollamaStore, nil: false
        }
    }

    /// The model as `generate` and `models show` describe it.
    func json() async throws -> JSONValue {
        if let local { return try await local.json() }
        let model = provider.model
        return [
            "ref": .string(model.reference), "name": .string(model.name),
            "architecture": .optional(model.architecture), "parameters": .optional(model.parameterCount),
            "context_limit": .optional(model.contextLimit), "vocabulary_size": .optional(model.vocabularySize),
            "sha256": .null,
        ]
    }

    /// Refuses what the model is known not to take, with the reason; a hosted model would answer with an error of its own.
    func check(_ request: GenerationRequest) throws(Failure) {
        guard local == nil else { return }
        for (knob, value) in request.chosenKnobs {
            let option = "--" + knob.rawValue.replacing("_", with: "-")
            switch provider.capabilities.knobs[knob] {
            case .supported(let range) where !range.contains(value):
                throw Failure(
                    .outOfRange, "value out of range for \(provider.model.name)", at: option,
                    expected: "\(range.lowerBound) to \(range.upperBound)", found: "\(value)")
            case .rejected(let reason):
                throw Failure(.usage, "\(provider.model.name) does not take it", at: option, found: reason)
            default: break
            }
        }
    }
}

extension GenerationRequest {
    /// The knobs that do not stand where they do nothing.
    fileprivate var chosenKnobs: [(Knob, Double)] {
        let neutral = SamplingParameters()
        let values: [(Knob, Double, Double)] = [
            (.temperature, sampling.temperature, neutral.temperature), (.topP, sampling.topP, neutral.topP),
            (.topK, Double(sampling.topK), Double(neutral.topK)), (.minP, sampling.minP, neutral.minP),
            (.typicalP, sampling.typicalP, neutral.typicalP),
            (.repetitionPenalty, sampling.repetitionPenalty, neutral.repetitionPenalty),
            (.presencePenalty, sampling.presencePenalty, neutral.presencePenalty),
            (.frequencyPenalty, sampling.frequencyPenalty, neutral.frequencyPenalty),
            (.seed, Double(sampling.seed), Double(neutral.seed)),
            (.context, contextLength.map(Double.init) ?? 0, 0),
        ]
        return values.filter { $0.1 != $0.2 }.map { ($0.0, $0.1) } + [(.maxNewTokens, Double(maxNewTokens))]
    }

    /// The text that the user wrote last.
    var writtenText: String {
        switch prompt {
        case .raw(let text): text
        case .chat(let messages): messages.last?.content ?? ""
        }
    }
}
