import Generation

extension Provider {
    /// Answers any question about the inside.
    func answer(_ question: InsideQuestion, about request: GenerationRequest) async throws -> InsideAnswer {
        guard let inspector else { throw Failure(.unsupported, "the model cannot be looked into") }
        return switch question {
        case .band(let layer, let heads, let queries):
            .band(try await inspector.attentionBand(layer: layer, heads: heads, queries: queries, of: request))
        case .thumbnails(let layer, let side, let hidesFirstToken):
            .thumbnails(
                try await inspector.attentionThumbnails(
                    layer: layer, side: side, hidesFirstToken: hidesFirstToken, of: request))
        case .arithmetic(let layer, let head, let query, let key):
            .arithmetic(
                try await inspector.attentionArithmetic(layer: layer, head: head, query: query, key: key, of: request))
        case .forwardPass(let position):
            .forwardPass(try await inspector.forwardPass(of: request, at: position))
        case .logitLens(let positions):
            .logitLens(try await inspector.logitLens(of: request, at: positions))
        case .draw:
            .inspection(try await inspector.inspect(request))
        case .headScores:
            .headScores(try await inspector.headScores())
        case .reading(let text):
            .steps(try await inspector.steps(reading: text, after: request))
        case .divergences(let other):
            .divergences(try await inspector.divergences(of: request, from: other))
        }
    }
}
