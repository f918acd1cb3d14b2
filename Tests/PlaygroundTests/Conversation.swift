import Generation

@testable import Playground

/// A session played without a terminal or a model: actions in, state and effects out.
struct Conversation {
    var state: PlaygroundState
    /// Everything that was asked for since the last look.
    private(set) var effects: [Effect] = []

    /// A session in which a model is open.
    init(
        _ user: String = "", system: String = "", isLive: Bool = true, capabilities: Capabilities = .local,
        canInspect: Bool = true
    ) {
        state = PlaygroundState(
            system: system, user: user, themeName: "dark", themeNames: ["dark", "light"], isLive: isLive)
        say(.openModel("nano"))
        answerOpening(capabilities: capabilities, canInspect: canInspect)
        forget()
    }

    /// A session before any model is open.
    init(withoutModel user: String) {
        state = PlaygroundState(user: user)
    }

    /// Actions happen.
    mutating func say(_ actions: Action...) {
        for action in actions { effects += update(&state, action) }
    }

    /// Letters are typed one by one.
    mutating func type(_ text: String) {
        for character in text { say(.edit(.insert(String(character)))) }
    }

    /// What was asked for so far is forgotten.
    mutating func forget() { effects = [] }

    /// Opens the model that was asked for.
    mutating func answerOpening(
        capabilities: Capabilities = .local, canInspect: Bool = true, contextLimit: Int = 128
    ) {
        guard let loading = state.model.loading else { return }
        let description = ModelDescription(
            reference: loading.reference, name: loading.reference, contextLimit: contextLimit, vocabularySize: 4096,
            layerCount: 6, headCount: 4)
        say(
            .modelLoaded(
                LoadedModel(
                    id: loading.id, description: description, capabilities: capabilities, canInspect: canInspect)))
    }

    /// The run's model encodes the prompt into so many tokens and generates these texts.
    mutating func answerRun(promptCount: Int = 3, with texts: [String] = []) {
        guard let run = state.run else { return }
        if run.prompt == nil { say(.generated(run.id, [.prompt(.made(of: promptCount))], elapsed: .zero)) }
        for text in texts {
            let index = state.run?.steps.count ?? 0
            say(.generated(run.id, [.step(.made(index, text))], elapsed: .milliseconds(10 * (index + 1))))
        }
    }

    /// The run's model comes to an end.
    mutating func endRun(_ reason: FinishReason = .length) {
        guard let run = state.run else { return }
        let completion = Completion(
            text: run.text, reason: reason, timings: Timings(), promptTokens: 3, generatedTokens: run.steps.count)
        say(.generated(run.id, [.completed(completion)], elapsed: .seconds(1)))
    }

    /// The inspector answers the open question.
    mutating func answerInspection(entropy: Double = 2, promptCount: Int = 3, attention: AttentionRow? = nil) {
        guard let pending = state.inspection.pending else { return }
        say(.inspected(pending.id, .made(entropy: entropy, promptCount: promptCount, attention: attention)))
    }

    /// The requests for runs.
    var generations: [GenerationRequest] {
        effects.compactMap { if case .generate(_, _, let request) = $0 { request } else { nil } }
    }

    /// The questions to the inspector.
    var inspections: [GenerationRequest] {
        effects.compactMap { if case .inspect(_, _, let request) = $0 { request } else { nil } }
    }

    /// What is told at the moment.
    var notices: [Notice.Content] { state.notices.map(\.content) }
}

extension Capabilities {
    /// A local model that takes every knob.
    static let local = Capabilities(
        knobs: Dictionary(
            uniqueKeysWithValues: Knob.allCases.map { ($0, .supported(0...Double(UInt64.max))) }),
        takesSystemPrompt: true, isLocal: true, candidateLimit: nil, disclosesAttention: true)

    /// A hosted model that draws as it likes.
    static let stubborn = Capabilities(
        knobs: [
            .maxNewTokens: .supported(1...4096), .temperature: .rejected(reason: "this model rejects temperature"),
        ],
        takesSystemPrompt: true, isLocal: false, candidateLimit: 0, disclosesAttention: false)
}

extension Capabilities {
    /// A hosted model that makes pictures.
    static let painter = Capabilities(
        knobs: [:], takesSystemPrompt: false, isLocal: false, candidateLimit: 0, disclosesAttention: false,
        output: .picture,
        choices: [
            MediaChoice(.size, ["auto", "1024x1024", "1536x1024"], takesOthers: true),
            MediaChoice(.quality, ["auto", "low", "high"]), MediaChoice(.format, ["png", "webp"]),
        ])
}

extension EncodedPrompt {
    static func made(of count: Int, pinned: Int = 0) -> EncodedPrompt {
        EncodedPrompt(
            text: String(repeating: "p", count: count),
            tokens: (0..<count).map { Token(id: 1000 + $0, bytes: [0x70]) }, pinnedCount: pinned,
            window: ContextWindow(promptCount: count, count: count, pinnedCount: pinned, limit: 128), reusedCount: 0)
    }
}

extension Distribution {
    static func made(entropy: Double) -> Distribution {
        // A step without any candidate would count as one whose figures were let go.
        let candidate = Candidate(
            token: Token(id: 0, bytes: [0x70]), rank: 0, probability: 0.5, unsampledProbability: 0.5, cutBy: nil)
        return Distribution(
            candidates: [candidate], tail: Tail(count: 4095, probability: 0.5, unsampledProbability: 0.5),
            entropyBits: entropy, unsampledEntropyBits: entropy)
    }
}

extension Step {
    /// A step whose entropy tells its index.
    static func made(_ index: Int, _ text: String) -> Step {
        Step(
            index: index, token: Token(id: index, bytes: Array(text.utf8)), text: text,
            distribution: .made(entropy: Double(index) / 100))
    }
}

extension Inspection {
    static func made(entropy: Double, promptCount: Int = 3, attention: AttentionRow? = nil) -> Inspection {
        Inspection(
            prompt: .made(of: promptCount), distribution: .made(entropy: entropy), attention: attention,
            evaluatedCount: 0)
    }
}

extension AttentionRow {
    /// Four heads of one layer that rest on the first of eight tokens, but for what some give to the fourth.
    static func made(focus: [Int: Float]) -> AttentionRow {
        let rows = (0..<4).map { head -> [Float] in
            let weight = focus[head] ?? 0
            return [1 - weight, 0, 0, weight, 0, 0, 0, 0]
        }
        return AttentionRow(
            layerCount: 1, headCount: 4, keyValueHeadCount: 4,
            window: ContextWindow(promptCount: 8, count: 8, pinnedCount: 0, limit: 128), weights: rows.flatMap(\.self))
    }
}
