import Generation

/// The tree of runs: branching off, walking, naming, pruning.
extension PlaygroundState {
    /// Grows the tree or walks through it.
    mutating func changeBranch(_ action: BranchAction) -> [Effect] {
        switch action {
        case .chooseAlternative(let distance): chooseAlternative(tokens.alternative + distance)
        case .selectAlternative(let index): chooseAlternative(index)
        case .takeAlternative: return takeAlternative()
        case .walk(let direction): return runs.neighbour(direction).map { select($0.id) } ?? []
        case .select(let id): return select(id)
        case .mark: tokens.markedID = tokens.markedID == runs.currentID ? nil : runs.currentID
        case .toggleComparison: return toggleComparison()
        case .togglePin: if let id = runs.currentID { runs.change(id) { $0.isPinned.toggle() } }
        case .prune: return prune()
        case .restorePruned:
            runs.restorePruned()
            return shownBranchChanged()
        }
        return []
    }

    private mutating func chooseAlternative(_ index: Int) {
        let last = (shownDistribution?.candidates.count ?? 0) - 1
        tokens.alternative = max(0, min(index, last))
    }

    // MARK: Branching off

    /// Goes on from the token cursor with the chosen alternative in the place of the token there.
    private mutating func takeAlternative() -> [Effect] {
        guard let branch = runs.current, let index = explainedIndex, let distribution = shownDistribution,
            distribution.candidates.indices.contains(tokens.alternative)
        else { return [] }
        let candidate = distribution.candidates[tokens.alternative]
        let before = Array(branch.run.steps[..<index])
        let step = Step(
            index: index, token: candidate.token, text: before.text(completedBy: candidate.token),
            probability: candidate.probability, unsampledProbability: candidate.unsampledProbability,
            rank: candidate.rank, distribution: distribution, attention: shownAttention)
        return grow(from: branch, at: index, given: before + [step], origin: .token)
    }

    /// Where a typed text would go: in the place of the token at the cursor, or behind the last one if the cursor follows.
    public var branchPosition: Int? {
        guard let run else { return nil }
        return tokenCursor ?? run.steps.count
    }

    /// Opens the field for a text, if the model can go on from one.
    mutating func openBranchEntry() -> [Effect] {
        guard let branch = runs.current else { return [] }
        guard canGrow(from: branch) else { return tell(.otherModel(name: branch.run.model.description.name)) }
        overlay = .branchEntry("")
        return []
    }

    /// Has the model read a typed text; the branch grows when it has.
    mutating func branch(typing text: String) -> [Effect] {
        guard !text.isEmpty, let branch = runs.current, let model = model.loaded, let position = branchPosition,
            canGrow(from: branch)
        else { return [] }
        let effects = stop()
        tokens.reading = TokensDisplay.Reading(parent: branch.id, position: position)
        var request = request(to: model)
        request.prompt = branch.run.request.prompt
        request.continuation = branch.run.steps[..<position].map(\.token.id)
        // A text that was read just now is known; nothing would be asked, and nothing answered.
        if let answered = inquiries[.reading]?.answered, answered.asked.question == .reading(text),
            answered.asked.request == request, case .steps(let steps) = answered.answer
        {
            return effects + receive(steps)
        }
        inquiries[.reading] = nil
        return effects + ask(.reading(text), about: request, of: model)
    }

    /// The tokens of a typed text.
    mutating func receive(_ steps: [Step]) -> [Effect] {
        guard let reading = tokens.reading, let parent = runs[reading.parent], !steps.isEmpty else { return [] }
        tokens.reading = nil
        return grow(
            from: parent, at: reading.position, given: parent.run.steps[..<reading.position] + steps, origin: .text)
    }

    /// Whether the model that wrote a branch can go on from any of its tokens.
    public func canGrow(from branch: Branch) -> Bool {
        model.loaded?.id == branch.run.model.id && branch.run.model.canInspect
    }

