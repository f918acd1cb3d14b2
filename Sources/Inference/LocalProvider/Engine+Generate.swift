import Generation

extension Engine {
    /// Generates and tells each event; returns after `.completed`.
    ///
    /// - Parameter load: how long opening the model took, if this is the first time that it is used.
    func generate(_ request: GenerationRequest, load: Duration, tell: (GenerationEvent) -> Void) async throws {
        let start = ContinuousClock.now
        let session = try session(request)
        let sampler = try Sampler(request.sampling)
        var generated = request.continuation
        let visible = session.visible(generated)
        while isLearning(visible, switchedOff: session.switchedOff), !Task.isCancelled { await Task.yield() }
        let cache = lend(for: visible, switchedOff: session.switchedOff)
        defer { takeBack(cache) }
        tell(.prompt(encodedPrompt(session, reusedCount: min(cache.count, session.prompt.ids.count))))

        var writer = TextWriter(tokenizer: tokenizer, stopTexts: request.stopTexts, continuation: generated)
        var timings = Timings(load: load)
        var firstTokenTime = start
        var reason = FinishReason.length
        let end = generated.count + request.maxNewTokens
        while generated.count < end {
            if Task.isCancelled {
                reason = .cancelled
                break
            }
            let window = session.window(generatedCount: generated.count)
            let answer: Answer
            do {
                answer = try await self.answer(session.visible(generated), cache: cache, isTraced: request.isTraced)
            } catch is CancellationError {
                reason = .cancelled
                break
            }
            if generated.count == request.continuation.count {
                timings.prefillTokens = answer.evaluatedCount
                timings.prefill = start.duration(to: .now)
            }
            let outcome = try sampler.evaluate(
                logits: answer.logits, prompt: session.prompt.ids, generated: generated)
            let token = tokenizer.token(outcome.draw(index: generated.count))
            let isEnd = endTokens.contains(token.id)
            tell(
                .step(
                    Step(
                        index: generated.count, token: token, text: isEnd ? "" : writer.add(token),
                        probability: outcome.probability(of: token.id),
                        unsampledProbability: outcome.unsampledProbability(of: token.id),
                        rank: outcome.rank(of: token.id),
                        distribution: outcome.distribution(
                            candidateCount: request.candidateCount, token: tokenizer.token),
                        attention: attentionRow(answer.pattern, window: window))))
            generated.append(token.id)
            if generated.count == request.continuation.count + 1 {
                firstTokenTime = .now
                timings.firstToken = start.duration(to: firstTokenTime)
            } else {
                timings.decodeTokens += 1
                timings.decode = firstTokenTime.duration(to: .now)
            }
            if isEnd || writer.hasStopped {
                reason = isEnd ? .endOfText : .stop
                break
            }
            await Task.yield()
        }
        tell(
            .completed(
                Completion(
                    text: writer.finish(), reason: reason, timings: timings,
                    promptTokens: session.window(generatedCount: 0).visibleCount,
                    generatedTokens: generated.count - request.continuation.count)))
    }
}

/// The generated tokens as text: whole characters, no markers, nothing of a stop text.
private struct TextWriter {
    private var decoder: StreamingDecoder
    private var stops: StopMatcher
    private var text = ""

    init(tokenizer: any Tokenizer, stopTexts: [String], continuation: [TokenID]) {
        decoder = tokenizer.makeDecoder()
        stops = StopMatcher(stopTexts)
        // A character may have been cut in two where the branch begins.
        for id in continuation {
            let token = tokenizer.token(id)
            if !token.isSpecial { _ = decoder.add(token) }
        }
    }

    var hasStopped: Bool { stops.hasStopped }

    /// The text that became complete with the token.
    mutating func add(_ token: Token) -> String {
        if token.isSpecial { return "" }
        let new = stops.add(decoder.add(token))
        text += new
        return new
    }

    /// All of the text, with what was held back until now.
    mutating func finish() -> String {
        if !stops.hasStopped { text += stops.add(decoder.finish()) + stops.finish() }
        return text
    }
}
