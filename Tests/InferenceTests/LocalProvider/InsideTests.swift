import Generation
import Testing

@testable import Inference

@Suite("Inside a model")
struct InsideTests {
    @Test(arguments: InsideFigures.present)
    func `the arithmetic of a weight has Hugging Face's numbers`(model: InsideFigures) async throws {
        let provider = try model.provider()
        let request = try model.request()
        let configuration = provider.engine.configuration
        let (query, key) = (try model.number("query"), try model.number("key"))
        for layer in 0..<configuration.layerCount {
            for head in 0..<configuration.headCount {
                let arithmetic = try await provider.attentionArithmetic(
                    layer: layer, head: head, query: query, key: key, of: request)
                func expectEqual(_ values: [Float], _ name: String) throws {
                    let figure = try model.figure(name)
                    let start = (layer * configuration.headCount + head) * values.count
                    #expect(largestDifference(values, figure[start..<start + values.count]) < 1e-4, "\(name)")
                }
                try expectEqual(arithmetic.queryVector, "q")
                try expectEqual(arithmetic.keyVector, "k")
                try expectEqual(arithmetic.valueVector, "v")
                try expectEqual(arithmetic.scores, "scores")
                try expectEqual(arithmetic.output, "output")
                #expect((arithmetic.unrotated == nil) == (model == .gpt2))
                if let unrotated = arithmetic.unrotated {
                    try expectEqual(unrotated.query, "q.unrotated")
                    try expectEqual(unrotated.key, "k.unrotated")
                }
                #expect(abs(arithmetic.products.reduce(0, +) - arithmetic.scores[key]) < 1e-4)
                let pattern = try await provider.attentionPattern(layer: layer, head: head, of: request)
                #expect(arithmetic.weights == (0...query).map { pattern[query, $0] })
            }
        }
    }

    @Test(arguments: InsideFigures.present)
    func `a position passes Hugging Face's vectors`(model: InsideFigures) async throws {
        let pass = try await model.provider().forwardPass(of: model.request(), at: model.number("position"))
        for stop in pass.stops {
            let figure = try model.figure("stop.\(stop.place.figureName)")
            let size = figure.reduce(1) { max($0, abs($1)) }
            #expect(largestDifference(stop.values, figure) < 1e-4 * size, "\(stop.place)")
        }
        let blocks = model == .stories ? 5 : 2
        #expect(pass.stops.count == (model == .gpt2 ? 3 : 2) + 7 * blocks + 2)
        #expect(pass.stops.last?.place == .logits)
    }

    @Test(arguments: InsideFigures.present)
    func `the logit lens says what Hugging Face's layers say`(model: InsideFigures) async throws {
        let provider = try model.provider()
        let count = try model.ids().count
        for positions in [0..<count, 3..<4] {
            let lens = try await provider.logitLens(of: model.request(), at: positions)
            for row in 0..<lens.rowCount {
                for position in positions {
                    let (cell, index) = (lens[row, position], row * count + position)
                    #expect(Float(cell.token.id) == (try model.figure("lens.top")[index]))
                    #expect(abs(cell.probability - (try model.figure("lens.probability")[index])) < 1e-4)
                    #expect(abs(cell.answerProbability - (try model.figure("lens.answer")[index])) < 1e-4)
                    #expect(Float(cell.answerRank) == (try model.figure("lens.rank")[index]))
                }
            }
        }
    }

    @Test(arguments: InsideFigures.present)
    func `a head or an MLP switched off gives the logits of its output zeroed`(model: InsideFigures) async throws {
        let provider = try model.provider()
        let (layer, head) = (try model.number("layer"), try model.number("head"))
        var request = try model.request()
        let untouched = try await provider.forwardPass(of: request, at: model.ids().count - 1).stops.last?.values ?? []
        let cases: [(String, Intervention)] = [
            ("off.head.logits", .switchOffHead(layer: layer, head: head)),
            ("off.mlp.logits", .switchOffMLP(layer: layer)),
        ]
        for (name, intervention) in cases {
            request.interventions = [intervention]
            let pass = try await provider.forwardPass(of: request, at: model.ids().count - 1)
            let logits = try #require(pass.stops.last).values
            let figure = try model.figure(name).suffix(logits.count)
            #expect(largestDifference(logits, figure) < 1e-3, "\(name)")
            #expect(largestDifference(logits, untouched) > 1e-2, "\(name)")
        }
    }

