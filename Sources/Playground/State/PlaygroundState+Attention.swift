public import Generation

/// What the attention screen looks into, and where its cursor is.
extension PlaygroundState {
    /// The pattern of the chosen head, as far as it is known; nil before the first answer.
    public var shownPattern: ShownPattern? {
        guard let answered = inquiries[.band]?.answered, case .band(let band) = answered.answer,
            let sequence = shownSequence, band.window.count <= sequence.count
        else { return nil }
        let request = answered.asked.request
        let isChosen = band.layer == attention.layer && band.heads == attention.heads
        let steps = stepsFollowing(request)
        let isStale = !isChosen || (request != bandRequest && steps.isEmpty)
        return ShownPattern(band, followedBy: steps, isStale: isStale)
    }

    /// Where the cursor is in the shown pattern: the position that looks, and the one that it looks at.
    public var attentionCursor: (query: Int, key: Int)? {
        guard let pattern = shownPattern, pattern.count > 0 else { return nil }
        let query = min(attention.query ?? explainedPosition(in: pattern.window), pattern.count - 1)
        if let key = attention.key { return (query, min(key, query)) }
        return (query, greatestKey(of: pattern.row(query) ?? [], query: query))
    }

    /// The arithmetic of the weight under the cursor; for a moment still that of the weight before, which says itself which one it is.
    ///
    /// Nil for several heads together.
    public var shownArithmetic: AttentionArithmetic? {
        guard let answer = attentionArithmetic, attention.combination == .single, answer.layer == attention.layer,
            answer.head == attention.head
        else { return nil }
        return answer
    }

    /// What the attention screen wants to know.
    var attentionQuestions: [(question: InsideQuestion, request: GenerationRequest)] {
        var wanted: [(question: InsideQuestion, request: GenerationRequest)] = []
        if let request = bandRequest, let count = visibleCount(of: request) {
            wanted.append(
                (
                    .band(layer: attention.layer, heads: attention.heads, queries: bandQueries(count: count)), request
                ))
        }
        if attention.view == .heads, let thumbnails = missingThumbnails { wanted.append(thumbnails) }
        if let arithmetic = arithmeticQuestion { wanted.append(arithmetic) }
        return wanted
    }

    // MARK: Rows

    /// What rows are asked about: while tokens arrive the prompt alone, since every token brings its own row.
    private var bandRequest: GenerationRequest? {
        guard var request = insideRequest else { return nil }
        if let run, subject != .prompt, run.isActive, hasOwnRows(run) {
            request.continuation = run.request.continuation
        }
        return request
    }

    /// The run's steps, if the rows that they bear go on where those of the request end.
    private func stepsFollowing(_ request: GenerationRequest) -> [Step] {
        guard let run, subject != .prompt, hasOwnRows(run), request.continuation == run.request.continuation,
            request.prompt == run.request.prompt
        else { return [] }
        // The row of the last token that the run was given is that of the first token it generated.
        return Array(run.steps.dropFirst(run.givenCount))
    }

    /// Whether the rows that the run's steps bear are those that the present knobs would give.
    private func hasOwnRows(_ run: Run) -> Bool {
        run.model.capabilities.disclosesAttention && run.request.interventions == interventions
            && run.request.contextLength == settings.contextLength(for: run.model)
    }

    /// How many positions the model sees of a request; nil before its prompt is encoded.
    func visibleCount(of request: GenerationRequest) -> Int? {
        if subject != .prompt, let run, run.prompt != nil {
            return shownSequence?.window(generatedCount: request.continuation.count).visibleCount
        }
        guard inspection.pending == nil else { return nil }
        return shownInspection?.prompt.window.visibleCount
    }

    /// The rows to ask for: all of a short text, of a long one those around the cursor.
    private func bandQueries(count: Int) -> Range<Int> {
        guard count > Self.wholeCount else { return 0..<count }
        // From below, all that looks at a token must be known.
        let size = attention.direction == .isLookedAtBy ? 4 * Self.wholeCount : Self.wholeCount
        let query = attentionCursor?.query ?? count - 1
        let block = Self.wholeCount / 4
        let first = min(max(0, count - size), max(0, (query / block - size / block / 2) * block))
        return first..<min(count, first + size + block)
    }

    private static let wholeCount = 512

    // MARK: The cursor

    /// The position whose row predicted the explained token.
    func explainedPosition(in window: ContextWindow) -> Int {
        guard subject != .prompt, let run, let prompt = run.prompt, let index = subjectIndex else {
            return window.visibleCount - 1
        }
        return window.key(ofSequenceIndex: prompt.tokens.count + index - 1) ?? window.visibleCount - 1
    }

    /// The last position that a query can look at: itself, or in an encoder the last one of all.
    public func lastKey(of query: Int, count: Int) -> Int {
        model.loaded?.isBidirectional == true ? count - 1 : query
    }

    private func greatestKey(of row: ArraySlice<Float>, query: Int) -> Int {
        let first = attention.hidesFirstToken && query > 0 ? 1 : 0
        let end = min(row.endIndex, lastKey(of: query, count: row.endIndex) + 1)
        let keys = (first..<max(first, end)).filter { !attention.hidesDiagonal || $0 != query }
        return keys.max { (row[$0], $0) < (row[$1], $1) } ?? query
    }

    // MARK: Arithmetic and thumbnails

    private var arithmeticQuestion: (question: InsideQuestion, request: GenerationRequest)? {
        guard attention.combination == .single, let request = insideRequest, let pattern = shownPattern,
            !pattern.isStale, let cursor = attentionCursor
        else { return nil }
        return (
            .arithmetic(layer: attention.layer, head: attention.head, query: cursor.query, key: cursor.key),
            self.request(request, upTo: cursor.query, in: pattern.window)
        )
    }

    /// The small patterns that are not here yet: the chosen layer's first, then one layer after the other.
    private var missingThumbnails: (question: InsideQuestion, request: GenerationRequest)? {
        guard var request = insideRequest, let description = model.loaded?.description,
            let layerCount = description.layerCount
        else { return nil }
        if run?.isActive == true {
            // Tokens change small pictures little.
            request.continuation.removeLast(request.continuation.count % 16)
        }
        for layer in [attention.layer] + (0..<layerCount) {
            let question = InsideQuestion.thumbnails(
                layer: layer, side: 64, hidesFirstToken: attention.hidesFirstToken)
            guard let newest = inquiries[question.kind] else { return (question, request) }
            if newest.isPending { return nil }
            if newest.newest.question != question || newest.newest.request != request { return (question, request) }
        }
        return nil
    }
}