    /// Starts a run that shares its beginning with another; what is shared is not computed again.
    private mutating func grow(
        from branch: Branch, at position: Int, given: [Step], origin: Branch.Origin
    ) -> [Effect] {
        guard let loaded = model.loaded, canGrow(from: branch) else {
            return tell(.otherModel(name: branch.run.model.description.name))
        }
        var request = request(to: loaded)
        request.prompt = branch.run.request.prompt
        request.continuation = given.map(\.token.id)
        if let same = runs.branches.first(where: { $0.run.request == request && $0.run.isWhole }) {
            return select(same.id)
        }
        // What an ancestor wrote is left where the ancestor wrote it.
        var parent = branch
        while position <= parent.position, let id = parent.parent, let above = runs[id] { parent = above }
        let effects = stop()
        var run = Run(id: newTicket(), model: loaded, request: request, given: given, prompt: branch.run.prompt)
        run.thinnedSteps = branch.run.thinnedSteps.filter { $0 < position }
        return effects + follow(Branch(run, origin: origin, parent: parent.id, position: position))
    }

    // MARK: Walking

    /// Shows a branch; the token cursor stays where it is if the branch is long enough.
    private mutating func select(_ id: Ticket) -> [Effect] {
        guard runs.currentID != id, runs[id] != nil else { return [] }
        runs.select(id)
        return shownBranchChanged()
    }

    /// What follows from showing another branch.
    private mutating func shownBranchChanged() -> [Effect] {
        if let index = tokenCursor, run?.steps.indices.contains(index) != true { subject = .newestToken }
        if run == nil { subject = .prompt }
        isPromptEditedSinceRun = run.map { $0.request.prompt != prompt } ?? false
        scroll[.output] = nil
        tokens.alternative = 0
        if let comparison = tokens.comparison {
            let other = comparison.otherID.flatMap { runs[$0]?.id }
            tokens.comparison =
                other != nil && other != runs.currentID
                ? runs.currentID.map { BranchComparison($0, with: other) } : nil
        }
        return inspect() + prepareComparison()
    }

    /// Calls the shown branch something; no name gives it back the one that it had by itself.
    mutating func renameBranch(_ name: String) {
        guard let id = runs.currentID else { return }
        runs.change(id) { $0.name = name.allSatisfy(\.isWhitespace) ? nil : name }
    }

    /// Takes the shown branch and all that left it away.
    private mutating func prune() -> [Effect] {
        guard let id = runs.currentID else { return [] }
        let subtree = runs.subtree(of: id)
        var effects: [Effect] = []
        for branch in subtree where branch.run.isActive {
            runs.change(branch.id) { $0.run.status = .ended(.cancelled) }
            effects.append(.cancel(branch.id))
        }
        runs.prune(id)
        return effects + tell(.pruned(count: subtree.count)) + shownBranchChanged()
    }
}

extension Run {
    /// Whether it has all that its request asked for, or is about to: the same question would give the same answer.
    fileprivate var isWhole: Bool {
        switch status {
        case .waiting, .streaming: true
        case .ended(let reason): reason != .cancelled
        case .failed: false
        }
    }
}

extension [Step] {
    /// The text that becomes complete with one more token: the end of a character may come with it, or only its beginning.
    fileprivate func text(completedBy token: Token) -> String {
        guard !token.isSpecial else { return "" }
        let bytes = unfinishedBytes + token.bytes
        return String(decoding: bytes[..<bytes.completeCount], as: UTF8.self)
    }

    /// The bytes at the end that are the beginning of a character.
    private var unfinishedBytes: [UInt8] {
        // No character is longer than four bytes, so no more than four tokens can share one.
        let bytes = suffix(4).filter { !$0.token.isSpecial }.flatMap(\.token.bytes)
        return [UInt8](bytes[bytes.completeCount...])
    }
}

extension [UInt8] {
    /// How many bytes at the front are not the beginning of an unfinished UTF-8 sequence.
    fileprivate var completeCount: Int {
        for back in 1...4 where back <= count {
            let byte = self[count - back]
            if byte & 0xC0 == 0x80 { continue }
            let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
            return length > back ? count - back : count
        }
        return count
    }
}
