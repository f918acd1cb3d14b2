public import Generation

/// The questions that the present texts and knobs make.
extension PlaygroundState {
    /// How many tokens the model sees at most with the present knobs; nil if nobody knows.
    public var effectiveContextLength: Int? { settings.contextLength(for: model.loaded) }

    /// Whether the system text goes to the model.
    public var isSystemTextSent: Bool {
        !settings.isRaw && model.loaded?.capabilities.takesSystemPrompt != false
    }

    /// Whether there is nothing to send.
    public var isPromptEmpty: Bool { user.isEmpty && (system.isEmpty || !isSystemTextSent) }

    /// What would be sent now.
    public var prompt: Prompt {
        if settings.isRaw { return .raw(user.text) }
        var messages: [Message] = []
        if isSystemTextSent, !system.isEmpty { messages.append(Message(role: .system, content: system.text)) }
        messages.append(Message(role: .user, content: user.text))
        return .chat(messages)
    }

    /// What a run would ask now.
    func request(to model: LoadedModel) -> GenerationRequest {
        GenerationRequest(
            prompt: prompt, sampling: settings.sampling(for: model), maxNewTokens: settings.maxNewTokens,
            contextLength: settings.contextLength(for: model), stopTexts: settings.stopTexts,
            isTraced: model.capabilities.disclosesAttention)
    }

    /// What explains a token of the run with the present knobs: the prompt as it was run, and the tokens before it.
    func request(explaining index: Int, of run: Run) -> GenerationRequest {
        var request = run.request
        request.continuation += run.steps[..<index].map(\.token.id)
        request.sampling = settings.sampling(for: run.model)
        request.contextLength = settings.contextLength(for: run.model)
        return request
    }
}

extension Settings {
    /// How tokens are drawn by a model: knobs that it refuses stand at their neutral value, unless they are forced.
    public func sampling(for model: LoadedModel?) -> SamplingParameters {
        guard let model else { return sampling }
        let neutral = SamplingParameters()
        var sent = sampling
        func drop<Value>(_ knob: Knob, _ path: WritableKeyPath<SamplingParameters, Value>) {
            if case .supported = model.capabilities.knobs[knob] { return }
            if !forcedKnobs.contains(knob) { sent[keyPath: path] = neutral[keyPath: path] }
        }
        drop(.temperature, \.temperature)
        drop(.topK, \.topK)
        drop(.topP, \.topP)
        drop(.minP, \.minP)
        drop(.typicalP, \.typicalP)
        drop(.repetitionPenalty, \.repetitionPenalty)
        drop(.presencePenalty, \.presencePenalty)
        drop(.frequencyPenalty, \.frequencyPenalty)
        drop(.seed, \.seed)
        return sent
    }

    /// How many tokens a model sees at most: the knob, but never more than the model's own limit.
    public func contextLength(for model: LoadedModel?) -> Int? {
        guard let limit = model?.description.contextLimit else { return contextLength }
        return min(contextLength ?? limit, limit)
    }
}
