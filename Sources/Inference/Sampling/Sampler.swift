public import Generation

/// From logits to a distribution and a drawn token, by Hugging Face's stages in Hugging Face's order.
///
/// ```swift
/// let sampler = try Sampler(SamplingParameters(temperature: 0.7, topP: 0.9))
/// let outcome = try sampler.evaluate(logits: logits, prompt: promptIDs, generated: generatedIDs)
/// let next = outcome.draw(index: generatedIDs.count)
/// ```
/// The logits processors come first (repetition, presence and frequency penalty, temperature), then the filters (top_k, top_p,
/// min_p, typical_p), as in `GenerationMixin._get_logits_processor` of transformers 5. Temperature 0 ends the chain after the
/// penalties: the most probable token is the only one left. Presence and frequency penalties, which Hugging Face does not
/// have, follow OpenAI's and vLLM's definition.
public struct Sampler: Sendable {
    private let processors: [any LogitsProcessor]
    private let filters: [any CandidateFilter]
    private let source: RandomSource

    /// Makes a sampler.
    ///
    /// - Throws: `Failure` of kind `outOfRange` with the parameter's name, its range and the value.
    public init(_ parameters: SamplingParameters) throws(Failure) {
        let processors: [any LogitsProcessor] = [
            try RepetitionPenalty(parameters.repetitionPenalty), try PresencePenalty(parameters.presencePenalty),
            try FrequencyPenalty(parameters.frequencyPenalty), try Temperature(parameters.temperature),
        ]
        let filters: [any CandidateFilter] = [
            try TopK(parameters.topK), try TopP(parameters.topP), try MinP(parameters.minP),
            try TypicalP(parameters.typicalP),
        ]
        self.processors = processors.filter { !$0.isNeutral }
        self.filters = parameters.temperature == 0 ? [Greedy()] : filters.filter { !$0.isNeutral }
        source = RandomSource(seed: parameters.seed)
    }

    /// What may come next.
    ///
    /// Linear in the vocabulary: nothing is sorted but the candidates that are listed.
    ///
    /// - Parameters:
    ///   - logits: one for each token id, at least one.
    ///   - prompt: the prompt's tokens, which the repetition penalty counts.
    ///   - generated: the tokens generated since, which all penalties count.
    /// - Throws: `Failure` of kind `malformed` if the logits are not numbers.
    public func evaluate(logits: [Float], prompt: [TokenID] = [], generated: [TokenID] = []) throws(Failure)
        -> SamplingOutcome
    {
        var values = logits.map(Double.init)
        var unsampled: Softmax?
        if !processors.isEmpty {
            unsampled = try Softmax(values)
            let history = TokenHistory(prompt: prompt, generated: generated)
            for processor in processors { processor.process(&values, after: history) }
        }
        var pool = try CandidatePool(logits: values)
        let plain = unsampled ?? pool.softmax
        for filter in filters { filter.filter(&pool) }
        let changes = processors.map { StageReport(stage: $0.stage, removedCount: 0, removedProbability: 0) }
        return SamplingOutcome(
            logits: logits, unsampled: plain, pool: pool, stages: changes + pool.reports, source: source)
    }

    /// The values that a knob of this sampler takes, or nil if the knob is not the sampler's.
    public static func range(of knob: Knob) -> ClosedRange<Double>? {
        switch knob {
        case .temperature: Temperature.range
        case .topP: TopP.range
        case .topK: TopK.range
        case .minP: MinP.range
        case .typicalP: TypicalP.range
        case .repetitionPenalty: RepetitionPenalty.range
        case .presencePenalty: PresencePenalty.range
        case .frequencyPenalty: FrequencyPenalty.range
        case .maxNewTokens, .context, .seed: nil
        }
    }
}
