import Generation

/// How the knobs are written in OpenAI's format, which every server extends in its own way.
struct OpenAIDialect: Hashable, Sendable {
    /// Which knobs beyond OpenAI's own are taken, and under which names.
    var extensions: [Knob: String] = [:]
    /// Whether `max_completion_tokens` is the name from the start.
    var usesNewLimitName = false
    /// Whether neutral values are sent too, because the server's own defaults are others.
    var sendsNeutral = false
    /// What stands for a top-k that is off.
    var topKOff = 0
    /// How many candidates a chat lists at most.
    var candidateLimit = 20
    /// How many candidates a continued text lists at most.
    var rawCandidateLimit = 5

    /// The knobs of a request.
    func parameters(_ request: GenerationRequest) -> [WireParameter] {
        let sampling = request.sampling
        let neutral = SamplingParameters()
        var parameters: [WireParameter] = []
        func add(_ knob: Knob, _ name: String?, _ value: Double, neutral: Double, integer: Int? = nil) {
            let isChosen = value != neutral
            guard let name = name ?? (isChosen ? knob.rawValue : nil), isChosen || sendsNeutral else { return }
            parameters.append(
                WireParameter(.knob(knob), name, integer.map(JSON.integer) ?? .number(value), isChosen: isChosen))
        }
        add(.temperature, "temperature", sampling.temperature, neutral: neutral.temperature)
        add(.topP, "top_p", sampling.topP, neutral: neutral.topP)
        let topK = sampling.topK == 0 ? topKOff : sampling.topK
        add(.topK, extensions[.topK], Double(sampling.topK), neutral: 0, integer: topK)
        add(.minP, extensions[.minP], sampling.minP, neutral: neutral.minP)
        add(.typicalP, extensions[.typicalP], sampling.typicalP, neutral: neutral.typicalP)
        add(
            .repetitionPenalty, extensions[.repetitionPenalty], sampling.repetitionPenalty,
            neutral: neutral.repetitionPenalty)
        add(.presencePenalty, "presence_penalty", sampling.presencePenalty, neutral: neutral.presencePenalty)
        add(.frequencyPenalty, "frequency_penalty", sampling.frequencyPenalty, neutral: neutral.frequencyPenalty)
        parameters.append(
            WireParameter(
                .knob(.seed), "seed", .integer(Int(truncatingIfNeeded: sampling.seed & 0x7FFF_FFFF_FFFF_FFFF)),
                isChosen: sampling.seed != neutral.seed))
        let (limit, newLimit) = ("max_tokens", "max_completion_tokens")
        parameters.append(
            WireParameter(
                .knob(.maxNewTokens), usesNewLimitName ? newLimit : limit, or: usesNewLimitName ? nil : newLimit,
                .integer(request.maxNewTokens), isChosen: true))
        return parameters
    }

    /// The knobs with their ranges; the rest is refused with the reason.
    func knobs(_ reason: String) -> [Knob: KnobSupport] {
        var knobs: [Knob: KnobSupport] = Dictionary(
            uniqueKeysWithValues: Knob.allCases.map { ($0, .rejected(reason: reason)) })
        knobs[.temperature] = .supported(0...2)
        knobs[.topP] = .supported(0...1)
        knobs[.maxNewTokens] = .supported(1...1_000_000)
        knobs[.presencePenalty] = .supported(-2...2)
        knobs[.frequencyPenalty] = .supported(-2...2)
        knobs[.seed] = .supported(0...0x1p53)
        for knob in extensions.keys {
            switch knob {
            case .topK: knobs[knob] = .supported(0...1_000_000)
            case .repetitionPenalty: knobs[knob] = .supported(0.01...2)
            default: knobs[knob] = .supported(0...1)
            }
        }
        return knobs
    }
}
