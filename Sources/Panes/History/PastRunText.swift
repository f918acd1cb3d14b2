import Generation
import Playground
import TextUI

/// A past run as running text: its facts, what was asked, and what came, tinted by surprise.
struct PastRunText {
    private let scene: Scene
    private(set) var styled = StyledText()

    init(_ scene: Scene) { self.scene = scene }

    /// A run alone.
    init(_ run: PastRun, _ scene: Scene) {
        self.init(scene)
        addFacts(of: run, differing: [])
        if !run.summary.note.isEmpty { addParagraph(run.summary.note, .accent) }
        for (title, text) in Self.turns(of: run) {
            addTitle(title)
            add(TokenText.flowing(text) + "\n", scene.theme[.dim])
        }
        if !run.reasoning.isEmpty {
            addTitle(.thoughts)
            add(TokenText.flowing(run.reasoning) + "\n", scene.theme[.placeholder])
        }
        addTitle(.output)
        if run.steps.isEmpty { add(TokenText.flowing(run.text), scene.theme[.text]) }
        for step in run.steps {
            add(TokenText.flowing(step.token.isSpecial ? step.token.text : step.text), scene.tint(step))
        }
        if case .failed(let message) = run.summary.ending { add("\n" + message, scene.theme[.error]) }
    }

    /// One of two runs: what differs between them is marked.
    init(_ run: PastRun, comparedWith other: PastRun, isOlder: Bool, _ scene: Scene) {
        self.init(scene)
        addFacts(of: run, differing: Self.differingKnobs(run, other))
        let turns = Self.turns(of: run)
        let others = Self.turns(of: other)
        for (title, text) in turns {
            addTitle(title)
            let otherText = others.first { $0.title == title }?.text ?? ""
            addDifference(of: text, from: otherText, isOlder: isOlder, .dim)
            add("\n", .plain)
        }
        addTitle(.output)
        addDifference(of: run.text, from: other.text, isOlder: isOlder, .text)
    }

    /// The text as lines of a room.
    func view(in room: Rect, from line: Int) -> StyledTextView {
        let wrapped = WrappedText(styled.text, width: StyledTextView.wrapColumns(for: room))
        let first = min(max(0, wrapped.lines.count - room.rows), line)
        return StyledTextView(styled, wrapped: wrapped, first: first)
    }

    // MARK: Parts

    private mutating func add(_ text: String, _ style: Style) { styled.append(text, style: style) }

    private mutating func addParagraph(_ text: String, _ role: TextUI.Role) {
        add(TokenText.visible(text) + "\n", scene.theme[role])
    }

    private mutating func addTitle(_ title: Phrase) { add("\n" + scene.text(title) + "\n", scene.theme[.title]) }

    private mutating func addFacts(of run: PastRun, differing: Set<Knob>) {
        let checksum = run.summary.checksum.map { " · sha256 \($0.prefix(12))" } ?? ""
        addParagraph(run.question.modelReference + checksum, .strong)
        for (index, knob) in Self.shownKnobs(run.question.request, differing: differing).enumerated() {
            if index > 0 { add(" · ", scene.theme[.faint]) }
            add("\(knob.rawValue) ", scene.theme[.dim])
            add(
                run.question.request.written(knob), scene.theme[differing.contains(knob) ? .difference : .text])
        }
        add("\n", .plain)
        let off = run.question.request.interventions
        if !off.isEmpty { addParagraph(scene.text(.switchedOff(off)), .warning) }
        var facts = [scene.text(.tokens(run.summary.tokenCount))]
        if let rate = run.summary.tokensPerSecond { facts.append(Figure.fixed(rate, decimals: 1) + " tok/s") }
        if let first = run.timings?.firstToken { facts.append(scene.text(.first) + " " + Figure.time(first)) }
        if let cost = run.usage?.costUSD { facts.append(Figure.dollars(cost)) }
        facts.append(scene.text(.ending(run.summary.ending)))
        addParagraph(facts.joined(separator: " · "), .dim)
    }

    private mutating func addDifference(of text: String, from other: String, isOlder: Bool, _ role: TextUI.Role) {
        let difference = isOlder ? TextDifference(text, other) : TextDifference(other, text)
        for part in difference.parts {
            switch part.kind {
            case .same: add(TokenText.flowing(part.text), scene.theme[role])
            case .removed: if isOlder { add(TokenText.flowing(part.text), scene.theme[.difference]) }
            case .added: if !isOlder { add(TokenText.flowing(part.text), scene.theme[.difference]) }
            }
        }
    }

    // MARK: What was asked

    private static func turns(of run: PastRun) -> [(title: Phrase, text: String)] {
        switch run.question.request.prompt {
        case .raw(let text): [(.user, text)]
        case .chat(let messages): messages.map { ($0.role == .system ? .system : .user, $0.content) }
        }
    }

    /// The knobs that differ, and those that are not where they do nothing.
    private static func shownKnobs(_ request: GenerationRequest, differing: Set<Knob>) -> [Knob] {
        let neutral = GenerationRequest(prompt: request.prompt)
        return Knob.allCases.filter { knob in
            differing.contains(knob) || [.temperature, .maxNewTokens, .seed].contains(knob)
                || request.written(knob) != neutral.written(knob)
        }
    }

    private static func differingKnobs(_ run: PastRun, _ other: PastRun) -> Set<Knob> {
        Set(Knob.allCases.filter { run.question.request.written($0) != other.question.request.written($0) })
    }
}

extension GenerationRequest {
    /// A knob's value as a person writes it.
    fileprivate func written(_ knob: Knob) -> String {
        func short(_ value: Double) -> String { Figure.fixed(value, decimals: 2) }
        return switch knob {
        case .temperature: short(sampling.temperature)
        case .maxNewTokens: String(maxNewTokens)
        case .context: contextLength.map(String.init) ?? "–"
        case .topP: short(sampling.topP)
        case .topK: String(sampling.topK)
        case .minP: short(sampling.minP)
        case .typicalP: short(sampling.typicalP)
        case .repetitionPenalty: short(sampling.repetitionPenalty)
        case .presencePenalty: short(sampling.presencePenalty)
        case .frequencyPenalty: short(sampling.frequencyPenalty)
        case .seed: String(sampling.seed)
        }
    }
}
