public import Generation

/// The questions that the present texts and knobs make.
extension PlaygroundState {
    /// How many tokens the model sees at most with the present knobs; nil if nobody knows.
    public var effectiveContextLength: Int? { settings.contextLength(for: model.loaded) }

    /// Whether the system text goes to the model: as a role of its own, or before the user's text where a model has no roles.
    public var isSystemTextSent: Bool { !settings.isRaw }

    /// Whether there is nothing to send.
    public var isPromptEmpty: Bool { user.isEmpty && (system.isEmpty || !isSystemTextSent) }

    /// What would be sent now.
    public var prompt: Prompt { prompt(user, with: settings) }

    /// A user's text as it is sent with some settings.
    private func prompt(_ user: TextBuffer, with settings: Settings) -> Prompt {
        if settings.isRaw { return .raw(user.text) }
        var messages: [Message] = []
        if !system.isEmpty { messages.append(Message(role: .system, content: system.text)) }
        messages.append(Message(role: .user, content: user.text))
        return .chat(messages)
    }

    /// What a run would ask now.
    func request(to model: LoadedModel) -> GenerationRequest { request(to: model, with: settings, asking: user) }

    /// What a run with some settings would ask about a text.
    func request(to model: LoadedModel, with settings: Settings, asking user: TextBuffer) -> GenerationRequest {
        GenerationRequest(
            prompt: prompt(user, with: settings), sampling: settings.sampling(for: model),
            maxNewTokens: settings.maxNewTokens(for: model), contextLength: settings.contextLength(for: model),
            stopTexts: settings.stopTexts, interventions: interventions,
            isTraced: model.capabilities.disclosesAttention,
            media: settings.media(for: model))
    }

    /// What explains a token of the run with the present knobs: the prompt as it was run, and the tokens before it.
    func request(explaining index: Int, of run: Run) -> GenerationRequest {
        var request = run.request
        request.continuation = run.steps[..<index].map(\.token.id)
        request.sampling = settings.sampling(for: run.model)
        request.contextLength = settings.contextLength(for: run.model)
        request.interventions = interventions
        return request
    }

    /// What the full screens look into: the run with all its tokens so far, or the prompt as it is typed; nil if there is nothing.
    ///
    /// How tokens would be drawn makes no difference inside, so a sampling knob asks nothing again.
    public var insideRequest: GenerationRequest? {
        guard let model = model.loaded, model.canInspect else { return nil }
        var request: GenerationRequest
        if subject != .prompt, let run, run.prompt != nil, run.model.id == model.id {
            request = self.request(explaining: run.steps.count, of: run)
        } else {
            guard !isPromptEmpty else { return nil }
            request = self.request(to: model)
        }
        request.sampling = SamplingParameters()
        request.maxNewTokens = 0
        request.stopTexts = []
        request.candidateCount = 0
        request.isTraced = false
        return request
    }
}
