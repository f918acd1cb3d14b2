import Generation

/// What columns ask and are answered, and the models that they ask.
extension PlaygroundState {
    /// Runs columns: those whose model is open at once, the others as soon as it is.
    mutating func runColumns(_ indices: [Int]) -> [Effect] {
        var effects = stopColumns(indices) + stopDivergences()
        var isEmpty = false
        for index in indices {
            let hasText = !(compare.columns[index].ownPrompt?.isEmpty ?? isPromptEmpty)
            isEmpty = isEmpty || !hasText
            compare.columns[index].isWaiting = hasText
        }
        compare.line = nil
        effects += openColumnModels()
        return effects + startWaitingColumns() + (isEmpty ? tell(.emptyPrompt) : [])
    }

    /// Stops columns; their tokens stay.
    mutating func stopColumns(_ indices: [Int]) -> [Effect] {
        var effects: [Effect] = []
        for index in indices {
            compare.columns[index].isWaiting = false
            guard let run = compare.columns[index].run, run.isActive else { continue }
            compare.columns[index].run?.status = .ended(.cancelled)
            effects.append(.cancel(run.id))
        }
        return effects
    }

    private mutating func startWaitingColumns() -> [Effect] {
        var effects: [Effect] = []
        for index in compare.columns.indices where compare.columns[index].isWaiting {
            let column = compare.columns[index]
            guard let loaded = compare.model(of: column)?.loaded else { continue }
            compare.columns[index].isWaiting = false
            var request = request(to: loaded, with: column.settings, asking: column.ownPrompt ?? user)
            request.interventions = []
            request.candidateCount = Self.columnCandidates
            request.isTraced = false
            let run = Run(id: newTicket(), model: loaded, request: request)
            compare.columns[index].run = run
            effects += remember(run) + [.generate(run.id, model: loaded.id, request)]
        }
        return effects
    }

    /// Candidates that each step of a column lists: more than the screen shows, fewer than a run of the playground.
    private static let columnCandidates = 20

    /// News of a column's run; nil if it is none.
    mutating func receiveColumn(_ events: [GenerationEvent], of id: Ticket, elapsed: Duration) -> [Effect]? {
        guard let index = compare.index(ofRun: id) else { return nil }
        var effects: [Effect] = []
        for event in events where compare.columns[index].run?.isActive == true {
            if case .notice(let notice) = event { effects += receive(notice, from: compare.columns[index].run?.model) }
            compare.columns[index].run?.receive(event, elapsed: elapsed)
            if case .completed(let completion) = event { usage.add(completion.usage) }
        }
        return effects
    }

    /// A column's run failed; false if it is none.
    mutating func failColumn(_ failure: Failure, of id: Ticket) -> Bool {
        guard let index = compare.index(ofRun: id) else { return false }
        if compare.columns[index].run?.isActive == true { compare.columns[index].run?.status = .failed(failure) }
        return true
    }

    // MARK: Models

    /// Opens what columns ask for and closes what none does any more; each model once.
    mutating func openColumnModels() -> [Effect] {
        let wanted = Set(compare.columns.map(\.reference))
        var effects: [Effect] = []
        for (reference, model) in compare.models.sorted(by: { $0.key < $1.key }) where !wanted.contains(reference) {
            compare.models[reference] = nil
            effects += closeUnlessUsed(model.id)
        }
        for column in compare.columns where compare.models[column.reference] == nil {
            let reference = column.reference
            if let loaded = model.loaded, loaded.description.reference == reference {
                compare.models[reference] = ColumnModel(loaded)
            } else if let loading = model.loading, loading.reference == reference {
                compare.models[reference] = .opening(loading.id, conversion: loading.conversion)
            } else {
                let id = newTicket()
                compare.models[reference] = .opening(id)
                effects.append(.loadModel(id, reference: reference))
            }
        }
        return effects
    }

    /// Closes a model, unless the playground, a column or the sweep asks it.
    func closeUnlessUsed(_ id: Ticket?) -> [Effect] {
        guard let id, model.loaded?.id != id, model.loading?.id != id,
            !compare.models.values.contains(where: { $0.id == id })
        else { return [] }
        return [.closeModel(id)]
    }

    /// A model is open that columns wait for; nil if none does.
    mutating func receiveColumn(_ loaded: LoadedModel) -> [Effect]? {
        guard let reference = columnReference(ofOpening: loaded.id) else { return nil }
        let model = ColumnModel(loaded)
        compare.models[reference] = model
        guard case .failed = model else { return startWaitingColumns() }
        stopWaiting(for: reference)
        return closeUnlessUsed(loaded.id)
    }

