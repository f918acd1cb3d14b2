import Generation
import Synchronization

extension EffectRunner {
    /// How many positions are asked about at once: a vocabulary of probabilities for each of them, twice.
    private static let blockCount = 8

    /// Asks two models what they expect along the same tokens.
    func compare(_ id: Ticket, _ side: ComparedRequest, with other: ComparedRequest) {
        work.withLock { work in
            work.comparisons[id] = Task { [self] in
                do {
                    let divergences = try await divergences(side, other)
                    if !Task.isCancelled { post(.compared(id, divergences)) }
                } catch {
                    guard !Task.isCancelled else { return }
                    post(.comparisonFailed(id, Failure(error, what: "cannot compare the models")))
                }
                self.work.withLock { $0.comparisons[id] = nil }
            }
        }
    }

    private func divergences(_ side: ComparedRequest, _ other: ComparedRequest) async throws -> [Divergence] {
        let (inspector, otherInspector) = (try inspector(of: side.model), try inspector(of: other.model))
        if side.model != other.model {
            let checksum = try await inspector.vocabularyChecksum()
            guard try await otherInspector.vocabularyChecksum() == checksum else {
                throw Failure(.unsupported, "the models have different vocabularies")
            }
        }
        let tokens = side.request.continuation
        var divergences: [Divergence] = []
        for start in stride(from: 0, to: tokens.count, by: Self.blockCount) {
            let positions = start..<min(tokens.count, start + Self.blockCount)
            let expected = try await inspector.expectations(of: side.request, at: positions)
            let others = try await otherInspector.expectations(of: other.request, at: positions)
            for (offset, position) in positions.enumerated() {
                divergences.append(
                    Divergence(of: expected[offset], from: others[offset], token: tokens[position]))
            }
            try Task.checkCancellation()
        }
        return divergences
    }
}
