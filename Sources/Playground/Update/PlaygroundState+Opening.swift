import Generation

/// Models on their way in and out.
extension PlaygroundState {
    /// Opens a model; the one that is open answers until then.
    ///
    /// - Parameter allowsPlainKey: whether the user was asked and lets a key go over plain `http`.
    mutating func openModel(_ reference: String, allowsPlainKey: Bool = false) -> [Effect] {
        let reference = String(reference.split(whereSeparator: \.isNewline).joined().trimmingSpaces)
        guard !reference.isEmpty else { return [] }
        let superseded = model.loading?.id
        let loading = ModelSlot.Loading(id: newTicket(), reference: reference)
        model.loading = loading
        model.failure = nil
        return closeUnlessUsed(superseded)
            + [.loadModel(loading.id, reference: reference, allowsPlainKey: allowsPlainKey)]
    }

    /// Gives up the opening that is under way; the model that is open goes on answering.
    mutating func cancelOpening() -> [Effect] {
        guard let loading = model.loading else { return [] }
        model.loading = nil
        history.reopening = nil
        return closeUnlessUsed(loading.id) + tell(.openingCancelled(reference: loading.reference))
    }

    /// How far the weights of a model that is being opened are converted.
    mutating func receive(_ progress: PullProgress, converting id: Ticket) -> [Effect] {
        if model.loading?.id == id { model.loading?.conversion = progress }
        if let reference = columnReference(ofOpening: id) {
            compare.models[reference] = .opening(id, conversion: progress)
        }
        return []
    }

    /// What an open model's KV caches take now.
    mutating func receive(_ memory: CacheMemory, of id: Ticket) -> [Effect] {
        if model.loaded?.id == id { model.loaded?.cacheMemory = memory }
        for (reference, model) in compare.models {
            guard var loaded = model.loaded, loaded.id == id else { continue }
            loaded.cacheMemory = memory
            compare.models[reference] = .open(loaded)
        }
        return []
    }

    /// A model is open; one that nobody waits for any more is let go at once.
    mutating func receive(_ loaded: LoadedModel) -> [Effect] {
        let forColumns = receiveColumn(loaded)
        guard model.loading?.id == loaded.id else { return forColumns ?? [.closeModel(loaded.id)] }
        model.loading = nil
        return (forColumns ?? []) + adopt(loaded) + inspect() + finishReopening()
    }

    /// Has the playground asked an open model from now on.
    mutating func adopt(_ loaded: LoadedModel) -> [Effect] {
        var effects = stop()
        let earlier = model.loaded
        model.loaded = loaded
        // Whoever goes to the models screen finds it; who is there already goes on choosing.
        if screen != .models { models.chosenReference = loaded.description.reference }
        if let earlier {
            if sweep.sweep?.model.id == earlier.id { effects += stopSweep() }
            effects += closeUnlessUsed(earlier.id) + tell(.modelLoaded(name: loaded.description.name))
        }
        inspection = SubjectInspection()
        inquiries = [:]
        tokens.comparison = nil
        tokens.reading = nil
        interventions = []
        if subject == .newestToken { subject = .prompt }
        // A head of one model says nothing about another's.
        attention.isHeadChosen = false
        selectHead(layer: attention.layer, head: attention.head)
        return effects
    }

    /// A model could not be opened.
    mutating func receive(_ failure: Failure, opening id: Ticket) -> [Effect] {
        let isForColumns = failColumn(failure, opening: id)
        guard let loading = model.loading, loading.id == id else {
            return isForColumns && screen != .compare ? tell(.runFailed(failure)) : []
        }
        let loadFailure = ModelSlot.LoadFailure(reference: loading.reference, failure: failure)
        model.loading = nil
        model.failure = loadFailure
        history.reopening = nil
        if case .draftOffer = overlay { return [] }
        overlay = loadFailure.overlay
        return []
    }
}

extension ModelSlot.LoadFailure {
    /// What tells of it, and asks where an answer would help.
    var overlay: Overlay { failure.kind == .consent ? .plainKeyConfirmation(self) : .modelFailure(self) }
}

extension String {
    /// Without the spaces around it.
    var trimmingSpaces: Substring {
        let start = self[...].drop { $0.isWhitespace }
        return start[..<(start.lastIndex { !$0.isWhitespace }.map(start.index(after:)) ?? start.startIndex)]
    }
}
