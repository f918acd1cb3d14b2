import Generation

/// Live mode: what the panes explain follows the prompt, the knobs and the token cursor.
extension PlaygroundState {
    /// Asks the inspector about what the panes explain, unless the answer is there or on its way.
    mutating func inspect() -> [Effect] {
        guard let (request, runID, modelID) = wantedQuestion else {
            // A late answer would explain what nobody looks at any more.
            inspection.pending = nil
            inspection.failure = nil
            if subject == .prompt, isPromptEmpty { inspection.answer = nil }
            return []
        }
        let newest = inspection.pending ?? inspection.answer?.question
        if let newest, newest.request == request, newest.runID == runID, newest.modelID == modelID { return [] }
        let question = SubjectInspection.Question(
            id: newTicket(), modelID: modelID, runID: runID, request: request)
        inspection.pending = question
        inspection.failure = nil
        return [.inspect(question.id, model: modelID, request)]
    }

    /// What the inspector should be asked now, if anything.
    private var wantedQuestion: (request: GenerationRequest, runID: Ticket?, modelID: Ticket)? {
        guard isLive || screen != .playground, let model = model.loaded, model.canInspect else { return nil }
        if subject != .prompt, let run {
            // While the prompt is on its way the run itself will tell.
            guard let index = subjectIndex, differsFromRun(at: index), run.model.id == model.id else { return nil }
            return (request(explaining: index, of: run), run.id, model.id)
        }
        return isPromptEmpty ? nil : (request(to: model), nil, model.id)
    }

    /// An answer; only the newest question's counts.
    mutating func receive(_ answer: Inspection, for id: Ticket) -> [Effect] {
        guard let question = inspection.pending, question.id == id else { return [] }
        inspection.pending = nil
        inspection.answer = SubjectInspection.Answer(question: question, inspection: answer)
        findHead()
        return inspect()
    }

    /// The inspector could not answer.
    mutating func receive(_ failure: Failure, inspecting id: Ticket) -> [Effect] {
        guard inspection.pending?.id == id else { return [] }
        inspection.pending = nil
        inspection.failure = failure
        return []
    }

    /// Chooses what the panes explain, and how attention is drawn.
    mutating func look(_ action: LookAction) -> [Effect] {
        let stepCount = run?.steps.count ?? 0
        switch action {
        case .moveToken(let distance):
            guard stepCount > 0 else { return [] }
            let index = (subjectIndex ?? stepCount) + distance
            subject = index >= stepCount ? .newestToken : .token(max(0, index))
        case .selectToken(let index):
            guard (0..<stepCount).contains(index) else { return [] }
            subject = .token(index)
        case .followNewest:
            subject = run == nil ? .prompt : .newestToken
        case .selectPrompt:
            subject = .prompt
        case .selectHead(let layer, let head):
            attention.averagesHeads = false
            attention.isHeadChosen = true
            selectHead(layer: layer, head: head)
            return []
        case .moveHead(let layers, let heads):
            if heads != 0 { attention.averagesHeads = false }
            attention.isHeadChosen = true
            selectHead(layer: attention.layer + layers, head: attention.head + heads)
            return []
        case .setScale(let scale):
            attention.scale = scale
            return []
        case .nextScale:
            attention.scale = AttentionScale.allCases.element(after: attention.scale)
            return []
        case .toggleFirstToken:
            attention.hidesFirstToken.toggle()
            return []
        case .toggleMean:
            attention.averagesHeads.toggle()
            return []
        }
        scroll[.output] = nil
        tokens.alternative = 0
        return inspect()
    }

    /// Chooses a head that has something to show, once, unless someone has chosen.
    mutating func findHead() {
        guard !attention.isHeadChosen, let found = shownAttention?.mostFocusedHead else { return }
        attention.isHeadChosen = true
        selectHead(layer: found.layer, head: found.head)
    }

    /// Chooses the nearest head that exists.
    mutating func selectHead(layer: Int, head: Int) {
        let layerCount = shownAttention?.layerCount ?? model.loaded?.description.layerCount ?? 1
        let headCount = shownAttention?.headCount ?? model.loaded?.description.headCount ?? 1
        attention.layer = min(max(0, layer), max(0, layerCount - 1))
        attention.head = min(max(0, head), max(0, headCount - 1))
    }
}

extension AttentionRow {
    /// The head with the greatest weight on one token that is neither the first nor the newest: many heads rest on those.
    ///
    /// Nil for a row so short that it says little about a head.
    fileprivate var mostFocusedHead: (layer: Int, head: Int)? {
        guard keyCount >= 8 else { return nil }
        var best: (layer: Int, head: Int)?
        var greatest: Float = 0
        for layer in 0..<layerCount {
            for head in 0..<headCount {
                guard let weight = self[layer, head].dropFirst().dropLast().max(), weight > greatest else { continue }
                (best, greatest) = ((layer, head), weight)
            }
        }
        return best
    }
}
