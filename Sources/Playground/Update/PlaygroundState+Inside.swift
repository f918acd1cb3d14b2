import Generation

/// Questions about the inside: each screen says what it wants to know, and what is not known yet is asked.
extension PlaygroundState {
    /// Asks what the screen wants to know, unless the answer is there or on its way.
    mutating func askInside() -> [Effect] {
        guard let model = model.loaded, model.canInspect else { return [] }
        return wantedQuestions.flatMap { ask($0.question, about: $0.request, of: model) }
    }

    /// What the present screen wants to know about the inside of the model.
    private var wantedQuestions: [(question: InsideQuestion, request: GenerationRequest)] {
        var wanted: [(question: InsideQuestion, request: GenerationRequest)] = []
        // What kinds of heads there are is measured once the model has said something: that comes first.
        if model.loaded?.capabilities.disclosesAttention == true, shownAttention != nil {
            wanted.append((.headScores, GenerationRequest(prompt: .raw(""))))
        }
        switch screen {
        case .playground, .models, .compare, .sweep, .history, .embeddings: break
        case .attention: wanted += attentionQuestions
        case .walk: wanted += walkQuestions
        case .lens: wanted += lensQuestions
        case .tokens: wanted += comparisonQuestion.map { [$0] } ?? []
        }
        return wanted
    }

    mutating func ask(
        _ question: InsideQuestion, about request: GenerationRequest, of model: LoadedModel
    ) -> [Effect] {
        let earlier = inquiries[question.kind]
        if let earlier {
            if earlier.newest.question == question, earlier.newest.request == request { return [] }
            // The question before must be answered first, or none ever would be while tokens arrive.
            if earlier.isPending, run?.isActive == true { return [] }
        }
        let asked = Inquiry.Asked(id: newTicket(), question: question, request: request)
        var inquiry = Inquiry(asked)
        inquiry.answered = earlier?.answered
        inquiries[question.kind] = inquiry
        return [.ask(asked.id, model: model.id, question, request)]
    }

    /// An answer; only the newest question's counts.
    mutating func receive(_ answer: InsideAnswer, to id: Ticket) -> [Effect] {
        guard let kind = kind(ofQuestion: id), let asked = inquiries[kind]?.newest else { return [] }
        inquiries[kind]?.isPending = false
        inquiries[kind]?.answered = Inquiry.Answered(asked: asked, answer: answer)
        if case .steps(let steps) = answer { return receive(steps) }
        return []
    }

    /// The inspector could not answer.
    mutating func receive(_ failure: Failure, asking id: Ticket) -> [Effect] {
        guard let kind = kind(ofQuestion: id) else { return [] }
        inquiries[kind]?.isPending = false
        inquiries[kind]?.failure = failure
        return kind == .reading ? tell(.branchFailed(failure)) : []
    }

    private func kind(ofQuestion id: Ticket) -> InsideQuestion.Kind? {
        inquiries.first { $0.value.newest.id == id && $0.value.isPending }?.key
    }
}

/// Changes to the forward pass.
extension PlaygroundState {
    /// Changes what every forward pass leaves out; the run that is there stays as it was.
    mutating func intervene(_ action: InterventionAction) -> [Effect] {
        switch action {
        case .toggle(let intervention): toggle(intervention)
        case .toggleChosenHead: toggle(.switchOffHead(layer: attention.layer, head: attention.head))
        case .clear: interventions = []
        }
        return inspect()
    }

    private mutating func toggle(_ intervention: Intervention) {
        if let index = interventions.firstIndex(of: intervention) {
            interventions.remove(at: index)
        } else {
            interventions.append(intervention)
        }
    }
}
