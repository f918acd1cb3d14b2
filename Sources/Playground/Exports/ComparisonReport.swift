import Generation

/// A comparison for people and for other programs.
struct ComparisonReport {
    private let compare: CompareDisplay
    private let prompts: [String]

    /// Makes the report of all columns that have said something.
    init(_ compare: CompareDisplay) {
        self.compare = compare
        prompts = compare.columns.map { $0.run?.request.prompt.writtenText ?? "" }
    }

    /// A heading, the prompt, a table of figures, and each text below its settings.
    var markdown: String {
        var text = "# Comparison\n\n"
        let asked = Set(prompts.filter { !$0.isEmpty })
        if asked.count == 1, let prompt = asked.first { text += Markdown.quoted(prompt) + "\n" }
        text += Markdown.table(
            [
                "#", "model", "settings", "tokens", "tokens/s", "first token ms", "mean logprob", "cost USD",
                "mean KL bits",
            ],
            compare.columns.enumerated().map { index, column in
                [
                    String(index + 1) + (column.id == compare.baseline?.id ? " (baseline)" : ""), column.reference,
                    column.run?.request.settingsText ?? "", figure(column.run.map { Double($0.steps.count) }),
                    figure(column.run?.tokensPerSecond),
                    figure(column.run?.timeToFirstToken.map { $0 / .milliseconds(1) }),
                    figure(column.run.flatMap { RunFigures($0.steps).meanLogProbability }),
                    figure(column.run?.completion?.usage?.costUSD), figure(meanBits(column)),
                ]
            })
        for (index, column) in compare.columns.enumerated() {
            text += "\n## \(index + 1). \(column.reference)\n\n"
            if asked.count > 1 { text += Markdown.quoted(prompts[index]) + "\n" }
            text += Markdown.block(column.run?.text ?? "")
            if let parting = compare.parting(of: column) {
                text +=
                    "\nParts from the baseline after \(parting.offset) bytes"
                    + (parting.step.map { ", at token \($0 + 1)" } ?? "") + ".\n"
            }
        }
        return text
    }

    /// One line for each token of each column.
    var csv: String {
        var rows = [
            [
                "column", "model", "index", "id", "text", "probability", "unsampled_probability", "entropy_bits",
                "kl_bits",
            ]
        ]
        for (number, column) in compare.columns.enumerated() {
            let divergences = compare.divergences(of: column) ?? []
            for step in column.run?.steps ?? [] {
                let bits = divergences.indices.contains(step.index) ? divergences[step.index].bits : nil
                rows.append([
                    String(number + 1), CSV.quoted(column.reference), String(step.index), String(step.token.id),
                    CSV.quoted(step.token.text), CSV.figure(step.probability), CSV.figure(step.unsampledProbability),
                    CSV.figure(step.distribution?.entropyBits), CSV.figure(bits),
                ])
            }
        }
        return CSV.text(rows)
    }

    /// Everything that is known.
    var json: [UInt8] {
        JSONText.bytes(
            Record(
                columns: compare.columns.enumerated().map { index, column in
                    Column(
                        model: column.reference, isBaseline: column.id == compare.baseline?.id, prompt: prompts[index],
                        settings: column.run.map { SettingsRecord($0.request) }, text: column.run?.text,
                        tokens: column.run?.steps.count, finishReason: column.run?.completion?.reason.rawValue,
                        tokensPerSecond: column.run?.tokensPerSecond,
                        firstTokenMilliseconds: column.run?.timeToFirstToken.map { $0 / .milliseconds(1) },
                        meanLogProbability: column.run.flatMap { RunFigures($0.steps).meanLogProbability },
                        costUSD: column.run?.completion?.usage?.costUSD,
                        partsAtToken: compare.parting(of: column)?.step, words: words(column),
                        divergenceBits: compare.divergences(of: column)?.map(\.bits).map { $0.isFinite ? $0 : nil })
                }))
    }

    private func meanBits(_ column: CompareColumn) -> Double? {
        guard let bits = compare.divergences(of: column)?.map(\.bits), !bits.isEmpty else { return nil }
        return bits.reduce(0, +) / Double(bits.count)
    }

    private func figure(_ value: Double?) -> String { CSV.figure(value) }

    /// How the text becomes the baseline's, word by word.
    private func words(_ column: CompareColumn) -> [Word]? {
        guard let baseline = compare.baseline, baseline.id != column.id, let text = column.run?.text,
            let other = baseline.run?.text
        else { return nil }
        return TextDifference(other, text).parts.map { Word(kind: $0.kind.rawValue, text: $0.text) }
    }

    private struct Record: Encodable {
        let columns: [Column]
    }

    private struct Word: Encodable {
        let kind: String
        let text: String
    }

    private struct Column: Encodable {
        let model: String
        let isBaseline: Bool
        let prompt: String
        let settings: SettingsRecord?
        let text: String?
        let tokens: Int?
        let finishReason: String?
        let tokensPerSecond: Double?
        let firstTokenMilliseconds: Double?
        let meanLogProbability: Double?
        let costUSD: Double?
        let partsAtToken: Int?
        let words: [Word]?
        let divergenceBits: [Double?]?

        private enum CodingKeys: String, CodingKey {
            case model, prompt, settings, text, tokens, words
            case isBaseline = "is_baseline"
            case finishReason = "finish_reason"
            case tokensPerSecond = "tokens_per_second"
            case firstTokenMilliseconds = "first_token_ms"
            case meanLogProbability = "mean_logprob"
            case costUSD = "cost_usd"
            case partsAtToken = "parts_at_token"
            case divergenceBits = "kl_bits"
        }
    }
}