    /// A model that columns wait for could not be opened; false if none waits.
    mutating func failColumn(_ failure: Failure, opening id: Ticket) -> Bool {
        guard let reference = columnReference(ofOpening: id) else { return false }
        compare.models[reference] = .failed(failure)
        if failure.kind == .consent {
            // Whoever waits goes on waiting until somebody has answered.
            compare.undecided.append(reference)
            askForConsent()
        } else {
            stopWaiting(for: reference)
        }
        return true
    }

    private mutating func stopWaiting(for reference: String) {
        for index in compare.columns.indices where compare.columns[index].reference == reference {
            compare.columns[index].isWaiting = false
        }
    }

    // MARK: Keys over plain http

    /// Asks about the next model that only the user can let a key go to.
    mutating func askForConsent() {
        guard screen == .compare, overlay == nil else { return }
        compare.undecided.removeAll { reference in !compare.columns.contains { $0.reference == reference } }
        guard let reference = compare.undecided.first, case .failed(let failure) = compare.models[reference] else {
            return
        }
        overlay = .plainKeyConfirmation(
            ModelSlot.LoadFailure(reference: reference, failure: failure, isForColumns: true))
    }

    /// Takes the answer: the columns' model is opened with the key, or its columns no longer wait.
    mutating func decide(_ asked: ModelSlot.LoadFailure, allowsPlainKey: Bool) -> [Effect] {
        overlay = nil
        compare.undecided.removeAll { $0 == asked.reference }
        var effects: [Effect] = []
        if allowsPlainKey {
            let id = newTicket()
            compare.models[asked.reference] = .opening(id)
            effects = [.loadModel(id, reference: asked.reference, allowsPlainKey: true)]
        } else {
            stopWaiting(for: asked.reference)
        }
        askForConsent()
        return effects
    }

    func columnReference(ofOpening id: Ticket) -> String? {
        compare.models.first { $0.value.isOpening && $0.value.id == id }?.key
    }

    // MARK: Token by token

    /// Asks how far columns lie from the baseline, one after the other, when nothing runs any more.
    mutating func askColumnDivergences() -> [Effect] {
        guard screen == .compare, !compare.isActive, let baseline = compare.baseline, let other = baseline.run,
            !compare.divergences.values.contains(where: { $0.answer == .pending })
        else { return [] }
        for column in compare.columns where column.id != baseline.id {
            guard let run = column.run, isComparable(run, other) else { continue }
            let known = compare.divergences[column.id]
            if known?.run == run.id, known?.baselineRun == other.id { continue }
            let id = newTicket()
            compare.divergences[column.id] = ColumnDivergences(id: id, run: run.id, baselineRun: other.id)
            let tokens = run.steps.prefix(Self.comparedCount).map(\.token.id)
            return [.compare(id, side(other, reading: tokens), with: side(run, reading: tokens))]
        }
        return []
    }

    /// How many tokens are compared at most: each costs two products with the unembedding.
    private static let comparedCount = 256

    /// Whether both may have one vocabulary and can be asked; the models themselves know for sure.
    private func isComparable(_ run: Run, _ other: Run) -> Bool {
        !run.steps.isEmpty && run.model.canInspect && other.model.canInspect
            && run.model.description.vocabularySize == other.model.description.vocabularySize
            && [run, other].allSatisfy { run in compare.models.values.contains { $0.loaded?.id == run.model.id } }
    }

    private func side(_ run: Run, reading tokens: [TokenID]) -> ComparedRequest {
        var request = run.request
        request.continuation = tokens
        request.maxNewTokens = 0
        request.candidateCount = 0
        return ComparedRequest(model: run.model.id, request: request)
    }

    /// Gives a question up that waits for its answer: what runs comes first.
    private mutating func stopDivergences() -> [Effect] {
        let pending = compare.divergences.filter { $0.value.answer == .pending }
        for column in pending.keys { compare.divergences[column] = nil }
        return pending.values.map { .cancel($0.id) }
    }

    /// What came of such a question; one whose column is gone is dropped.
    mutating func receive(_ answer: Result<[Divergence], Failure>, comparing id: Ticket) -> [Effect] {
        guard let column = compare.divergences.first(where: { $0.value.id == id })?.key else { return [] }
        switch answer {
        case .success(let divergences): compare.divergences[column]?.answer = .known(divergences)
        case .failure(let failure): compare.divergences[column]?.answer = .failed(failure)
        }
        return []
    }
}
