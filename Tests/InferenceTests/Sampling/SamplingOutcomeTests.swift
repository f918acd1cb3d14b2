import Foundation
import Generation
import Inference
import Testing

@Suite("A sampling outcome")
struct SamplingOutcomeTests {
    private static let logits = (0..<300).map { Float(sin(Double($0) * 1.7) * 3 + cos(Double($0 * $0)) * 2) }
    private static func piece(_ id: TokenID) -> Token { Token(id: id, bytes: Array("\(id)".utf8)) }

    @Test(arguments: [
        SamplingParameters(), SamplingParameters(temperature: 0.6, topP: 0.9, seed: 7),
        SamplingParameters(temperature: 1.5, minP: 0.1, typicalP: 0.8, repetitionPenalty: 1.3, seed: .max),
    ])
    func `is drawn from as its distribution says (chi-square over 100,000 draws)`(parameters: SamplingParameters) throws
    {
        let outcome = try Sampler(parameters).evaluate(logits: Self.logits, prompt: [1, 2, 3], generated: [4, 5])
        let drawCount = 100_000
        var counts = Array(repeating: 0, count: Self.logits.count)
        for index in 0..<drawCount { counts[outcome.draw(index: index)] += 1 }
        // Tokens expected fewer than five times share a bin, as the test asks for.
        var statistic = 0.0
        var bins = 0
        var rareCount = 0.0
        var rareExpected = 0.0
        for (id, count) in counts.enumerated() {
            let expected = outcome.probability(of: id) * Double(drawCount)
            if expected == 0 { #expect(count == 0) }
            if expected < 5 {
                rareCount += Double(count)
                rareExpected += expected
            } else {
                statistic += (Double(count) - expected) * (Double(count) - expected) / expected
                bins += 1
            }
        }
        if rareExpected > 0 {
            statistic += (rareCount - rareExpected) * (rareCount - rareExpected) / rareExpected
            bins += 1
        }
        // The 99.9 % quantile (Wilson & Hilferty 1931).
        let freedom = Double(bins - 1)
        let limit = freedom * pow(1 - 2 / (9 * freedom) + 3.09 * sqrt(2 / (9 * freedom)), 3)
        #expect(bins > 10)
        #expect(statistic < limit, "\(statistic) over \(bins) bins, at most \(limit)")
    }

    @Test func `draws by seed and place alone`() throws {
        let draws = try (0..<3).map { run in
            let outcome = try Sampler(SamplingParameters(seed: run == 2 ? 43 : 42)).evaluate(logits: Self.logits)
            return (0..<40).map { outcome.draw(index: $0) }
        }
        #expect(draws[0] == draws[1])
        #expect(draws[0] != draws[2])
    }

    @Test func `draws with SplitMix64's published numbers`() throws {
        // Its first five outputs from 1234567 are 0.35008, 0.17364, 0.53220, 0.24900 and 0.88952 of the range.
        let outcome = try Sampler(SamplingParameters(seed: 1_234_567))
            .evaluate(logits: Array(repeating: 0, count: 1000))
        #expect((0..<5).map { outcome.draw(index: $0) } == [350, 173, 532, 249, 889])
    }

    @Test func `is certain of the most probable token at temperature 0, the lowest id among equals`() throws {
        let outcome = try Sampler(SamplingParameters(temperature: 0, topP: 0.5)).evaluate(logits: [1, 5, 5, 2])
        #expect((0..<4).map { outcome.probability(of: $0) } == [0, 1, 0, 0])
        #expect((0..<100).allSatisfy { outcome.draw(index: $0) == 1 })
        #expect(outcome.entropyBits == 0)
        #expect(outcome.stages.map(\.stage) == [.temperature])
        #expect(outcome.stages.map(\.removedCount) == [3])
    }

    @Test func `lets penalties act before the greedy choice`() throws {
        let sampler = try Sampler(SamplingParameters(temperature: 0, repetitionPenalty: 2))
        #expect(try sampler.evaluate(logits: [3, 2], prompt: [0]).draw(index: 0) == 1)
    }

    @Test func `lists candidates in the model's own order and the rest as a tail`() throws {
        let outcome = try Sampler(SamplingParameters(temperature: 0.5, topK: 5, repetitionPenalty: 3))
            .evaluate(logits: Self.logits, prompt: Array(0..<100))
        let distribution = outcome.distribution(candidateCount: 12, token: Self.piece)
        let order = Self.logits.indices.sorted { Self.logits[$0] > Self.logits[$1] }
        #expect(distribution.candidates.map(\.token.id) == Array(order.prefix(12)))
        #expect(distribution.candidates.map(\.rank) == Array(0..<12))
        for candidate in distribution.candidates {
            #expect(outcome.rank(of: candidate.token.id) == candidate.rank)
            #expect((candidate.probability == 0) == (candidate.cutBy == .topK))
        }
        let listed = distribution.candidates.reduce(0) { $0 + $1.probability }
        let unsampled = distribution.candidates.reduce(0) { $0 + $1.unsampledProbability }
        #expect(distribution.tail.count == 288)
        #expect(abs(listed + distribution.tail.probability - 1) < 1e-12)
        #expect(abs(unsampled + distribution.tail.unsampledProbability - 1) < 1e-12)
        #expect(distribution.isComplete)
    }

    @Test func `has the entropy of its probabilities`() throws {
        let outcome = try Sampler(SamplingParameters(temperature: 0.7, topK: 40)).evaluate(logits: Self.logits)
        func entropy(_ probability: (TokenID) -> Double) -> Double {
            Self.logits.indices.map(probability).filter { $0 > 0 }.reduce(0) { $0 - $1 * log2($1) }
        }
        #expect(abs(outcome.entropyBits - entropy(outcome.probability)) < 1e-9)
        #expect(abs(outcome.unsampledEntropyBits - entropy(outcome.unsampledProbability)) < 1e-9)
    }

    @Test(arguments: [0, 1, 300, 1000])
    func `lists as many candidates as there are`(count: Int) throws {
        let outcome = try Sampler(SamplingParameters()).evaluate(logits: Self.logits)
        let distribution = outcome.distribution(candidateCount: count, token: Self.piece)
        #expect(distribution.candidates.count == min(count, 300))
        #expect(distribution.tail.count == 300 - min(count, 300))
        if count >= 300 { #expect(distribution.tail.probability == 0) }
    }
}
