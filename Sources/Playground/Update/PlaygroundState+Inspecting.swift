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
        default:
            explore(action)
            return []
        }
        attention.query = nil
        attention.key = nil
        walk.position = nil
        scroll[.output] = nil
        tokens.alternative = 0
        return inspect()
    }
}
