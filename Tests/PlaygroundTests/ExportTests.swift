import Foundation
import Generation
import Testing

@testable import Playground

/// Tables for other programs, and the files that they go into.
struct ExportTests {
    private func branch() -> Branch {
        let model = LoadedModel(
            id: Ticket(1), description: ModelDescription(reference: "nano", name: "nano"), capabilities: .local,
            canInspect: true)
        let candidate = Candidate(
            token: Token(id: 5, bytes: Array("\"a\", b".utf8)), rank: 0, probability: 0.5, unsampledProbability: 0.25,
            cutBy: nil)
        let distribution = Distribution(
            candidates: [candidate], tail: .init(count: 3, probability: 0.5, unsampledProbability: 0.75),
            entropyBits: 1.5, unsampledEntropyBits: 2,
            stages: [StageReport(stage: .topK, removedCount: 3, removedProbability: 0.25)])
        let steps = [
            Step(
                index: 0, token: candidate.token, text: "\"a\", b", probability: 0.5, unsampledProbability: 0.25,
                rank: 0, distribution: distribution),
            Step(index: 1, token: Token(id: 6, bytes: [0xFF, 0x0A]), text: ""),
        ]
        return Branch(
            Run(
                id: Ticket(2), model: model, request: GenerationRequest(prompt: .raw(""), continuation: [5]),
                given: steps))
    }

    @Test func `the table quotes what needs it and leaves empty what is not known`() {
        let lines = RunTable(branch()).csv.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines[0].hasPrefix("index,id,text,origin,probability"))
        #expect(lines[1] == "0,5,\"\"\"a\"\", b\",forced,0.5,0.25,0,2.0,1.5,2.0,top_k:3")
        // A line end that is not text on its own is written as it is shown.
        #expect(lines[2] == "1,6,\"\\xFF\\x0A\",generated,,,,,,,")
    }

    @Test func `the run as JSON has the keys of mirilla generate`() throws {
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(RunTable(branch()).json)) as? [String: Any])
        let steps = try #require(object["steps"] as? [[String: Any]])
        #expect(steps[0]["id"] as? Int == 5 && steps[0]["text"] as? String == "\"a\", b")
        #expect(steps[0]["rank"] as? Int == 0 && steps[0]["entropy_bits"] as? Double == 1.5)
        let top = try #require(steps[0]["top"] as? [[String: Any]])
        #expect(top[0]["unsampled_probability"] as? Double == 0.25 && top[0]["cut_by"] is NSNull)
        #expect(steps[1]["bytes"] as? [Int] == [255, 10] && steps[1]["probability"] is NSNull)
    }

    @Test func `a distribution is written with its tail and its stages`() throws {
        let distribution = try #require(branch().run.steps[0].distribution)
        let table = DistributionTable(distribution)
        #expect(table.csv.hasSuffix(",,\"(3 more)\",0.5,0.75,\n"))
        let object = try #require(try JSONSerialization.jsonObject(with: Data(table.json)) as? [String: Any])
        #expect((object["tail"] as? [String: Any])?["count"] as? Int == 3)
        #expect((object["stages"] as? [[String: Any]])?.first?["stage"] as? String == "top_k")
    }

    @Test func `a file is whole or not there, and never replaced without saying`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "export-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "a.txt").path
        try ExportFile(path, replacesExisting: false).write([1, 2])
        #expect(throws: ExportFile.ExistingFile.self) { try ExportFile(path, replacesExisting: false) }
        try ExportFile(path, replacesExisting: true).write([3])
        #expect(FileManager.default.contents(atPath: path) == Data([3]))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.txt"])

        // One that appears between the look and the writing stays too.
        let late = folder.appending(path: "b.txt").path
        let file = try ExportFile(late, replacesExisting: false)
        try Data([9]).write(to: URL(filePath: late))
        #expect(throws: ExportFile.ExistingFile.self) { try file.write([1]) }
        #expect(FileManager.default.contents(atPath: late) == Data([9]))
    }

    @Test func `a folder that is not there, a folder in place of a file and a full disk are told`() {
        #expect { try ExportFile("/nowhere/at/all", replacesExisting: false).write([1]) } throws: {
            ($0 as? Failure)?.location == "/nowhere/at/all" && ($0 as? Failure)?.hint != nil
        }
        #expect { try ExportFile("/tmp", replacesExisting: true) } throws: { ($0 as? Failure)?.kind == .usage }
    }

    @Test func `a home folder is written as a tilde`() throws {
        #expect(try ExportFile("~/x/y.csv", replacesExisting: false, home: "/home/ada").path == "/home/ada/x/y.csv")
    }

    @Test func `the record of attention keeps the newest tokens that fit and packs a triangle`() {
        #expect(AttentionRecord.fittingCount(10, heads: 1, limit: 6) == 3)
        #expect(AttentionRecord.fittingCount(2, heads: 1, limit: 6) == 2)
        let prompt = EncodedPrompt.made(of: 3)
        let order = AttentionPageOrder(
            sequence: ShownSequence(prompt: prompt, generated: [Token(id: 9, bytes: [])], contextLength: 128),
            request: GenerationRequest(prompt: .raw("")), modelName: "nano", language: .english)
        var record = AttentionRecord(order, layerCount: 1, headCount: 1, limit: 3)
        #expect(record.tokens.map(\.id) == [1002, 9] && record.promptCount == 1 && record.omittedCount == 2)
        let window = ContextWindow(promptCount: 3, count: 4, pinnedCount: 0, limit: 128)
        record.add(
            AttentionPattern(
                layer: 0, head: 0, window: window,
                weights: [1, 0, 0, 0, 0, 1, 0, 0, 0.5, 0.1, 0.4, 0, 0.2, 0.2, 0.4, 0.2]))
        #expect(record.weights == [102, 102, 51])
    }
}
