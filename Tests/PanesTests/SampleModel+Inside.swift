import Foundation
import Generation
import Playground

/// What the sample model tells about its inside: the same patterns that its newest rows come from.
extension SampleModel {
    /// The answer to a question; nil for one that the tests of the panes do not ask.
    func answer(_ question: InsideQuestion, tokens: [Token], window: ContextWindow) -> InsideAnswer? {
        switch question {
        case .band(let layer, let heads, let queries):
            .band(
                AttentionBand(
                    layer: layer, heads: heads, window: window, queries: queries,
                    weights: queries.flatMap { row($0, layer: layer, heads, tokens: tokens, window: window) }))
        case .thumbnails(let layer, let side, let hidesFirstToken):
            .thumbnails(
                (0..<heads).map { head in
                    thumbnail(
                        layer: layer, head: head, side: side, hidesFirstToken: hidesFirstToken, tokens: tokens,
                        window: window)
                })
        case .arithmetic(let layer, let head, let query, let key):
            .arithmetic(
                arithmetic(layer: layer, head: head, query: query, key: key, tokens: tokens, window: window))
        case .headScores: .headScores(headScores)
        default: nil
        }
    }

    /// Which kind of head the sample is made to be.
    func kind(layer: Int, head: Int) -> HeadScores.Kind? {
        switch (layer * 5 + head * 3) % 8 {
        case 0: .previousToken
        case 1: .firstToken
        case 2: .local
        case 6: .induction
        default: nil
        }
    }

    /// Where a position looks, `[key position]`.
    func row(_ query: Int, layer: Int, _ selection: HeadSelection, tokens: [Token], window: ContextWindow) -> [Float] {
        func one(_ head: Int) -> [Float] {
            let weights = row(kind: (layer * 5 + head * 3) % 8, keys: query + 1, window: window, tokens: tokens)
            return weights + Array(repeating: 0, count: window.visibleCount - query - 1)
        }
        switch selection {
        case .head(let head): return one(head)
        case .mean:
            return (0..<heads).map(one).reduce([Float](repeating: 0, count: window.visibleCount)) {
                zip($0, $1).map { $0 + $1 / Float(heads) }
            }
        case .maximum:
            return (0..<heads).map(one).reduce([Float](repeating: 0, count: window.visibleCount)) {
                zip($0, $1).map { max($0, $1) }
            }
        }
    }

    private func thumbnail(
        layer: Int, head: Int, side: Int, hidesFirstToken: Bool, tokens: [Token], window: ContextWindow
    ) -> AttentionThumbnail {
        let count = window.visibleCount
        let side = min(side, count)
        var weights = [Float](repeating: 0, count: side * side)
        for query in 0..<count {
            let row = row(query, layer: layer, .head(head), tokens: tokens, window: window)
            for key in (hidesFirstToken ? 1 : 0)..<max(1, query + 1) where key <= query {
                let cell = query * side / count * side + key * side / count
                weights[cell] = max(weights[cell], row[key])
            }
        }
        return AttentionThumbnail(layer: layer, head: head, side: side, weights: weights)
    }

    private func arithmetic(
        layer: Int, head: Int, query: Int, key: Int, tokens: [Token], window: ContextWindow
    ) -> AttentionArithmetic {
        func vector(_ seed: Int) -> [Float] { (0..<8).map { Float(sin(Double(seed * 7 + $0 * 3))) } }
        let weights = Array(row(query, layer: layer, .head(head), tokens: tokens, window: window)[...query])
        let scores = (0...query).map { other in
            zip(vector(query), vector(other + 100)).reduce(Float(0)) { $0 + $1.0 * $1.1 }
        }
        return AttentionArithmetic(
            layer: layer, head: head, keyValueHead: head * keyValueHeads / heads, window: window, query: query,
            key: key,
            queryVector: vector(query), keyVector: vector(key + 100), unrotated: nil, scale: 1 / Float(8).squareRoot(),
            scoreCap: nil, scores: scores, weights: weights, visibleKeys: 0..<query + 1,
            valueVector: vector(key + 200), output: vector(query + 300))
    }

    private var headScores: HeadScores {
        var scores: [HeadScores.Kind: [Float]] = [:]
        for kind in HeadScores.Kind.allCases {
            scores[kind] = (0..<layers * heads).map { index in
                self.kind(layer: index / heads, head: index % heads) == kind ? 0.87 : 0.12
            }
        }
        return HeadScores(
            layerCount: layers, headCount: heads, scores: scores,
            thresholds: [
                .previousToken: 0.4, .duplicateToken: 0.4, .induction: 0.4, .firstToken: 0.3, .local: 0.8, .broad: 0.8,
            ])
    }
}
