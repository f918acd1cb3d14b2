import Generation
import Panes
import Playground
import TextUI

/// The program without a terminal and without an engine: keys go in, pictures come out, and a sample model answers.
struct Session {
    private(set) var state: PlaygroundState
    var size: Size
    var model: SampleModel
    /// What the model writes.
    var answer: String
    /// What the model still remembers.
    private var remembered: [Token] = []
    /// Effects that nobody here performs, oldest first.
    private(set) var effects: [Effect] = []
    /// What was asked about the inside, oldest first.
    private(set) var questions: [InsideQuestion] = []
    /// How far models are converted that are being opened; nil opens them at once.
    var conversion: PullProgress?
    /// Why models cannot be opened, if they cannot.
    var failure: Failure?
    /// Why a run breaks off, if it does.
    var runFailure: Failure?
    /// What models say instead, one after the other, on the compare and sweep screens.
    var answers: [String] = []
    /// How many runs were asked for.
    private var runCount = 0
    /// The models that run elsewhere.
    private var hostedIDs: Set<Ticket> = []
    /// How many tokens of the answer arrive; nil is all, and the end.
    var stopsAfter: Int?

    init(
        _ size: Size = Size(columns: 120, rows: 36), system: String = "", user: String = "",
        answer: String = " and a dog. \"Can I play with you?\" she asked.", model: SampleModel? = SampleModel(),
        language: Language = .english, stopsAfter: Int? = nil
    ) {
        self.size = size
        self.model = model ?? SampleModel()
        self.answer = answer
        self.stopsAfter = stopsAfter
        state = PlaygroundState(
            system: system, user: user, language: language, themeName: "dark", themeNames: ["dark", "light", "mono"])
        if model != nil { perform(.openModel("nano")) }
        for notice in state.notices { perform(.noticeExpired(notice.id)) }
    }

    /// Does what an action asks for, and everything that follows.
    mutating func perform(_ action: Action) {
        for effect in update(&state, action) { carryOut(effect) }
    }

    /// Presses keys, one after another.
    mutating func press(_ keys: Key...) {
        for key in keys { send(.key(key)) }
    }

    /// Types text.
    mutating func type(_ text: String) {
        for character in text { send(.key(character == "\n" ? Key(.enter) : .character(character))) }
    }

    /// Hands over an event.
    mutating func send(_ event: InputEvent) {
        if case .resize(let size) = event { self.size = size }
        for action in KeyMap.actions(for: event, in: state, size: size) { perform(action) }
    }

    /// Clicks with the left button.
    mutating func click(_ column: Int, _ row: Int) {
        send(.mouse(Mouse(.press(.left), at: Point(column: column, row: row))))
    }

    /// The picture.
    func canvas(theme: Theme = .dark) -> Canvas { PlaygroundView.draw(state, size: size, theme: theme) }

    /// The picture's text.
    var screen: String { canvas().text }

    private mutating func carryOut(_ effect: Effect) {
        switch effect {
        case .loadModel(let id, let reference, _):
            var opened = model
            opened.isHosted = opened.isHosted || reference.hasPrefix("openai:")
            if opened.isHosted { hostedIDs.insert(id) }
            if let conversion { return perform(.modelConverting(id, conversion)) }
            perform(failure.map { .modelFailed(id, $0) } ?? .modelLoaded(opened.loaded(id)))
        case .inspect(let id, _, let request): perform(.inspected(id, inspection(request)))
        case .ask(let id, _, .reading(let text), let request): perform(.answered(id, .steps(steps(text, request))))
        case .ask(let id, _, .divergences, let request):
            perform(
                .answered(
                    id,
                    .divergences(
                        request.continuation.indices.map {
                            Divergence(probability: 0.5, otherProbability: 0.25, bits: Double($0 % 4) / 2)
                        })))
        case .generate(let id, let model, let request):
            runCount += 1
            let isColumn = state.screen == .compare || state.screen == .sweep
            let text = isColumn && !answers.isEmpty ? answers[(runCount - 1) % answers.count] : nil
            let events = events(request, saying: text, isHosted: hostedIDs.contains(model))
            perform(.generated(id, events, elapsed: .milliseconds(214)))
            if let runFailure { perform(.runFailed(id, runFailure)) }
        case .compare(let id, let side, _):
            let bits = side.request.continuation.indices.map { Double($0 % 5) / 4 }
            perform(.compared(id, bits.map { Divergence(probability: 0.5, otherProbability: 0.25, bits: $0) }))
        case .ask(let id, _, let question, let request):
            questions.append(question)
            let prompt = encoded(request)
            let tokens = prompt.tokens + model.tokens(answer).prefix(request.continuation.count)
            let window = window(prompt, generated: request.continuation.count, request)
            if let answer = model.answer(question, tokens: tokens, window: window) { perform(.answered(id, answer)) }
        default: effects.append(effect)
        }
    }

