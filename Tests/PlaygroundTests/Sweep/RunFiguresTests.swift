import Generation
import Playground
import Testing

@Suite struct RunFiguresTests {
    private func step(_ index: Int, probability: Double?, entropy: Double?) -> Step {
        Step(
            index: index, token: Token(id: index, bytes: [0x61]), text: "a", unsampledProbability: probability,
            distribution: entropy.map {
                Distribution(
                    candidates: [], tail: .init(count: 0, probability: 0, unsampledProbability: 0), entropyBits: $0,
                    unsampledEntropyBits: $0)
            })
    }

    @Test func `perplexity is the inverse of the geometric mean of the probabilities`() throws {
        let figures = RunFigures([
            step(0, probability: 0.5, entropy: 1), step(1, probability: 0.125, entropy: 2),
        ])
        // √(0.5 × 0.125) = 0.25
        #expect(abs(try #require(figures.perplexity) - 4) < 1e-12)
        #expect(figures.meanEntropyBits == 1.5)
        #expect(figures.tokenCount == 2)
    }

    @Test func `leaves out what is not disclosed`() {
        let figures = RunFigures([step(0, probability: nil, entropy: nil)])
        #expect(figures.perplexity == nil)
        #expect(figures.meanEntropyBits == nil)
        #expect(figures.tokenCount == 1)
    }
}
