import Generation

extension Engine {
    func inspect(_ request: GenerationRequest) async throws -> Inspection {
        let session = try session(request)
        let sampler = try Sampler(request.sampling)
        let answer = try await answer(
            session.visible(request.continuation), switchedOff: session.switchedOff, isTraced: request.isTraced)
        let outcome = try sampler.evaluate(
            logits: answer.logits, prompt: session.prompt.ids, generated: request.continuation)
        let window = session.window(generatedCount: request.continuation.count)
        let reusedCount = min(window.visibleCount - answer.evaluatedCount, session.prompt.ids.count)
        return Inspection(
            prompt: encodedPrompt(session, reusedCount: reusedCount),
            distribution: outcome.distribution(candidateCount: request.candidateCount, token: tokenizer.token),
            attention: attentionRow(answer.pattern, window: window),
            draw: outcome.draw(index: request.continuation.count, token: tokenizer.token),
            evaluatedCount: answer.evaluatedCount)
    }
}
