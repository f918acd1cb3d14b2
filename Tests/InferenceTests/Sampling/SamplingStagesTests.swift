import Foundation
import Generation
import Inference
import Testing

@Suite("The sampling stages")
struct SamplingStagesTests {
    @Test func `give what Hugging Face's processors give, after each stage of 200 random settings`() throws {
        let reference = try SamplingReference.load()
        #expect(reference.cases.count == 200)
        for sample in reference.cases {
            for stage in SamplingStage.allCases {
                guard let wanted = sample.after[stage.rawValue] else { continue }
                let outcome = try Sampler(sample.parameters(through: stage)).evaluate(
                    logits: reference.logits[sample.logits], prompt: sample.prompt, generated: sample.generated)
                let worst = wanted.enumerated().map { abs(outcome.probability(of: $0) - Double($1) * 1e-9) }.max()
                #expect(worst ?? 1 < 1e-6, "after \(stage.rawValue) with \(sample.testDescription)")
            }
        }
    }

    @Test func `report what each active stage removed, in the order in which they act`() throws {
        let logits: [Float] = [0.5, 0.25, 0.125, 0.0625, 0.0625].map { Float(log($0)) }
        let outcome = try Sampler(SamplingParameters(topK: 3, topP: 0.6, minP: 0.9)).evaluate(logits: logits)
        #expect(outcome.stages.map(\.stage) == [.topK, .topP, .minP])
        #expect(outcome.stages.map(\.removedCount) == [2, 1, 1])
        let removed: [Double] = [0.125, 0.125 / 0.875, 0.25 / 0.75]
        for (report, wanted) in zip(outcome.stages, removed) {
            #expect(abs(report.removedProbability - wanted) < 1e-6)
        }
        #expect(outcome.survivorCount == 1)
    }

    @Test func `count the prompt for the repetition penalty and not for the other penalties`() throws {
        let logits: [Float] = [1, 1, 1]
        func evaluate(_ parameters: SamplingParameters) throws -> [Double] {
            let outcome = try Sampler(parameters).evaluate(logits: logits, prompt: [0, 0], generated: [1, 1])
            return (0..<3).map { outcome.probability(of: $0) }
        }
        let repetition = try evaluate(SamplingParameters(repetitionPenalty: 2))
        #expect(repetition[0] == repetition[1] && repetition[1] < repetition[2])
        let presence = try evaluate(SamplingParameters(presencePenalty: 1))
        let frequency = try evaluate(SamplingParameters(frequencyPenalty: 1))
        #expect(presence[0] == presence[2] && presence[1] < presence[2])
        #expect(frequency[0] == frequency[2] && frequency[1] < presence[1])
    }

    @Test func `leave at least one token, whatever they cut`() throws {
        let logits = (0..<50).map { Float($0 % 7) }
        for parameters in [
            SamplingParameters(topK: 1), SamplingParameters(topP: 0), SamplingParameters(minP: 1),
            SamplingParameters(typicalP: 0), SamplingParameters(topK: 1, topP: 0, minP: 1, typicalP: 0),
        ] {
            #expect(try Sampler(parameters).evaluate(logits: logits).survivorCount >= 1)
        }
    }

    @Test func `keep the lowest ids where the nucleus ends among equals`() throws {
        let outcome = try Sampler(SamplingParameters(topP: 0.5)).evaluate(logits: [1, 1, 1, 1])
        #expect((0..<4).map { outcome.probability(of: $0) } == [0.5, 0.5, 0, 0])
    }

    @Test func `take the smallest temperatures without overflow`() throws {
        let outcome = try Sampler(SamplingParameters(temperature: .leastNonzeroMagnitude, topK: 2)).evaluate(logits: [
            3, 4, -.infinity,
        ])
        #expect(outcome.probability(of: 1) == 1)
    }

    @Test(
        arguments: [
            (SamplingParameters(temperature: -0.5), "temperature", "-0.5"),
            (SamplingParameters(temperature: .nan), "temperature", "nan"),
            (SamplingParameters(topK: -1), "top_k", "-1"),
            (SamplingParameters(topP: 1.5), "top_p", "1.5"),
            (SamplingParameters(minP: 2), "min_p", "2"),
            (SamplingParameters(typicalP: -1), "typical_p", "-1"),
            (SamplingParameters(repetitionPenalty: 0), "repetition_penalty", "0"),
            (SamplingParameters(presencePenalty: 3), "presence_penalty", "3"),
            (SamplingParameters(frequencyPenalty: -2.5), "frequency_penalty", "-2.5"),
        ])
    func `refuse a value out of range with the range and the value`(
        parameters: SamplingParameters, name: String, value: String
    ) throws {
        let failure = #expect(throws: Failure.self) { try Sampler(parameters) }
        #expect(failure?.kind == .outOfRange)
        #expect(failure?.location == name)
        #expect(failure?.found == value)
        #expect(failure?.expected?.contains(" to ") == true)
    }

    @Test(arguments: [[], [Float.nan, 1], [1, .infinity], [-.infinity, -.infinity]])
    func `refuse logits that are not numbers`(logits: [Float]) throws {
        let sampler = try Sampler(SamplingParameters(temperature: 0.5, topK: 1, typicalP: 0.5))
        #expect(throws: Failure.self) { try sampler.evaluate(logits: logits) }
    }
}
