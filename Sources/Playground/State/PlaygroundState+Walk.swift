public import Generation

/// What the walk and the logit lens look into, and where their cursors are.
extension PlaygroundState {
    /// The position that both look at, in the KV cache; nil before the model has encoded anything.
    public var walkPosition: Int? {
        guard let (count, window) = walkWindow, count > 0 else { return nil }
        return min(max(0, walk.position ?? explainedPosition(in: window)), count - 1)
    }

    /// The walk, as far as it is known; for a moment still that of the position before, which says itself which one it is.
    public var shownWalk: Walk? {
        guard let answered = inquiries[.forwardPass]?.answered, let pass = forwardPass, let model = model.loaded else {
            return nil
        }
        let wanted = walkQuestions.first
        let drawn = inquiries[.draw]?.answered
        let isOfPass = drawn?.asked.request.continuation == answered.asked.request.continuation
        return Walk(
            pass: pass, temperature: settings.sampling(for: model).temperature,
            inspection: isOfPass && wantedDraw != nil ? drawnInspection : nil,
            isStale: wanted?.question != answered.asked.question || wanted?.request != answered.asked.request)
    }

    /// The chosen stop; nil while there is no walk.
    public var shownStop: Walk.Stop? {
        shownWalk.map { $0.stops.contains(walk.stop) ? walk.stop : $0.stops[0] }
    }

    /// The chosen row of the lens.
    public var lensRow: Int? {
        logitLens.map { min(max(0, walk.row ?? $0.rowCount - 1), $0.rowCount - 1) }
    }

    /// The token at a position of a window; nil where there is none.
    public func token(at position: Int, in window: ContextWindow) -> Token? {
        guard let sequence = shownSequence, (0..<window.visibleCount).contains(position) else { return nil }
        let index = window.sequenceIndex(ofKey: position)
        return index < sequence.count ? sequence[index] : nil
    }

    /// What the walk wants to know.
    var walkQuestions: [(question: InsideQuestion, request: GenerationRequest)] {
        guard let request = insideRequest, let position = walkPosition, let (_, window) = walkWindow else { return [] }
        let pass = (
            question: InsideQuestion.forwardPass(position: position),
            request: self.request(request, upTo: position, in: window)
        )
        return [pass] + (wantedDraw.map { [$0] } ?? [])
    }

    /// What the lens wants to know: the positions around the cursor.
    var lensQuestions: [(question: InsideQuestion, request: GenerationRequest)] {
        guard var request = insideRequest, let position = walkPosition, let (count, _) = walkWindow else { return [] }
        var known = count
        if run?.isActive == true {
            // Every token would ask for all cells again.
            let surplus = request.continuation.count % 8
            request.continuation.removeLast(surplus)
            known -= surplus
        }
        let block = Self.lensCount / 3
        let first = min(max(0, known - Self.lensCount), max(0, (position / block - 1) * block))
        return [(.logitLens(positions: first..<min(known, first + Self.lensCount)), request)]
    }

    /// A request as it was when a position was the last one: what comes after makes no difference to it, so new tokens ask nothing again.
    func request(_ request: GenerationRequest, upTo position: Int, in window: ContextWindow) -> GenerationRequest {
        guard window.dropped.isEmpty, subject != .prompt, let prompt = run?.prompt else { return request }
        var request = request
        request.continuation = Array(request.continuation.prefix(max(0, position + 1 - prompt.tokens.count)))
        return request
    }

    /// Positions that the lens asks for at once: a screenful.
    private static let lensCount = 48
    /// Candidates that the walk lists.
    private static let candidateCount = 48

    /// How many positions there are, and which tokens they are.
    private var walkWindow: (count: Int, window: ContextWindow)? {
        guard let request = insideRequest, let count = visibleCount(of: request),
            let window = shownSequence?.window(generatedCount: request.continuation.count)
        else { return nil }
        return (count, window)
    }

    /// What would be drawn behind the position, unless it lies inside the prompt.
    private var wantedDraw: (question: InsideQuestion, request: GenerationRequest)? {
        guard let request = insideRequest, let position = walkPosition, let model = model.loaded,
            let (_, window) = walkWindow, let promptCount = shownSequence?.prompt.tokens.count,
            window.sequenceIndex(ofKey: position) + 1 >= promptCount
        else { return nil }
        var asked = self.request(request, upTo: position, in: window)
        guard window.sequenceIndex(ofKey: position) + 1 == promptCount + asked.continuation.count else { return nil }
        asked.sampling = settings.sampling(for: model)
        asked.candidateCount = Self.candidateCount
        return (.draw, asked)
    }
}
