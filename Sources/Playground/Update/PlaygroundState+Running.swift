import Generation

/// A run from its start to its end.
extension PlaygroundState {
    /// Sends the prompt; a run that is going on is stopped first.
    mutating func startRun() -> [Effect] {
        guard let loaded = model.loaded else { return tell(.noModel) }
        guard !isPromptEmpty else { return tell(.emptyPrompt) }
        var effects = enterTypedValue()
        effects += stop()
        let run = Run(id: newTicket(), model: loaded, request: request(to: loaded))
        self.run = run
        isPromptEditedSinceRun = false
        subject = .newestToken
        scroll[.output] = nil
        // What was asked for should be seen, unless another of the tabs is being read.
        if !Pane.tabs.contains(focus) { tab = .output }
        inspection.pending = nil
        effects.append(.generate(run.id, model: loaded.id, run.request))
        return effects
    }

    /// Stops the run; its tokens stay, and the panes go on to explain its last one or an edited prompt.
    mutating func stopRun() -> [Effect] {
        guard run?.isActive == true else { return [] }
        return stop() + runEnded()
    }

    /// News of a run; those of a run that was stopped come too late and are dropped.
    mutating func receive(_ events: [GenerationEvent], of id: Ticket, elapsed: Duration) -> [Effect] {
        guard run?.id == id, run?.isActive == true else { return [] }
        var effects: [Effect] = []
        for event in events {
            if case .notice(let notice) = event { effects += receive(notice) }
            run?.receive(event, elapsed: elapsed)
        }
        findHead()
        guard run?.isActive == true else {
            usage.add(run?.completion?.usage)
            return effects + runEnded()
        }
        // The question before must be answered first, or none ever would be while tokens arrive.
        return effects + (inspection.pending == nil ? inspect() : [])
    }

    /// What the provider does on the way: what it learned about the model holds from now on.
    private mutating func receive(_ notice: GenerationNotice) -> [Effect] {
        switch notice {
        case .parameterRefused(let name, let reason, let capabilities):
            if let loaded = model.loaded, loaded.id == run?.model.id { model.loaded = loaded.learning(capabilities) }
            return tell(.parameterRefused(name: name, reason: reason))
        case .retry(let delay, let reason):
            return tell(.retrying(after: delay, reason: reason))
        case .reasoning:
            return []
        }
    }

    /// A run failed; prompt, knobs and the tokens that came stay as they are.
    mutating func receive(_ failure: Failure, of id: Ticket) -> [Effect] {
        guard run?.id == id, run?.isActive == true else { return [] }
        run?.status = .failed(failure)
        return tell(.runFailed(failure)) + runEnded()
    }

    /// Ends the run here and tells the runner.
    mutating func stop() -> [Effect] {
        guard let run, run.isActive else { return [] }
        self.run?.status = .ended(.cancelled)
        return [.cancel(run.id)]
    }

    private mutating func runEnded() -> [Effect] {
        if isPromptEditedSinceRun, subject == .newestToken { subject = .prompt }
        return inspect()
    }
}

extension Run {
    /// Takes one event in.
    mutating func receive(_ event: GenerationEvent, elapsed: Duration) {
        switch event {
        case .notice(let notice):
            if case .reasoning = notice { isReasoning = true }
        case .prompt(let prompt):
            self.prompt = prompt
        case .step(let step):
            status = .streaming
            isReasoning = false
            firstTokenAfter = firstTokenAfter ?? elapsed
            self.elapsed = elapsed
            steps.append(step)
            text += step.text
        case .completed(let completion):
            status = .ended(completion.reason)
            self.completion = completion
            text = completion.text
        }
    }
}