    private func text(_ prompt: Prompt) -> String {
        switch prompt {
        case .raw(let text): text
        case .chat(let messages): messages.map(\.content).joined(separator: "\n")
        }
    }

    private func encoded(_ request: GenerationRequest) -> EncodedPrompt {
        let text = text(request.prompt)
        let tokens = model.tokens(text.isEmpty ? " " : text)
        let limit = request.contextLength ?? model.contextLimit
        return EncodedPrompt(
            text: text, tokens: tokens, pinnedCount: 0,
            window: ContextWindow(promptCount: tokens.count, count: tokens.count, pinnedCount: 0, limit: limit),
            reusedCount: 0)
    }

    private func window(_ prompt: EncodedPrompt, generated: Int, _ request: GenerationRequest) -> ContextWindow {
        ContextWindow(
            promptCount: prompt.tokens.count, count: prompt.tokens.count + generated, pinnedCount: 0,
            limit: request.contextLength ?? model.contextLimit)
    }

    private func steps(_ text: String, _ request: GenerationRequest) -> [Step] {
        model.tokens(text).enumerated().map { place, token in
            let (distribution, rank) = model.distribution(token, at: place, sampling: request.sampling)
            return Step(
                index: request.continuation.count + place, token: token, text: token.text,
                probability: distribution.candidates[rank].probability,
                unsampledProbability: distribution.candidates[rank].unsampledProbability, rank: rank,
                distribution: distribution)
        }
    }

    private mutating func inspection(_ request: GenerationRequest) -> Inspection {
        let prompt = encoded(request)
        let answer = model.tokens(answer)
        let place = request.continuation.count
        let next = place < answer.count ? answer[place] : model.token(" end")
        let tokens = prompt.tokens + answer.prefix(place)
        let known = zip(tokens, remembered).prefix { $0 == $1 }.count
        remembered = tokens
        let distribution = model.distribution(next, at: place, sampling: request.sampling).distribution
        return Inspection(
            prompt: prompt, distribution: distribution,
            attention: model.attention(window(prompt, generated: place, request), tokens: tokens),
            evaluatedCount: tokens.count - known)
    }

    private func events(
        _ request: GenerationRequest, saying said: String?, isHosted: Bool
    ) -> [GenerationEvent] {
        let prompt = encoded(request)
        let given = request.continuation.count
        // Another way on where something was changed.
        let text =
            said ?? (given == 0 && request.interventions.isEmpty ? answer : " They ran and ran until night fell.")
        let all = model.tokens(text).prefix(request.maxNewTokens)
        let answer = Array(all.prefix(stopsAfter ?? all.count))
        var events: [GenerationEvent] = [.prompt(prompt)]
        for (place, token) in answer.enumerated() {
            let index = given + place
            let (distribution, rank) = model.distribution(token, at: index, sampling: request.sampling)
            let candidate = distribution.candidates[rank]
            let sees = window(prompt, generated: place, request)
            events.append(
                .step(
                    Step(
                        index: index, token: token, text: token.text,
                        probability: isHosted ? nil : candidate.probability,
                        unsampledProbability: isHosted ? nil : candidate.unsampledProbability,
                        rank: isHosted ? nil : rank, distribution: isHosted ? nil : distribution,
                        attention: isHosted
                            ? nil : model.attention(sees, tokens: prompt.tokens + answer.prefix(place)))))
        }
        guard stopsAfter == nil else { return events }
        let timings = Timings(
            prefillTokens: prompt.tokens.count, prefill: .milliseconds(7), firstToken: .milliseconds(9),
            decodeTokens: answer.count - 1, decode: .milliseconds(Int64(answer.count) * 5))
        events.append(
            .completed(
                Completion(
                    text: answer.map(\.text).joined(), reason: .endOfText, timings: timings,
                    promptTokens: prompt.tokens.count, generatedTokens: answer.count)))
        return events
    }
}
