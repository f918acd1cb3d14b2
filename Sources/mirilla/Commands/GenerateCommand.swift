import ArgumentParser
import Generation
import Inference

/// Continues a prompt and prints the text, or everything that is known about it.
struct GenerateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "Continue a prompt without a screen.",
        discussion: """
            Text is printed as it comes. JSON holds every token with its probability after the sampling stages and before them.

            Example: mirilla generate "Once upon a time" --temperature 0.7 --seed 7
            Example: mirilla generate "Once upon a time" --format json --logprobs 5 | jq '.steps[0].top'
            Example: mirilla generate - --model ./model.gguf --max-new-tokens 100 < prompt.txt
            Example: mirilla generate "a fox in the snow" --model openai:gpt-image-2.5-flare --size 1536x1024
            """)

    @OptionGroup var prompt: PromptOptions

    @Option(
        parsing: .unconditional, help: ArgumentHelp("List the N most probable tokens of each step.", valueName: "count")
    )
    var logprobs = 0

    @Option(help: "How the result is written.")
    var format = OutputFormat.text

    @OptionGroup(title: "Sampling options")
    var sampling: SamplingOptions

    @OptionGroup(title: "Pictures and videos")
    var media: MediaOptions

    func run() async throws {
        try SamplingOptions.require(logprobs, atLeast: 0, "--logprobs")
        // What can be refused without the model is refused before it is opened, and before standard input is read.
        var request = try sampling.request(candidateCount: logprobs)
        request.prompt = try prompt.prompt()
        request.media = media.settings
        let model = try await prompt.model.open(saving: media.destination)
        try model.check(request)
        try media.check(model.provider.capabilities, of: model.provider.model)
        let record = try await generate(request, with: model.provider)
        switch format {
        case .text: finishText(record)
        case .json, .jsonl:
            let json = record.json(
                of: request, model: try await model.json(), settings: sampling.json(for: model.provider.model),
                load: model.load, includesSteps: format == .json)
            StandardOutput.write(json.text + "\n")
        }
        if let failure = record.failure {
            // The object on standard output tells it already.
            guard format != .text else { throw failure }
            StandardError.writeLine("mirilla: \(failure.message)")
            throw ExitCode(1)
        }
        if record.finishReason == .cancelled { throw ExitCode(130) }
    }

    /// Generates and streams what can be streamed; an interrupt ends it and keeps what there is.
    private func generate(_ request: GenerationRequest, with provider: any Provider) async throws -> GenerationRecord {
        let format = format
        let listsCandidates = logprobs > 0
        let generation = Task {
            var record = GenerationRecord(output: provider.capabilities.output)
            var thoughts = ThoughtLine()
            defer { thoughts.end() }
            do {
                for try await event in provider.generate(request) {
                    record.add(event)
                    switch event {
                    case .notice(.reasoning(let thought)): thoughts.tell(thought)
                    case .notice(let notice): Self.tell(notice)
                    case .prompt(let prompt): Self.warn(ofDropped: prompt.window.dropped.count)
                    case .step(let step):
                        thoughts.end()
                        switch format {
                        case .text where listsCandidates: StandardOutput.write(Self.line(step) + "\n")
                        case .text: StandardOutput.write(step.text)
                        case .jsonl: StandardOutput.write(GenerationRecord.json(step).text + "\n")
                        case .json: break
                        }
                    case .completed: break
                    }
                }
            } catch let failure as Failure where !record.steps.isEmpty {
                // What came before the failure is worth as much as before.
                record.fail(failure)
            }
            return record
        }
        Interrupt.handle { generation.cancel() }
        return try await generation.value
    }

    /// Ends the streamed text: with what was held back in case it became a stop text, and a line break.
    private func finishText(_ record: GenerationRecord) {
        if logprobs == 0 {
            let streamed = record.steps.map(\.text).joined()
            StandardOutput.write(String(record.text.unicodeScalars.dropFirst(streamed.unicodeScalars.count)) + "\n")
        }
        if record.completion == nil, let job = record.progress?.job {
            StandardError.writeLine(
                "mirilla: nobody waits for \(job) any more; it goes on at the service and may be charged")
        }
        guard StandardError.isTerminal else { return }
        let rate = record.timings.decodeTokensPerSecond.map { ", \(Int($0.rounded())) tokens/s" } ?? ""
        let cost = record.completion?.usage?.costUSD.map { ", $\($0)" } ?? ""
        let ending = record.failure == nil ? record.finishReason.rawValue : "a failure"
        StandardError.writeLine("\(record.generatedTokens) tokens\(rate)\(cost), ended by \(ending)")
    }

    private static func tell(_ notice: GenerationNotice) {
        switch notice {
        case .parameterRefused(let name, let reason, _):
            StandardError.writeLine("mirilla: the model refuses \(name), asking once more without it: \(reason)")
        case .retry(let delay, let reason):
            StandardError.writeLine("mirilla: asking once more in \(Int(delay.milliseconds.rounded())) ms: \(reason)")
        case .progress(let progress): tell(progress)
        case .notShown, .reasoning, .picture: break
        }
    }

    /// How far a picture or a video is, on a terminal.
    private static func tell(_ progress: MediaProgress) {
        guard StandardError.isTerminal else { return }
        let parts = [progress.job, progress.phase.rawValue, progress.percent.map { "\($0) %" }]
        StandardError.writeLine(parts.compactMap { $0 }.joined(separator: "  "))
    }

    private static func warn(ofDropped count: Int) {
        guard count > 0 else { return }
        StandardError.writeLine(
            "mirilla: the prompt is longer than the context: the model does not see \(count) of its tokens")
    }

    /// A step and its candidates on one line.
    private static func line(_ step: Step) -> String {
        let candidates = (step.distribution?.candidates ?? []).map { candidate in
            candidate.token.quoted + " " + percent(candidate.probability)
                + (candidate.cutBy.map { " cut by \($0.rawValue)" } ?? "")
        }
        let probability = (step.probability ?? step.unsampledProbability).map { " " + percent($0) } ?? ""
        return step.token.quoted + probability + "  <-  " + candidates.joined(separator: "  ")
    }

    private static func percent(_ probability: Double) -> String {
        let tenths = Int((probability * 1000).rounded())
        return "\(tenths / 10).\(tenths % 10)%"
    }
}
