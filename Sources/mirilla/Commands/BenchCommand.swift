import ArgumentParser
import Generation
import Inference
import Providers

/// Measures how fast a model is on this machine.
struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measure how fast a model is here.",
        discussion: """
            Prefill is a prompt put through at once, decode is token by token behind a context. Nothing is sampled.

            Example: mirilla bench --trace
            Example: mirilla bench --model ./folder --weights q8_0
            Example: mirilla bench --model ./model.gguf --prefill 128 --decode 32 --context 16,256 --format json
            """)

    @OptionGroup var model: ModelOptions

    @Option(parsing: .unconditional, help: ArgumentHelp("Lengths of prompts.", valueName: "counts"))
    var prefill = CountList([128, 512])

    @Option(parsing: .unconditional, help: ArgumentHelp("How many tokens to generate.", valueName: "count"))
    var decode = 64

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("How many tokens stand before the generated ones.", valueName: "counts"))
    var context = CountList([16, 512])

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("How many threads compute (default: what suits this machine).", valueName: "count"))
    var threads: Int?

    @Option(parsing: .unconditional, help: ArgumentHelp("How often everything is measured.", valueName: "count"))
    var repetitions = 5

    @Flag(help: "Measure once more while attention is watched.")
    var trace = false

    @Option(help: "How the result is written.")
    var format = ReportFormat.text

    func run() async throws {
        try SamplingOptions.require(decode, atLeast: 0, "--decode")
        try SamplingOptions.require(repetitions, atLeast: 1, "--repetitions")
        if let threads { try SamplingOptions.require(threads, atLeast: 1, "--threads") }
        if case .hosted = try ModelReference(model.reference) { throw elsewhere }
        if case .server = try ModelReference(model.reference) { throw elsewhere }
        let model = try model.openLocal(threadCount: threads)
        let plan = Bench(
            prefillCounts: fitting(prefill, behind: 0, in: model), decodeCount: decode,
            contexts: fitting(context, behind: decode, in: model), repetitions: repetitions, includesTrace: trace)
        let report = try await plan.run(model.provider)
        switch format {
        case .text: StandardOutput.write(text(report))
        case .json: StandardOutput.write(json(report).text + "\n")
        }
    }

    private var elsewhere: Failure {
        Failure(
            .unsupported, "bench measures this machine", at: model.reference, found: "a model that runs elsewhere",
            hint: "mirilla generate shows how fast that one answers")
    }

    /// The counts of a list; of the list that nobody asked for only what the model has room for.
    private func fitting(_ list: CountList, behind more: Int, in model: LocalModel) -> [Int] {
        let limit = model.provider.model.contextLimit ?? .max
        return list.isDefault ? list.counts.map { min($0, limit - more) }.filter { $0 > 0 } : list.counts
    }

    private func text(_ report: Bench.Report) -> String {
        let rows = report.measurements.map { figure in
            let what =
                figure.kind == .prefill ? "prefill \(figure.tokens)" : "decode \(figure.tokens) at \(figure.context)"
            let range = "\(rounded(figure.tokensPerSecond.first))–\(rounded(figure.tokensPerSecond.last))"
            return "\(what)\(figure.isTraced ? ", watched" : ""): \(rounded(figure.median)) tokens/s (\(range))\n"
        }
        let costs = report.traceCosts.map { cost in
            let percent = ((cost.ratio - 1) * 1000).rounded() / 10
            return "watching attention at \(cost.context): \(percent) % more time for a token\n"
        }
        let pattern = report.pattern.map { pattern in
            let milliseconds = (pattern.duration.milliseconds * 10).rounded() / 10
            return "one head, \(pattern.tokens) × \(pattern.tokens): \(milliseconds) ms\n"
        }
        return """
            \(model.reference) on \(report.cpu), \(report.threads) threads
            \((rows + costs).joined())\(pattern ?? "")opened in \(rounded(report.load.milliseconds)) ms, weights \(ByteCount.text(report.weightBytes)), \
            peak memory \(ByteCount.text(report.peakResidentBytes))

            """
    }

    private func rounded(_ value: Double?) -> String { value.map { String(Int($0.rounded())) } ?? "?" }

    private func json(_ report: Bench.Report) -> JSONValue {
        let results = report.measurements.map { figure -> JSONValue in
            let cost = report.traceCosts.first {
                figure.kind == .decode && figure.isTraced && $0.context == figure.context
            }
            return [
                "kind": .string(figure.kind.rawValue), "tokens": .integer(figure.tokens),
                "context": .integer(figure.context), "trace": .bool(figure.isTraced),
                "tokens_per_second": [
                    "median": .number(figure.median), "min": .optional(figure.tokensPerSecond.first),
                    "max": .optional(figure.tokensPerSecond.last),
                ],
                "time_ratio": .optional(cost?.ratio),
            ]
        }
        return [
            "model": .string(model.reference), "threads": .integer(report.threads), "cpu": .string(report.cpu),
            "results": .array(results), "load_ms": .number(report.load.milliseconds),
            "weights_bytes": .integer(report.weightBytes), "peak_rss_bytes": .integer(report.peakResidentBytes),
        ]
    }
}
