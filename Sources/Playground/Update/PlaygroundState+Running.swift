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
        effects += follow(Branch(run))
        // What was asked for should be seen, unless another of the tabs is being read.
        if !Pane.tabs.contains(focus) { tab = .output }
        return effects
    }

    /// Starts the run of a new branch and shows it.
    mutating func follow(_ branch: Branch) -> [Effect] {
        runs.add(branch)
        isPromptEditedSinceRun = branch.run.request.prompt != prompt
        subject = .newestToken
        scroll[.output] = nil
        inspection.pending = nil
        tokens.alternative = 0
        // A run in which something is switched off is there to be compared with the untouched one.
        tokens.comparison = branch.run.request.interventions.isEmpty ? nil : BranchComparison(branch.id, with: nil)
        return remember(branch.run) + [.generate(branch.id, model: branch.run.model.id, branch.run.request)]
    }

    /// Stops the run; its tokens stay, and the panes go on to explain its last one or an edited prompt.
    mutating func stopRun() -> [Effect] {
        guard run?.isActive == true else { return [] }
        return stop() + runEnded()
    }

    /// News of a run; those of a run that was stopped come too late and are dropped.
    mutating func receive(_ events: [GenerationEvent], of id: Ticket, elapsed: Duration) -> [Effect] {
        if let effects = receiveColumn(events, of: id, elapsed: elapsed) { return effects }
        if let effects = receiveSample(events, of: id, elapsed: elapsed) { return effects }
        guard let model = runs[id]?.run.model, runs[id]?.run.isActive == true else { return [] }
        var effects: [Effect] = []
        for event in events {
            if case .notice(let notice) = event { effects += receive(notice, from: model) }
            runs.receive(event, of: id, elapsed: elapsed)
        }
        guard runs[id]?.run.isActive == true else {
            usage.add(runs[id]?.run.completion?.usage)
            return effects + runEnded()
        }
        guard run?.id == id else { return effects }
        findHead()
        // The question before must be answered first, or none ever would be while tokens arrive.
        return effects + (inspection.pending == nil ? inspect() : [])
    }

    /// What the provider does on the way: what it learned about the model holds from now on.
    mutating func receive(_ notice: GenerationNotice, from asked: LoadedModel?) -> [Effect] {
        switch notice {
        case .parameterRefused(let name, let reason, let capabilities):
            if let loaded = model.loaded, loaded.id == asked?.id { model.loaded = loaded.learning(capabilities) }
            for (reference, model) in compare.models {
                guard let loaded = model.loaded, loaded.id == asked?.id else { continue }
                compare.models[reference] = .open(loaded.learning(capabilities))
            }
            return tell(.parameterRefused(name: name, reason: reason))
        case .retry(let delay, let reason):
            return tell(.retrying(after: delay, reason: reason))
        case .reasoning, .progress, .picture, .notShown:
            return []
        }
    }

    /// A run failed; prompt, knobs and the tokens that came stay as they are.
    mutating func receive(_ failure: Failure, of id: Ticket) -> [Effect] {
        if failColumn(failure, of: id) { return screen == .compare ? [] : tell(.runFailed(failure)) }
        if let effects = failSample(failure, of: id) { return effects }
        guard runs[id]?.run.isActive == true else { return [] }
        runs.change(id) { $0.run.status = .failed(failure) }
        return tell(.runFailed(failure)) + runEnded()
    }

    /// Ends here whatever runs and tells the runner.
    mutating func stop() -> [Effect] {
        let active = runs.branches.map(\.run).filter(\.isActive)
        for run in active { runs.change(run.id) { $0.run.status = .ended(.cancelled) } }
        return active.map { .cancel($0.id) }
    }

    /// Tells, once in a session, that the details of old tokens are let go from now on.
    mutating func tellOfTrimming() -> [Effect] {
        guard runs.isTrimmed, !isTrimmingTold else { return [] }
        isTrimmingTold = true
        return tell(.traceTrimmed(budget: runs.budget))
    }

    private mutating func runEnded() -> [Effect] {
        findHead()
        if isPromptEditedSinceRun, subject == .newestToken, screen == .playground { subject = .prompt }
        return inspect() + prepareComparison() + (screen == .history ? listRuns() : [])
    }
}
