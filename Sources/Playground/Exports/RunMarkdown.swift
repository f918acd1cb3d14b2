import Generation

/// A run as a page for people: what was asked, with which knobs, what came, and how sure the model was.
struct RunMarkdown {
    private let run: Run
    private let language: Language

    init(_ run: Run, language: Language) {
        self.run = run
        self.language = language
    }

    /// The page.
    var text: String {
        var sections = ["# \(run.model.description.name)", facts]
        switch run.request.prompt {
        case .raw(let text): sections += [heading("Prompt", "Texto"), quoted(text)]
        case .chat(let messages):
            for message in messages {
                let title = message.role == .system ? heading("System", "Sistema") : heading("User", "Usuario")
                sections += [title, quoted(message.content)]
            }
        }
        sections += [heading("Output", "Salida"), quoted(run.text)]
        if run.steps.contains(where: { ($0.unsampledProbability ?? $0.probability) != nil }) {
            sections += [heading("Tokens", "Tokens"), table]
        }
        return sections.joined(separator: "\n\n") + "\n"
    }

    private func heading(_ english: String, _ spanish: String) -> String {
        "## " + (language == .spanish ? spanish : english)
    }

    private var facts: String {
        let request = run.request
        let sampling = request.sampling
        var rows: [(String, String)] = [("model", run.model.description.reference)]
        let values: [(Knob, String, String)] = [
            (.temperature, "\(sampling.temperature)", ""), (.maxNewTokens, "\(request.maxNewTokens)", ""),
            (.context, request.contextLength.map { "\($0)" } ?? "", ""), (.topP, "\(sampling.topP)", "1.0"),
            (.topK, "\(sampling.topK)", "0"), (.minP, "\(sampling.minP)", "0.0"),
            (.typicalP, "\(sampling.typicalP)", "1.0"), (.repetitionPenalty, "\(sampling.repetitionPenalty)", "1.0"),
            (.presencePenalty, "\(sampling.presencePenalty)", "0.0"),
            (.frequencyPenalty, "\(sampling.frequencyPenalty)", "0.0"), (.seed, "\(sampling.seed)", ""),
        ]
        // What stands where it does nothing needs no line.
        rows += values.filter { $0.1 != $0.2 }.map { ($0.0.rawValue, $0.1) }
        if !request.stopTexts.isEmpty {
            rows.append(("stop", request.stopTexts.map(CodeLanguage.swiftQuoted).joined(separator: " ")))
        }
        if !request.interventions.isEmpty {
            rows.append(("interventions", request.interventions.map(\.written).joined(separator: ", ")))
        }
        if let rate = run.tokensPerSecond { rows.append(("tokens/s", "\(Int(rate.rounded()))")) }
        return "| | |\n|---|---|\n" + rows.map { "| \($0.0) | \(cell($0.1)) |" }.joined(separator: "\n")
    }

    private var table: String {
        let rows = run.steps.map { step in
            let probability = step.unsampledProbability ?? step.probability
            return "| \(step.index + 1) | \(code(step.token.text)) | \(percent(probability)) "
                + "| \(step.rank.map { "\($0 + 1)" } ?? "") |"
        }
        let titles =
            language == .spanish ? "| n.º | token | probabilidad | puesto |" : "| # | token | probability | rank |"
        return titles + "\n|--:|---|--:|--:|\n" + rows.joined(separator: "\n")
    }

    // MARK: Writing

    private func percent(_ probability: Double?) -> String {
        guard let probability, probability.isFinite else { return "" }
        let tenths = Int((probability * 1000).rounded())
        return "\(tenths / 10).\(tenths % 10) %"
    }

    /// A text as it is, whatever it holds: a block between more backticks than it has itself.
    private func quoted(_ text: String) -> String {
        let fence = String(repeating: "`", count: max(3, longestBackticks(in: text) + 1))
        return "\(fence)text\n\(text)\n\(fence)"
    }

    /// A token as code: backticks and bars would end it, spaces at its ends would be lost.
    private func code(_ text: String) -> String {
        let visible = text.map { character -> String in
            if character.isNewline { return "↵" }
            return character == " " ? "·" : character == "\t" ? "→" : String(character)
        }.joined()
        let fence = String(repeating: "`", count: longestBackticks(in: visible) + 1)
        let padding = visible.hasPrefix("`") || visible.hasSuffix("`") ? " " : ""
        return "\(fence)\(padding)\(cell(visible))\(padding)\(fence)"
    }

    private func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }

    private func longestBackticks(in text: String) -> Int {
        var (longest, current) = (0, 0)
        for character in text {
            current = character == "`" ? current + 1 : 0
            longest = max(longest, current)
        }
        return longest
    }
}