    @Test func `a look changes nothing, to the last bit`() async throws {
        let provider = try InsideFigures.groupedLlama.provider()
        let request = try InsideFigures.groupedLlama.request()
        let before = try await provider.inspect(request)
        let pattern = try await provider.attentionPattern(layer: 1, head: 2, of: request)
        _ = try await provider.logitLens(of: request, at: 2..<20)
        _ = try await provider.forwardPass(of: request, at: 7)
        let after = try await provider.inspect(request)
        #expect(after.evaluatedCount == 0)
        #expect(after.distribution == before.distribution)
        #expect(try await provider.attentionPattern(layer: 1, head: 2, of: request) == pattern)
    }

    @Test func `rows, mean and maximum are those of the whole patterns`() async throws {
        let provider = try TinyModel.groupedLlama.provider()
        let request = greedyRequest(Array(5...15))
        var patterns: [AttentionPattern] = []
        for head in 0..<6 { patterns.append(try await provider.attentionPattern(layer: 1, head: head, of: request)) }
        for queries in [0..<11, 4..<6] {
            for heads in [HeadSelection.head(3), .mean, .maximum] {
                let band = try await provider.attentionBand(layer: 1, heads: heads, queries: queries, of: request)
                for query in queries {
                    for key in 0..<11 {
                        let weights = patterns.map { $0[query, key] }
                        let expected: Float =
                            switch heads {
                            case .head(let head): weights[head]
                            case .mean: weights.reduce(0, +) / 6
                            case .maximum: weights.max() ?? 0
                            }
                        #expect(abs(band[query, key] - expected) < 1e-6)
                    }
                }
            }
        }
    }

    @Test(arguments: [3, 4, 11, 40], [false, true])
    func `a thumbnail's cell is the largest weight of its square`(side: Int, hidesFirstToken: Bool) async throws {
        let provider = try TinyModel.gpt2.provider()
        let request = greedyRequest(Array(5...15))
        let thumbnails = try await provider.attentionThumbnails(
            layer: 1, side: side, hidesFirstToken: hidesFirstToken, of: request)
        #expect(thumbnails.map(\.head) == [0, 1, 2])
        for thumbnail in thumbnails {
            #expect(thumbnail.side == min(side, 11))
            let pattern = try await provider.attentionPattern(layer: 1, head: thumbnail.head, of: request)
            for row in 0..<thumbnail.side {
                for column in 0..<thumbnail.side {
                    let rows = AttentionThumbnail.positions(ofCell: row, side: thumbnail.side, count: 11)
                    let columns = AttentionThumbnail.positions(ofCell: column, side: thumbnail.side, count: 11)
                    let weights = rows.flatMap { query in
                        columns.map { hidesFirstToken && $0 == 0 ? 0 : pattern[query, $0] }
                    }
                    #expect(thumbnail[row, column] == weights.max())
                }
            }
        }
    }

    @Test func `a place that is not there is refused with the range`() async throws {
        let provider = try TinyModel.gpt2.provider()
        let request = greedyRequest([1, 2, 3])
        await #expect { try await provider.forwardPass(of: request, at: 3) } throws: {
            ($0 as? Failure)?.message == "no such position: 3: expected 0 to 2"
        }
        await #expect { try await provider.logitLens(of: request, at: -1..<2) } throws: {
            ($0 as? Failure)?.location == "-1"
        }
        await #expect {
            try await provider.attentionArithmetic(layer: 0, head: 0, query: 1, key: 2, of: request)
        } throws: {
            ($0 as? Failure)?.kind == .outOfRange
        }
        await #expect {
            try await provider.attentionBand(layer: 2, heads: .mean, queries: 0..<1, of: request)
        } throws: {
            ($0 as? Failure)?.message == "no such layer: 2: expected 0 to 1"
        }
    }
}

extension ForwardPass.Place {
    /// As the figures name it.
    fileprivate var figureName: String {
        switch self {
        case .tokenEmbedding: "tokenEmbedding"
        case .positionEmbedding: "positionEmbedding"
        case .embedding: "embedding"
        case .attentionNorm(let layer): "attentionNorm.\(layer)"
        case .attention(let layer): "attention.\(layer)"
        case .residualAfterAttention(let layer): "residualAfterAttention.\(layer)"
        case .mlpNorm(let layer): "mlpNorm.\(layer)"
        case .mlpActivations(let layer): "mlpActivations.\(layer)"
        case .mlp(let layer): "mlp.\(layer)"
        case .residual(let layer): "residual.\(layer)"
        case .finalNorm: "finalNorm"
        case .logits: "logits"
        }
    }
}
