public import Generation

/// What the output, next-token and attention panes have to draw, put together from the run, the live inspection and the settings.
extension PlaygroundState {
    /// The output token under the token cursor, or nil if the cursor follows the newest token or there is none.
    public var tokenCursor: Int? {
        if case .token(let index) = subject { index } else { nil }
    }

    /// The output token that the next-token and attention panes explain, or nil if they explain the prompt's end.
    public var explainedStep: Step? {
        guard let run, !run.steps.isEmpty else { return nil }
        switch subject {
        case .prompt: return nil
        case .newestToken: return run.steps.last
        case .token(let index): return run.steps.indices.contains(index) ? run.steps[index] : nil
        }
    }

    /// What may come (or might have come) at the explained position, for the present knobs where that is known.
    public var shownDistribution: Distribution? {
        shownInspection?.distribution ?? explainedStep?.distribution
    }

    /// Where the explained position looks.
    public var shownAttention: AttentionRow? {
        shownInspection?.attention ?? explainedStep?.attention
    }

    /// The inspector's answer about the explained position, if it has one to give that the run's own figures do not.
    public var shownInspection: Inspection? {
        guard let answer = inspection.answer else { return nil }
        if let step = explainedStep {
            guard differsFromRun(step), answer.question.runID == run?.id,
                answer.question.request.continuation.count == step.index
            else { return nil }
        } else {
            guard answer.question.runID == nil, answer.question.modelID == model.loaded?.id else { return nil }
        }
        return answer.inspection
    }

    /// Whether the shown figures are older than the prompt or the knobs: the answer is on its way.
    public var isShownStale: Bool { inspection.pending != nil }

    /// The sequence that the attention pane and the context gauge show, or nil before the model has encoded a prompt.
    public var shownSequence: ShownSequence? {
        if case .prompt = subject {
            guard let prompt = shownInspection?.prompt else { return nil }
            return ShownSequence(prompt: prompt, generated: [], contextLength: effectiveContextLength)
        }
        guard let run, let prompt = run.prompt else { return nil }
        return ShownSequence(
            prompt: prompt, generated: run.steps.map(\.token), contextLength: effectiveContextLength)
    }

    /// Whether the knobs, as they stand, would explain a token of the run otherwise than its own step does.
    func differsFromRun(_ step: Step) -> Bool {
        guard isLive, let run else { return false }
        if step.distribution == nil { return true }
        let loaded = run.model
        return run.request.sampling != settings.sampling(for: loaded)
            || run.request.contextLength != settings.contextLength(for: loaded)
    }
}

/// The tokens of a prompt and of what was generated after it, and which of them the model sees with the present settings.
public struct ShownSequence: Hashable, Sendable {
    /// The prompt as the model received it.
    public let prompt: EncodedPrompt
    /// The tokens generated after it.
    public let generated: [Token]
    /// How many tokens the model sees at most; nil if nobody knows.
    public let contextLength: Int?

    /// How many tokens there are.
    public var count: Int { prompt.tokens.count + generated.count }

    /// The token at an index of the whole sequence.
    public subscript(index: Int) -> Token {
        index < prompt.tokens.count ? prompt.tokens[index] : generated[index - prompt.tokens.count]
    }

    /// Which tokens the model sees when it predicts what comes after the whole sequence.
    public var window: ContextWindow { window(generatedCount: generated.count) }

    /// Which tokens the model sees when it predicts what comes after so many generated tokens.
    public func window(generatedCount: Int) -> ContextWindow {
        let count = prompt.tokens.count + min(max(0, generatedCount), generated.count)
        return ContextWindow(
            promptCount: prompt.tokens.count, count: count, pinnedCount: prompt.pinnedCount,
            limit: max(1, contextLength ?? max(1, count)))
    }
}
