import Generation

/// From a run to the history, and back into the playground.
extension PlaygroundState {
    /// Has a run remembered, unless nothing is.
    func remember(_ run: Run) -> [Effect] {
        guard history.isRecording else { return [] }
        let question = PastRun.Question(
            modelReference: run.model.description.reference, modelName: run.model.description.name,
            isLocal: run.model.canInspect, request: run.request, forcedKnobs: settings.forcedKnobs)
        return [
            .history(.record(run.id, model: run.model.id, question, given: Array(run.steps.prefix(run.givenCount))))
        ]
    }

    /// Brings a past run back: its texts and knobs at once, itself as soon as its model is there.
    mutating func reopen(_ past: PastRun) -> [Effect] {
        var effects = restore(Draft(past.question)) + show(.playground)
        history.reopening = past
        if model.loaded?.description.reference == past.question.modelReference {
            effects += finishReopening()
        } else {
            effects += openModel(past.question.modelReference)
        }
        return effects
    }

    /// Shows the past run as it was, if it is its model that is open now; whoever runs it again gets the same.
    mutating func finishReopening() -> [Effect] {
        guard let past = history.reopening, let loaded = model.loaded,
            loaded.description.reference == past.question.modelReference
        else { return [] }
        history.reopening = nil
        interventions = past.question.request.interventions
        settings.setContext(past.question.request.contextLength, for: loaded)
        runs.add(Branch(Run(past, id: newTicket(), model: loaded)))
        isPromptEditedSinceRun = false
        subject = .newestToken
        scroll[.output] = nil
        let verification = past.summary.checksum.map { Effect.history(.verify(model: loaded.id, checksum: $0)) }
        return inspect() + (verification.map { [$0] } ?? [])
    }
}

extension Draft {
    /// The texts and knobs that a past run was asked with.
    init(_ question: PastRun.Question) {
        let request = question.request
        var (system, user, isRaw) = ("", "", false)
        switch request.prompt {
        case .raw(let text): (user, isRaw) = (text, true)
        case .chat(let messages):
            system = messages.first { $0.role == .system }?.content ?? ""
            user = messages.last { $0.role == .user }?.content ?? ""
        }
        self.init(
            system: system, user: user,
            settings: Settings(
                sampling: request.sampling, maxNewTokens: request.maxNewTokens, contextLength: request.contextLength,
                stopTexts: request.stopTexts, isRaw: isRaw, forcedKnobs: question.forcedKnobs,
                media: request.media))
    }
}

extension Run {
    /// A past run as it ended; what its steps no longer hold, the model can be asked for.
    init(_ past: PastRun, id: Ticket, model: LoadedModel) {
        var request = past.question.request
        request.isTraced = model.capabilities.disclosesAttention
        self.init(
            id: id, model: model, request: request, given: Array(past.steps.prefix(request.continuation.count)),
            prompt: past.prompt)
        steps = past.steps
        text = past.text
        reasoning = past.reasoning
        thinnedSteps = Set(past.steps.indices.filter { past.steps[$0].distribution?.candidates.isEmpty != false })
        switch past.summary.ending {
        case .failed(let message): status = .failed(Failure(.system, message))
        case .finished(let reason): status = .ended(reason)
        case nil: status = .ended(.cancelled)
        }
        guard let timings = past.timings, case .finished(let reason) = past.summary.ending else { return }
        completion = Completion(
            text: past.text, reason: reason, timings: timings, promptTokens: past.prompt?.window.visibleCount ?? 0,
            generatedTokens: past.steps.count, usage: past.usage)
    }
}

extension Settings {
    /// Puts the context to what a run had; at the model's own limit the knob is off.
    fileprivate mutating func setContext(_ length: Int?, for model: LoadedModel) {
        guard let length else { return contextLength = nil }
        set(.context, to: Double(length), for: model)
    }
}
