import ArgumentParser
import Generation
import Playground

/// Asks several models the same and shows where they part.
struct CompareCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Ask several models the same, side by side.",
        discussion: """
            Models on this machine answer one after the other, so that their speeds can be compared; hosted ones meanwhile. The first
            model is the one that the others are compared with, word by word.

            Example: mirilla compare "Tell me a story." --model nano --model ./gpt2
            Example: mirilla compare "Tell me a story." --model ./gpt2 --model "./gpt2#q4_0"
            Example: mirilla compare - --model nano --model openai:MODEL --format json < prompt.txt
            """)

    @OptionGroup var prompt: PromptText

    @Option(
        name: .customLong("model"),
        help: ArgumentHelp("A model; given once for each, at least twice.", valueName: "reference"))
    var references: [String] = []

    @OptionGroup var network: NetworkOptions

    @Option(help: "How the result is written.")
    var format = ReportFormat.text

    @OptionGroup(title: "Sampling options")
    var sampling: SamplingOptions

    func run() async throws {
        guard references.count >= 2 else {
            throw Failure(
                .usage, "too few models to compare", at: "--model", expected: "2 or more", found: "\(references.count)")
        }
        var request = try sampling.request()
        request.prompt = try prompt.prompt()
        let columns = await ask(request)
        switch format {
        case .text: StandardOutput.write(Self.text(columns))
        case .json:
            var written: [JSONValue] = []
            for column in columns { written.append(try await json(column, request)) }
            let json: JSONValue = ["columns": .array(written), "differences": .array(Self.differences(columns))]
            StandardOutput.write(json.text + "\n")
        }
        if columns.contains(where: { $0.failure != nil }) { throw ExitCode(1) }
        if columns.contains(where: { $0.record.finishReason == .cancelled }) { throw ExitCode(130) }
    }

    /// What one model said, as far as it came.
    private struct Column: Sendable {
        let reference: String
        var model: OpenModel?
        var record = GenerationRecord()
        var failure: Failure?
    }

    /// Asks every model; an interrupt ends it and keeps what there is.
    ///
    /// A model that fails costs the others nothing.
    private func ask(_ request: GenerationRequest) async -> [Column] {
        let work = Task {
            await withTaskGroup(of: [(Int, Column)].self) { group in
                var local: [(Int, String)] = []
                for (index, reference) in references.enumerated() {
                    if OpenModel.isHosted(reference) {
                        group.addTask { [(index, await column(reference, request))] }
                    } else {
                        local.append((index, reference))
                    }
                }
                group.addTask { [local] in
                    var columns: [(Int, Column)] = []
                    for (index, reference) in local { columns.append((index, await column(reference, request))) }
                    return columns
                }
                var columns = references.map { Column(reference: $0) }
                for await answers in group {
                    for (index, column) in answers { columns[index] = column }
                }
                return columns
            }
        }
        Interrupt.handle { work.cancel() }
        return await work.value
    }

    /// Asks one model.
    private func column(_ reference: String, _ request: GenerationRequest) async -> Column {
        var column = Column(reference: reference)
        do {
            let model = try await OpenModel(reference, network: network)
            column.model = model
            try model.check(request)
            for try await event in model.provider.generate(request) { column.record.add(event) }
        } catch is CancellationError {
            // What came until then is shown.
        } catch let failure as Failure {
            column.failure = failure
        } catch {
            column.failure = Failure(.system, "cannot ask the model", at: reference, found: "\(error)")
        }
        return column
    }

    // MARK: Text

    private static func text(_ columns: [Column]) -> String {
        var text = ""
        for (index, column) in columns.enumerated() {
            text += "── " + heading(column) + "\n"
            if !column.record.text.isEmpty || column.failure == nil { text += column.record.text + "\n" }
            if let failure = column.failure {
                text += "failed: " + failure.message + (failure.hint.map { " (\($0))" } ?? "") + "\n"
            }
            if index > 0, column.failure == nil, columns[0].failure == nil {
                text += "   " + parting(TextDifference(columns[0].record.text, column.record.text), columns[0]) + "\n"
            }
            text += "\n"
        }
        return text
    }

    private static func heading(_ column: Column) -> String {
        let record = column.record
        var parts = [column.reference, "\(record.generatedTokens) tokens"]
        if let rate = record.timings.decodeTokensPerSecond { parts.append("\(Int(rate.rounded())) tokens/s") }
        if let first = record.timings.firstToken { parts.append("first \(Int(first.milliseconds.rounded())) ms") }
        if let mean = RunFigures(record.steps).meanLogProbability {
            parts.append("mean log-probability \((mean * 100).rounded() / 100)")
        }
        if let cost = record.completion?.usage?.costUSD { parts.append("$\(cost)") }
        return parts.joined(separator: "   ")
    }

    private static func parting(_ difference: TextDifference, _ first: Column) -> String {
        if difference.isEmpty { return "the same text as \(first.reference)" }
        let words = difference.commonBeginning.split(whereSeparator: \.isWhitespace)
        if words.isEmpty { return "parts from \(first.reference) at the first word" }
        return "parts from \(first.reference) after \(words.count) words: …"
            + words.suffix(4).joined(separator: " ") + " ‖"
    }

    // MARK: JSON

    private func json(_ column: Column, _ request: GenerationRequest) async throws -> JSONValue {
        guard let model = column.model else {
            return [
                "model": ["ref": .string(column.reference)],
                "error": .optional(column.failure.map(GenerationRecord.json)),
            ]
        }
        var record = column.record
        if let failure = column.failure { record.fail(failure) }
        return record.json(
            of: request, model: try await model.json(), settings: sampling.json(for: model.provider.model),
            load: model.load, includesSteps: true)
    }

    /// How the others differ from the first, of those that answered.
    private static func differences(_ columns: [Column]) -> [JSONValue] {
        guard columns[0].failure == nil else { return [] }
        return columns.indices.dropFirst().filter { columns[$0].failure == nil }.map { index in
            let difference = TextDifference(columns[0].record.text, columns[index].record.text)
            return [
                "first": .integer(0), "second": .integer(index),
                "common_beginning": .string(difference.commonBeginning),
                "words": .array(
                    difference.parts.map { ["kind": .string($0.kind.rawValue), "text": .string($0.text)] }),
            ]
        }
    }
}
