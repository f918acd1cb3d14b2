import ArgumentParser
import Generation
import Inference
import Playground

/// Asks one prompt at several settings and shows what they change.
struct SweepCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sweep",
        abstract: "Ask one prompt at several temperatures or contexts, several times each.",
        discussion: """
            Sample 1 of every setting has the seed given, sample 2 the next one, and so on: settings differ by nothing else.
            Perplexity is of the model's own distribution, entropy of what the tokens were drawn from.

            Example: mirilla sweep "Tell me a story." --temperatures 0.1,0.7,1,2 --samples 4
            Example: mirilla sweep - --contexts 16,64,256 --temperature 0 --format json < prompt.txt
            """)

    @OptionGroup var prompt: PromptOptions

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Temperatures, with commas between them.", valueName: "numbers"))
    var temperatures: NumberList?

    @Option(help: ArgumentHelp("Contexts in tokens, with commas between them.", valueName: "counts"))
    var contexts: CountList?

    @Option(
        parsing: .unconditional, help: ArgumentHelp("How often each setting is asked.", valueName: "count"))
    var samples = 1

    @Option(help: "How the result is written.")
    var format = ReportFormat.text

    @OptionGroup(title: "Sampling options")
    var sampling: SamplingOptions

    func run() async throws {
        try SamplingOptions.require(samples, atLeast: 1, "--samples")
        var request = try sampling.request()
        for temperature in temperatures?.numbers ?? [] where temperature < 0 {
            throw Failure(
                .outOfRange, "value out of range", at: "--temperatures", expected: "0 or more", found: "\(temperature)")
        }
        request.prompt = try prompt.prompt()
        let grid = SweepGrid(
            temperatures: temperatures?.numbers ?? [], contexts: contexts?.counts ?? [], sampleCount: samples,
            of: request)
        let model = try await prompt.model.open()
        try model.checkWrites()
        try model.check(request)
        let sweep = try await ask(grid, request, model.provider)
        if format == .json {
            let json: JSONValue = [
                "model": try await model.json(), "settings": sampling.json(for: model.provider.model),
                "rows": .array(sweep.rows.map(Self.json)), "prefill_tokens": .integer(sweep.prefillTokens),
                "is_complete": .bool(sweep.isComplete),
            ]
            StandardOutput.write(json.text + "\n")
        }
        if !sweep.isComplete { throw ExitCode(130) }
    }

    private struct Sweep {
        var rows: [SweepRow] = []
        var prefillTokens = 0
        var isComplete = false
    }

    /// Asks every setting; an interrupt ends it and keeps what there is.
    private func ask(
        _ grid: SweepGrid, _ request: GenerationRequest, _ provider: any Provider
    ) async throws -> Sweep {
        let isText = format == .text
        let work = Task {
            var sweep = Sweep()
            for setting in grid.settings {
                sweep.rows.append(SweepRow(setting))
                for number in 0..<grid.sampleCount {
                    let asked = grid.request(setting, sample: number, of: request)
                    var record = GenerationRecord()
                    for try await event in provider.generate(asked) { record.add(event) }
                    guard record.completion != nil else { return sweep }
                    sweep.prefillTokens += record.timings.prefillTokens
                    sweep.rows[sweep.rows.count - 1].add(
                        SweepRow.Sample(
                            seed: asked.sampling.seed, text: record.text, steps: record.steps,
                            reason: record.finishReason),
                        prompt: record.prompt)
                }
                if isText { StandardOutput.write(Self.text(sweep.rows[sweep.rows.count - 1])) }
            }
            sweep.isComplete = true
            return sweep
        }
        Interrupt.handle { work.cancel() }
        return try await work.value
    }

    // MARK: Text

    /// A row as a heading with its figures and the texts under it; equal texts stand once, with their number.
    private static func text(_ row: SweepRow) -> String {
        let figures = row.figures
        var heading: [String] = []
        if let temperature = row.setting[.temperature] { heading.append("temperature \(temperature)") }
        if let context = row.setting[.context] { heading.append("context \(Int(context))") }
        heading.append("\(row.distinctCount) of \(row.samples.count) distinct")
        if let entropy = figures.meanEntropyBits { heading.append("entropy \(hundredths(entropy)) bits") }
        if let perplexity = figures.perplexity { heading.append("perplexity \(hundredths(perplexity))") }
        if !row.droppedTokens.isEmpty { heading.append("\(row.droppedTokens.count) tokens of the prompt outside") }
        var lines = [heading.joined(separator: "   ")]
        for (text, count) in row.countedTexts {
            let number = String(count)
            let indented = text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n        ")
            lines.append(String(repeating: " ", count: max(0, 4 - number.count)) + number + " ×  " + indented)
        }
        return lines.joined(separator: "\n") + "\n\n"
    }

    private static func hundredths(_ value: Double) -> String {
        guard value.isFinite, value < 1e9 else { return "\(value)" }
        let hundredths = Int((value * 100).rounded())
        let fraction = String(hundredths % 100)
        return "\(hundredths / 100)." + (fraction.count == 1 ? "0" : "") + fraction
    }

    // MARK: JSON

    private static func json(_ row: SweepRow) -> JSONValue {
        let figures = row.figures
        return [
            "temperature": .optional(row.setting[.temperature]),
            "context": .optional(row.setting[.context].map(Int.init)),
            "dropped_tokens": .integer(row.droppedTokens.count),
            "dropped_text": .string(String(decoding: row.droppedTokens.flatMap(\.bytes), as: UTF8.self)),
            "distinct_texts": .integer(row.distinctCount), "mean_entropy_bits": .optional(figures.meanEntropyBits),
            "mean_logprob": .optional(figures.meanLogProbability), "perplexity": .optional(figures.perplexity),
            "samples": .array(row.samples.map(json)),
        ]
    }

    private static func json(_ sample: SweepRow.Sample) -> JSONValue {
        let figures = sample.figures
        return [
            "seed": .unsigned(sample.seed), "text": .string(sample.text),
            "finish_reason": .string(sample.reason.rawValue), "generated_tokens": .integer(figures.tokenCount),
            "mean_entropy_bits": .optional(figures.meanEntropyBits),
            "mean_logprob": .optional(figures.meanLogProbability), "perplexity": .optional(figures.perplexity),
        ]
    }
}
