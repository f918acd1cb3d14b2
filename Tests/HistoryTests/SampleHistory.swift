import Foundation
import Generation
import Synchronization

@testable import History

/// A history in a folder of its own, which goes with this value.
final class SampleHistory: Sendable {
    let folder: String
    let store: HistoryStore
    /// What was told of runs that could not be remembered.
    let failures = Failures()

    final class Failures: Sendable {
        private let list = Mutex<[Failure]>([])
        var all: [Failure] { list.withLock { $0 } }
        func add(_ failure: Failure) { list.withLock { $0.append(failure) } }
    }

    init(folder: String = SampleHistory.freshFolder()) throws {
        self.folder = folder
        store = try HistoryStore(folder: folder)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    static func freshFolder() -> String {
        FileManager.default.temporaryDirectory.appending(path: "mirilla-history-\(UUID().uuidString)").path
    }

    /// Remembers a run of these tokens to its end, and says which number it has.
    @discardableResult
    func run(
        _ prompt: Prompt = .raw("Once upon a time"), tokens: [String] = [" there", " was"], model: String = "nano",
        reason: FinishReason? = .length
    ) async throws -> PastRun.ID {
        try await run(
            .sample(prompt, model: model), steps: tokens.enumerated().map { .sample($0.offset, $0.element) },
            reason: reason)
    }

    @discardableResult
    func run(
        _ question: PastRun.Question, given: [Step] = [], prompt: EncodedPrompt? = nil, steps: [Step],
        reason: FinishReason? = .length
    ) async throws -> PastRun.ID {
        let recorder = store.record(question, given: given, failed: failures.add)
        if let prompt { recorder.add(.prompt(prompt)) }
        for step in steps { recorder.add(.step(step)) }
        if let reason {
            recorder.add(
                .completed(
                    Completion(
                        text: steps.map(\.text).joined(), reason: reason,
                        timings: Timings(
                            prefillTokens: 4, prefill: .milliseconds(8), firstToken: .milliseconds(9),
                            decodeTokens: steps.count - 1, decode: .milliseconds(250)), promptTokens: 4,
                        generatedTokens: steps.count, usage: Usage(promptTokens: 4, generatedTokens: steps.count))))
        }
        store.flush()
        return try await store.page(RunQuery(limit: 1)).runs.first?.id ?? 0
    }

    /// The runs that match a text, by their first words.
    func found(_ text: String) async throws -> [String] {
        try await store.page(RunQuery(text: text)).runs.map(\.opening)
    }

    /// All bytes of the files of the history.
    var bytes: Data {
        get throws {
            try FileManager.default.contentsOfDirectory(atPath: folder).reduce(into: Data()) { data, name in
                data += try Data(contentsOf: URL(filePath: "\(folder)/\(name)"))
            }
        }
    }
}

extension PastRun.Question {
    static func sample(_ prompt: Prompt, model: String = "nano", isLocal: Bool = true) -> PastRun.Question {
        PastRun.Question(
            modelReference: model, modelName: model, isLocal: isLocal, request: GenerationRequest(prompt: prompt))
    }
}

extension Step {
    static func sample(_ index: Int, _ text: String) -> Step {
        Step(
            index: index, token: Token(id: 100 + index, bytes: Array(text.utf8)), text: text, probability: 0.5,
            unsampledProbability: 0.25, rank: 1,
            distribution: Distribution(
                candidates: [
                    Candidate(
                        token: Token(id: 7, bytes: [0xC3]), rank: 0, probability: 0.4, unsampledProbability: 0.5),
                    Candidate(
                        token: Token(id: Token.undisclosedID, bytes: [0x20], isSpecial: true), rank: 1, probability: 0,
                        unsampledProbability: 0.25, cutBy: .topP),
                ], tail: Distribution.Tail(count: 90, probability: 0.6, unsampledProbability: 0.25), entropyBits: 1.5,
                unsampledEntropyBits: 2.5))
    }
}
