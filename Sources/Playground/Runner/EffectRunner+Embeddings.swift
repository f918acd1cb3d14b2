import Generation
import Synchronization

extension EffectRunner {
    /// Asks about vectors, or gives a question up.
    func perform(_ effect: EmbeddingsEffect) {
        switch effect {
        case .ask(let id, let question): ask(id, question)
        case .giveUp(let kind): work.withLock { $0.vectorQuestions.removeValue(forKey: kind) }?.cancel()
        }
    }

    private func ask(_ id: Ticket, _ question: EmbeddingsQuestion) {
        work.withLock { work in
            let earlier = work.vectorQuestions[question.kind]
            earlier?.cancel()
            work.vectorQuestions[question.kind] = Task { [workshop, post] in
                // One that was given up may still be at work; of those that wait meanwhile only the newest is put.
                await earlier?.value
                guard !Task.isCancelled else { return }
                do {
                    guard let workshop else { throw Failure(.unsupported, "nothing can be embedded in this session") }
                    let answer = try await workshop.answer(
                        question, progress: { post(.embeddingsNews(.progress(id, $0))) },
                        mapping: { post(.embeddingsNews(.mapping(id, $0))) })
                    if !Task.isCancelled { post(.embeddingsNews(.answered(id, answer))) }
                } catch {
                    guard !Task.isCancelled else { return }
                    post(.embeddingsNews(.failed(id, Failure(error, what: "cannot embed"))))
                }
            }
        }
    }
}
