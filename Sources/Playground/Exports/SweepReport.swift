import Generation

/// A sweep for people and for other programs.
struct SweepReport {
    private let sweep: Sweep

    /// Makes the report of what a sweep has given so far.
    init(_ sweep: Sweep) {
        self.sweep = sweep
    }

    /// A heading, the prompt, a table of figures, and the texts of each setting, equal ones once.
    var markdown: String {
        let knob = sweep.knob.rawValue
        var text = "# \(knob) swept\n\n" + Markdown.quoted(sweep.request.prompt.writtenText)
        text += "\nModel \(sweep.model.description.reference), \(sweep.request.settingsText), "
        text += "\(sweep.grid.sampleCount) samples.\n\n"
        text += Markdown.table(
            [knob, "distinct", "mean entropy bits", "perplexity", "prompt tokens outside"],
            sweep.rows.enumerated().map { index, row in
                let figures = row.figures
                return [
                    CSV.figure(sweep.value(ofRow: index)), "\(row.distinctCount) of \(row.samples.count)",
                    CSV.figure(figures.meanEntropyBits), CSV.figure(figures.perplexity),
                    String(row.droppedTokens.count),
                ]
            })
        for (index, row) in sweep.rows.enumerated() {
            text += "\n## \(knob) \(CSV.figure(sweep.value(ofRow: index)))\n"
            for (answer, count) in row.countedTexts { text += "\n\(count) ×\n\n" + Markdown.block(answer) }
        }
        return text
    }

    /// One line for each sample.
    var csv: String {
        var rows = [
            [
                sweep.knob.rawValue, "seed", "text", "finish_reason", "tokens", "mean_entropy_bits", "mean_logprob",
                "perplexity", "dropped_tokens",
            ]
        ]
        for (index, row) in sweep.rows.enumerated() {
            for sample in row.samples {
                let figures = sample.figures
                rows.append([
                    CSV.figure(sweep.value(ofRow: index)), String(sample.seed), CSV.quoted(sample.text),
                    sample.reason.rawValue, String(figures.tokenCount), CSV.figure(figures.meanEntropyBits),
                    CSV.figure(figures.meanLogProbability), CSV.figure(figures.perplexity),
                    String(row.droppedTokens.count),
                ])
            }
        }
        return CSV.text(rows)
    }

    /// Everything that is known.
    var json: [UInt8] {
        JSONText.bytes(
            Record(
                model: sweep.model.description.reference, prompt: sweep.request.prompt.writtenText,
                knob: sweep.knob.rawValue, settings: SettingsRecord(sweep.request), prefillTokens: sweep.prefillTokens,
                isComplete: !sweep.isActive && !sweep.isStopped && sweep.failure == nil,
                rows: sweep.rows.enumerated().map { index, row in
                    Row(
                        value: sweep.value(ofRow: index), droppedTokens: row.droppedTokens.count,
                        droppedText: String(decoding: row.droppedTokens.flatMap(\.bytes), as: UTF8.self),
                        distinctTexts: row.distinctCount, figures: Figures(row.figures),
                        samples: row.samples.map {
                            Sample(
                                seed: $0.seed, text: $0.text, finishReason: $0.reason.rawValue,
                                figures: Figures($0.figures))
                        })
                }))
    }

    private struct Record: Encodable {
        let model: String
        let prompt: String
        let knob: String
        let settings: SettingsRecord
        let prefillTokens: Int
        let isComplete: Bool
        let rows: [Row]

        private enum CodingKeys: String, CodingKey {
            case model, prompt, knob, settings, rows
            case prefillTokens = "prefill_tokens"
            case isComplete = "is_complete"
        }
    }

    private struct Row: Encodable {
        let value: Double
        let droppedTokens: Int
        let droppedText: String
        let distinctTexts: Int
        let figures: Figures
        let samples: [Sample]

        private enum CodingKeys: String, CodingKey {
            case value, figures, samples
            case droppedTokens = "dropped_tokens"
            case droppedText = "dropped_text"
            case distinctTexts = "distinct_texts"
        }
    }

    private struct Sample: Encodable {
        let seed: UInt64
        let text: String
        let finishReason: String
        let figures: Figures

        private enum CodingKeys: String, CodingKey {
            case seed, text, figures
            case finishReason = "finish_reason"
        }
    }

    /// Figures that no token discloses are null.
    private struct Figures: Encodable {
        let tokens: Int
        let meanEntropyBits: Double?
        let meanLogProbability: Double?
        let perplexity: Double?

        init(_ figures: RunFigures) {
            tokens = figures.tokenCount
            meanEntropyBits = figures.meanEntropyBits
            meanLogProbability = figures.meanLogProbability
            perplexity = figures.perplexity.flatMap { $0.isFinite ? $0 : nil }
        }

        private enum CodingKeys: String, CodingKey {
            case tokens, perplexity
            case meanEntropyBits = "mean_entropy_bits"
            case meanLogProbability = "mean_logprob"
        }
    }
}
