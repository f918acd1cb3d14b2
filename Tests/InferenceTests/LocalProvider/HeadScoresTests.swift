import Foundation
import Generation
import Testing

@testable import Inference

@Suite("Head scores")
struct HeadScoresTests {
    @Test(arguments: InsideFigures.withHeadScores)
    func `are those of an independent computation`(model: InsideFigures) async throws {
        let provider = try model.provider()
        let texts = try HeadProbeTexts(
            text: model.ids("heads.text"), repeated: model.ids("heads.repeated"), period: model.number("heads.period"))
        let scores = try await provider.engine.headScores(on: texts)
        for kind in HeadScores.Kind.allCases {
            let measured = try #require(scores.scores[kind])
            #expect(largestDifference(measured, try model.figure("heads.\(kind.rawValue)")) < 1e-4, "\(kind)")
        }
    }

    @Test(arguments: InsideFigures.withHeadScores.filter { $0 == .stories || $0 == .nano })
    func `measure on the same tokens as the independent computation`(model: InsideFigures) throws {
        let engine = try model.provider().engine
        let texts = HeadProbeTexts(
            tokenizer: engine.tokenizer, beginning: engine.encoder.beginning, configuration: engine.configuration)
        #expect(texts.text == (try model.ids("heads.text")))
        #expect(texts.repeated == (try model.ids("heads.repeated")))
    }

    @Test func `know the patterns that they are named after`() {
        let count = 21
        func score(_ look: (_ query: Int) -> Int) -> PatternScores {
            var weights = [Float](repeating: 0, count: count * count)
            for query in 0..<count { weights[query * count + look(query)] = 1 }
            return PatternScores(weights, count: count)
        }
        #expect(score { max(0, $0 - 1) }.previousToken > 0.95)
        #expect(score { _ in 0 }.firstToken == 1)
        #expect(score { $0 }.local == 1)
        #expect(abs(score { _ in 0 }.local + 1) < 1e-5)
        #expect(score { $0 }.broad == 0)
        #expect(score { max(0, $0 - 10) }.duplicateToken(period: 10) == 1)
        #expect(score { max(0, $0 - 9) }.induction(period: 10) == 1)
        let uniform = (0..<count * count).map { index -> Float in
            let (query, key) = index.quotientAndRemainder(dividingBy: count)
            return key <= query ? 1 / Float(query + 1) : 0
        }
        let broad = PatternScores(uniform, count: count)
        #expect(abs(broad.broad - 1) < 1e-5)
        #expect(abs(broad.local) < 1e-5)
    }

    @Test func `name a head by what it looks at before how far it looks`() {
        let thresholds: [HeadScores.Kind: Float] = [.previousToken: 0.4, .induction: 0.4, .local: 0.8]
        let scores = HeadScores(
            layerCount: 1, headCount: 4,
            scores: [.previousToken: [0.5, 0.5, 0.1, 0], .induction: [0, 0.9, 0, 0], .local: [0.99, 0.9, 0.9, 0.1]],
            thresholds: thresholds)
        #expect((0..<4).map { scores.label(layer: 0, head: $0) } == [.previousToken, .induction, .local, nil])
        #expect(scores.label(layer: 1, head: 0) == nil)
    }

    @Test func `are kept on disk by the checksum of the weights`() async throws {
        let folder = try TemporaryFolder()
        let options = LocalOptions(cacheFolder: folder.path)
        let measured = try await InsideFigures.gpt2.provider(options: options).headScores()
        let path = "\(folder.path)/head-scores/\(try await InsideFigures.gpt2.provider().checksum()).json"
        #expect(FileManager.default.fileExists(atPath: path))
        #expect(try await InsideFigures.gpt2.provider(options: options).headScores() == measured)

        // What is on disk is believed; what does not fit is measured again.
        let changed = try String(contentsOfFile: path, encoding: .utf8).replacing("\"induction\"", with: "\"unknown\"")
        try changed.write(toFile: path, atomically: true, encoding: .utf8)
        #expect(try await InsideFigures.gpt2.provider(options: options).headScores().scores[.induction] == nil)
        try "{}".write(toFile: path, atomically: true, encoding: .utf8)
        #expect(try await InsideFigures.gpt2.provider(options: options).headScores() == measured)
    }
}
