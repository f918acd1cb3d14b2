public import Generation

/// Two branches side by side, and a run with something switched off beside the untouched one.
extension PlaygroundState {
    /// The branches that are compared, if both are there.
    public var compared: (branch: Branch, other: Branch)? {
        guard let comparison = tokens.comparison, let branch = runs[comparison.branchID],
            let other = comparison.otherID.flatMap({ runs[$0] })
        else { return nil }
        return (branch, other)
    }

    /// How far what the two expect lies apart, position by position; nil until the model has answered about all of them.
    public var divergences: [Divergence]? {
        guard let inquiry = inquiries[.divergences], let answered = inquiry.answered, let wanted = comparisonQuestion,
            answered.asked.question == wanted.question, answered.asked.request == wanted.request,
            case .divergences(let divergences) = answered.answer
        else { return nil }
        return divergences
    }

    /// Puts the shown branch beside the marked one, the untouched run, its parent or a neighbour, or shows the table again.
    mutating func toggleComparison() -> [Effect] {
        guard tokens.comparison == nil, let branch = runs.current else {
            tokens.comparison = nil
            return []
        }
        screen = .tokens
        let isTouched = !branch.run.request.interventions.isEmpty
        let marked = tokens.markedID.flatMap { runs[$0] }.flatMap { $0.id == branch.id ? nil : $0 }
        let near = branch.parent ?? (runs.neighbour(.previousSibling) ?? runs.neighbour(.nextSibling))?.id
        guard let other = marked?.id ?? (isTouched ? nil : near) ?? (isTouched ? untouched(branch)?.id : nil) else {
            guard isTouched else { return tell(.nothingToCompare) }
            tokens.comparison = BranchComparison(branch.id, with: nil)
            return prepareComparison()
        }
        tokens.comparison = BranchComparison(branch.id, with: other)
        return []
    }

    /// Makes the untouched run that a run is to be compared with, as soon as that has ended and somebody looks.
    mutating func prepareComparison() -> [Effect] {
        guard screen == .tokens, let comparison = tokens.comparison, comparison.otherID == nil,
            let branch = runs[comparison.branchID], !branch.run.isActive
        else { return [] }
        if let known = untouched(branch) {
            tokens.comparison?.otherID = known.id
            return []
        }
        guard model.loaded?.id == branch.run.model.id else {
            tokens.comparison = nil
            return tell(.otherModel(name: branch.run.model.description.name))
        }
        let given = Array(branch.run.steps[..<branch.run.givenCount])
        var run = Run(
            id: newTicket(), model: branch.run.model, request: branch.run.request.untouched, given: given,
            prompt: branch.run.prompt)
        run.thinnedSteps = branch.run.thinnedSteps.filter { $0 < given.count }
        runs.add(
            Branch(run, origin: .untouched, parent: branch.parent, position: branch.position), isShown: false)
        tokens.comparison?.otherID = run.id
        return [.generate(run.id, model: run.model.id, run.request)]
    }

    /// The run that differs from a branch in nothing but its interventions.
    private func untouched(_ branch: Branch) -> Branch? {
        let request = branch.run.request.untouched
        return runs.branches.last { $0.run.request == request && $0.run.model.id == branch.run.model.id }
    }

    /// What to ask the model about the two: the same tokens for both where only interventions differ, each its own otherwise.
    var comparisonQuestion: (question: InsideQuestion, request: GenerationRequest)? {
        guard let (branch, other) = compared, !branch.run.isActive, !other.run.isActive,
            branch.run.model.id == model.loaded?.id, other.run.model.id == model.loaded?.id
        else { return nil }
        let request = branch.run.expectation(of: branch.run)
        let isSameText = other.run.request.interventions != branch.run.request.interventions
        return (.divergences(from: other.run.expectation(of: isSameText ? branch.run : other.run)), request)
    }
}

extension GenerationRequest {
    /// The same with nothing switched off.
    fileprivate var untouched: GenerationRequest {
        var request = self
        request.interventions = []
        return request
    }
}

extension Run {
    /// The request that tells what this run's model, as it was asked, expects along the tokens of a run; how tokens were drawn makes
    /// no difference to that.
    fileprivate func expectation(of other: Run) -> GenerationRequest {
        GenerationRequest(
            prompt: request.prompt, continuation: other.steps.map(\.token.id), maxNewTokens: 0,
            contextLength: request.contextLength, interventions: request.interventions, candidateCount: 0,
            isTraced: false)
    }
}
