import Documents
import Generation
import Playground
import TextUI

extension Session {
    /// Opens the history screen and fills it with runs of every kind.
    mutating func showHistory() {
        press(.function(9))
        let lists = effects.compactMap { if case .history(.list(let id, _)) = $0 { id } else { nil } }
        guard let id = lists.last else { return }
        let runs = PastRun.samples(in: state.language).map(\.summary)
        perform(
            .historyNews(
                .listed(
                    id,
                    RunPage(
                        matchCount: runs.count, totalCount: runs.count, offset: 0, runs: runs,
                        modelReferences: ["nano", "openai:gpt-5.6-luna"]))))
        answerReading()
    }

    /// Gives the runs that were asked for last.
    mutating func answerReading() {
        let readings = effects.compactMap { if case .history(.read(let id, let runs)) = $0 { (id, runs) } else { nil } }
        guard let (id, wanted) = readings.last else { return }
        let samples = PastRun.samples(in: state.language)
        perform(.historyNews(.read(id, wanted.compactMap { number in samples.first { $0.summary.id == number } })))
    }
}

extension PastRun {
    /// Runs of every kind, newest first.
    static func samples(in language: Language) -> [PastRun] {
        let isSpanish = language == .spanish
        let story = isSpanish ? "Cuéntame un cuento sobre un dragón." : "Tell me a story about a dragon."
        let long = [
            "Long", " ago", " there", " lived", " a", " dragon", " called", " Álvaro", ".", " It", " slept", ".",
        ]
        let other = ["Once", " there", " lived", " a", " green", " dragon", ".", " It", " sang", "."]
        return [
            made(6, story, long, temperature: 1, topK: 5, minute: 6),
            made(5, story, other, temperature: 0.2, minute: 5, isStarred: true),
            made(
                4, "¿Qué hace la temperatura?", [" Divide", " los", " logits", "."], model: "openai:gpt-5.6-luna",
                minute: 4, note: isSpanish ? "para el martes" : "for Tuesday"),
            made(3, "She saw a big, red ball", [" and", " a", " dog"], minute: 3, ending: nil),
            made(2, "Translate into Spanish: The old cat eats.", [], minute: 2, ending: .failed("the model is closed")),
            made(1, "x\ty\u{1B}[31m", ["·"], minute: 1, ending: .finished(.cancelled)),
        ]
    }

    private static func made(
        _ id: ID, _ user: String, _ words: [String], model: String = "nano", temperature: Double = 1, topK: Int = 0,
        minute: Int, isStarred: Bool = false, note: String = "", ending: Ending? = .finished(.length)
    ) -> PastRun {
        let steps = words.enumerated().map { index, word in
            Step(
                index: index, token: Token(id: index, bytes: Array(word.utf8)), text: word,
                unsampledProbability: 1 / Double(1 + index * index))
        }
        let request = GenerationRequest(
            prompt: .chat([Message(role: .system, content: "Be brief."), Message(role: .user, content: user)]),
            sampling: SamplingParameters(temperature: temperature, topK: topK), maxNewTokens: 64, contextLength: 512)
        return PastRun(
            summary: Summary(
                id: id, time: "2026-11-23 14:0\(minute)", modelReference: model, modelName: model,
                checksum: model == "nano" ? "4fa23a3e7031c403723af3987ef6cddc" : nil, opening: user,
                tokenCount: steps.count, tokensPerSecond: steps.isEmpty ? nil : 182, ending: ending,
                isStarred: isStarred, note: note),
            question: Question(modelReference: model, modelName: model, isLocal: model == "nano", request: request),
            steps: steps, text: words.joined(), timings: Timings(firstToken: .milliseconds(9)))
    }
}

extension PresetStore.Shelf {
    /// The presets of the program, and two files that are wrong.
    static let sample = PresetStore.Shelf(
        presets: PresetStore.builtIn,
        errors: [
            DocumentError(
                file: "/home/ada/.config/mirilla/presets/mine.toml", line: 3, column: 1, key: "settings.temprature",
                expected: "a setting", found: "\"temprature\"", hint: "did you mean \"temperature\"?"),
            DocumentError(
                file: "/home/ada/.config/mirilla/presets/old.toml", line: 1, column: 8, expected: "TOML",
                found: "Error while parsing string: cannot contain newlines"),
        ])
}
