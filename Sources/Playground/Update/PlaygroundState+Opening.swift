import Generation

/// Models on their way in and out.
extension PlaygroundState {
    /// Opens a model; the one that is open answers until then.
    ///
    /// - Parameter allowsPlainKey: whether the user was asked and lets a key go over plain `http`.
    mutating func openModel(_ reference: String, allowsPlainKey: Bool = false) -> [Effect] {
        let reference = String(reference.split(whereSeparator: \.isNewline).joined().trimmingSpaces)
        guard !reference.isEmpty else { return [] }
        let loading = ModelSlot.Loading(id: newTicket(), reference: reference)
        model.loading = loading
        model.failure = nil
        return [.loadModel(loading.id, reference: reference, allowsPlainKey: allowsPlainKey)]
    }

    /// A model is open; one that was asked for before the newest is let go at once.
    mutating func receive(_ loaded: LoadedModel) -> [Effect] {
        guard model.loading?.id == loaded.id else { return [.closeModel(loaded.id)] }
        var effects = stop()
        if let earlier = model.loaded {
            effects.append(.closeModel(earlier.id))
            effects += tell(.modelLoaded(name: loaded.description.name))
        }
        model.loaded = loaded
        model.loading = nil
        inspection = SubjectInspection()
        inquiries = [:]
        tokens.comparison = nil
        tokens.reading = nil
        interventions = []
        if subject == .newestToken { subject = .prompt }
        // A head of one model says nothing about another's.
        attention.isHeadChosen = false
        selectHead(layer: attention.layer, head: attention.head)
        return effects + inspect() + finishReopening()
    }

    /// A model could not be opened.
    mutating func receive(_ failure: Failure, opening id: Ticket) -> [Effect] {
        guard let loading = model.loading, loading.id == id else { return [] }
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
    fileprivate var trimmingSpaces: Substring {
        let start = self[...].drop { $0.isWhitespace }
        return start[..<(start.lastIndex { !$0.isWhitespace }.map(start.index(after:)) ?? start.startIndex)]
    }
}
