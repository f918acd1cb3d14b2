import Generation

extension Provider {
    /// Answers any question about the inside.
    func answer(_ question: InsideQuestion, about request: GenerationRequest) async throws -> InsideAnswer {
        guard let inspector else { throw Failure(.unsupported, "the model cannot be looked into") }
        return switch question {
        case .pattern(let layer, .one(let head)):
            .pattern(try await inspector.attentionPattern(layer: layer, head: head, of: request))
        case .pattern(let layer, let heads):
            .pattern(try await combinedPattern(layer: layer, heads, of: request, by: inspector))
        case .arithmetic(let layer, let head, let query, let key):
            .arithmetic(
                try await inspector.attentionArithmetic(layer: layer, head: head, query: query, key: key, of: request))
        case .forwardPass(let position):
            .forwardPass(try await inspector.forwardPass(of: request, at: position))
        case .logitLens(let positions):
            .logitLens(try await inspector.logitLens(of: request, at: positions))
        case .headScores:
            .headScores(try await inspector.headScores())
        case .reading(let text):
            .steps(try await inspector.steps(reading: text, after: request))
        case .divergences(let other):
            .divergences(try await inspector.divergences(of: request, from: other))
        }
    }

    /// The pattern of a layer's heads together.
    private func combinedPattern(
        layer: Int, _ heads: HeadSelection, of request: GenerationRequest, by inspector: any Inspector
    ) async throws -> AttentionPattern {
        let headCount = model.headCount ?? 1
        let first = try await inspector.attentionPattern(layer: layer, head: 0, of: request)
        var weights = first.weights
        for head in 1..<max(1, headCount) {
            try Task.checkCancellation()
            let other = try await inspector.attentionPattern(layer: layer, head: head, of: request).weights
            for index in weights.indices {
                weights[index] = heads == .maximum ? max(weights[index], other[index]) : weights[index] + other[index]
            }
        }
        if heads == .mean { for index in weights.indices { weights[index] /= Float(headCount) } }
        return AttentionPattern(layer: layer, head: 0, window: first.window, weights: weights)
    }
}
