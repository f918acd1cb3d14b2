public import Generation

/// What the output, next-token and attention panes have to draw, put together from the run, the live inspection and the settings.
extension PlaygroundState {
    /// The output token under the token cursor, or nil if the cursor follows the newest token or there is none.
    public var tokenCursor: Int? {
        if case .token(let index) = subject { index } else { nil }
    }

    /// Which output token the next-token and attention panes explain, or nil if they explain the prompt's end.
    public var explainedIndex: Int? {
        guard let index = subjectIndex else { return nil }
        // With the knobs moved while tokens arrive, the newest answer is what can be shown: a token or two behind.
        if subject == .newestToken, run?.isActive == true, differsFromRun(at: index), let answer = inspection.answer,
            answer.question.runID == run?.id
        {
            return min(index, answer.question.request.continuation.count)
        }
        return index
    }

    /// The output token that the next-token and attention panes explain, or nil if they explain the prompt's end.
    public var explainedStep: Step? {
        guard let run, let explainedIndex else { return nil }
        return run.steps[explainedIndex]
    }

    /// What may come (or might have come) at the explained position: for the present knobs, if the model can be asked.
    public var shownDistribution: Distribution? {
        shownInspection?.distribution ?? explainedStep?.distribution
    }

    /// Where the explained position looks.
    public var shownAttention: AttentionRow? {
        shownInspection?.attention ?? explainedStep?.attention
    }

    /// The inspector's answer about the explained position, where it says more than the run's own figures.
    public var shownInspection: Inspection? {
        guard let answer = inspection.answer else { return nil }
        if let explainedIndex {
            guard differsFromRun(at: explainedIndex), answer.question.runID == run?.id,
                answer.question.request.continuation.count == explainedIndex
            else { return nil }
        } else {
            guard answer.question.runID == nil, answer.question.modelID == model.loaded?.id else { return nil }
        }
        return answer.inspection
    }

    /// Whether the shown figures lag behind the prompt or the knobs: the answer is on its way.
    public var isShownStale: Bool { inspection.pending != nil }

    /// The sequence that the attention pane and the context gauge show, or nil before the model has encoded a prompt.
    public var shownSequence: ShownSequence? {
        let limit = effectiveContextLength
        if subject != .prompt, let run, let prompt = run.prompt {
            return ShownSequence(prompt: prompt, generated: run.steps.map(\.token), contextLength: limit)
        }
        return (shownInspection?.prompt).map { ShownSequence(prompt: $0, generated: [], contextLength: limit) }
    }

    /// The output token that the panes should explain.
    var subjectIndex: Int? {
        guard let run, !run.steps.isEmpty else { return nil }
        switch subject {
        case .prompt: return nil
        case .newestToken: return run.steps.count - 1
        case .token(let index): return run.steps.indices.contains(index) ? index : nil
        }
    }

    /// Whether the knobs, as they stand, explain a token of the run otherwise than its own step does.
    func differsFromRun(at index: Int) -> Bool {
        guard isLive, let run else { return false }
        return run.steps[index].distribution == nil || run.thinnedSteps.contains(index)
            || run.request.sampling != settings.sampling(for: run.model)
            || run.request.contextLength != settings.contextLength(for: run.model)
            || run.request.interventions != interventions
    }
}
