import Generation

@testable import Playground

extension PastRun.Summary {
    static func made(_ id: PastRun.ID, _ opening: String = "Once", model: String = "nano") -> PastRun.Summary {
        PastRun.Summary(
            id: id, time: "2026-11-23 14:05", modelReference: model, modelName: model, opening: opening, tokenCount: 2,
            ending: .finished(.length))
    }
}

extension PastRun {
    static func made(_ id: ID, _ prompt: Prompt = .raw("Once"), model: String = "nano") -> PastRun {
        var request = GenerationRequest(
            prompt: prompt, sampling: SamplingParameters(temperature: 0.7, topK: 5, seed: 9), maxNewTokens: 12,
            contextLength: 64, stopTexts: ["\n"], interventions: [.switchOffHead(layer: 0, head: 1)])
        request.isTraced = true
        return PastRun(
            summary: .made(id, model: model),
            question: Question(
                modelReference: model, modelName: model, isLocal: true, request: request, forcedKnobs: [.minP]),
            prompt: .made(of: 3), steps: [.made(0, " upon"), .made(1, " a")], text: " upon a", timings: Timings())
    }
}

extension RunPage {
    /// So many runs, of which those around a place are known; the newest has the highest number.
    static func made(of count: Int, offset: Int = 0, limit: Int = 200, models: [String] = ["nano"]) -> RunPage {
        let runs = (offset..<max(offset, min(count, offset + limit))).map {
            PastRun.Summary.made(PastRun.ID(count - $0), "run \(count - $0)")
        }
        return RunPage(matchCount: count, totalCount: count, offset: offset, runs: runs, modelReferences: models)
    }
}

extension Conversation {
    /// Goes to the history and fills it.
    mutating func showHistory(_ page: RunPage = .made(of: 3)) {
        say(.show(.history))
        answerList(page)
    }

    /// The history answers the newest query.
    mutating func answerList(_ page: RunPage) {
        guard let (id, _) = lists.last else { return }
        say(.historyNews(.listed(id, page)))
    }

    /// The history gives the runs that were asked for last.
    mutating func answerReading(_ runs: [PastRun]) {
        guard let (id, _) = readings.last else { return }
        say(.historyNews(.read(id, runs)))
    }

    /// The queries so far.
    var lists: [(Ticket, RunQuery)] {
        effects.compactMap { if case .history(.list(let id, let query)) = $0 { (id, query) } else { nil } }
    }

    /// The requests for runs so far.
    var readings: [(Ticket, [PastRun.ID])] {
        effects.compactMap { if case .history(.read(let id, let runs)) = $0 { (id, runs) } else { nil } }
    }
}
