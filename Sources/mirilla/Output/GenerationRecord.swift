#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
import Generation

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// What a generation has told so far, also when it was stopped in the middle.
struct GenerationRecord {
    private let start = ContinuousClock.now
    private var firstToken: Duration?
    private var lastToken: Duration?
    private(set) var prompt: EncodedPrompt?
    private(set) var steps: [Step] = []
    private(set) var completion: Completion?
    private(set) var failure: Failure?
    /// How far a picture or a video is.
    private(set) var progress: MediaProgress?
    /// What is made; the text of a picture or a video is the path of its file.
    var output = ModelOutput.text

    /// A record of nothing yet.
    init(output: ModelOutput = .text) { self.output = output }

    /// Takes an event.
    mutating func add(_ event: GenerationEvent) {
        switch event {
        case .notice(.progress(let progress)): self.progress = progress
        case .notice: break
        case .prompt(let prompt): self.prompt = prompt
        case .step(let step):
            steps.append(step)
            lastToken = start.duration(to: .now)
            firstToken = firstToken ?? lastToken
        case .completed(let completion): self.completion = completion
        }
    }

    /// Remembers what ended it in the middle.
    mutating func fail(_ failure: Failure) { self.failure = failure }

    /// How many tokens were generated: as the service counts them, or as they were seen here.
    var generatedTokens: Int { completion?.usage?.generatedTokens ?? steps.count }

    /// The text, without a stop text.
    var text: String { completion?.text ?? steps.map(\.text).joined() }

    /// Why it ended; without a word from the model, because someone stopped it.
    var finishReason: FinishReason { completion?.reason ?? .cancelled }

    /// How long it took; of a generation that was stopped, what could be seen from outside.
    var timings: Timings {
        if let completion { return completion.timings }
        guard let firstToken, let lastToken else { return Timings() }
        return Timings(firstToken: firstToken, decodeTokens: steps.count - 1, decode: lastToken - firstToken)
    }

    /// The object of `generate --format json`.
    ///
    /// - Parameters:
    ///   - request: what was asked.
    ///   - model: the model's object.
    ///   - settings: the settings' object.
    ///   - includesSteps: false for the summary behind streamed steps.
    func json(
        of request: GenerationRequest, model: JSONValue, settings: JSONValue, load: Duration, includesSteps: Bool
    ) -> JSONValue {
        var members: [(String, JSONValue)] = [("model", model), ("prompt", promptJSON(request))]
        if includesSteps { members.append(("steps", .array(steps.map(Self.json)))) }
        if output != .text { members.append(("file", completion.map { .string($0.text) } ?? .null)) }
        let timings = timings
        members += [
            ("text", .string(text)),
            ("finish_reason", failure == nil ? .string(finishReason.rawValue) : .null), ("settings", settings),
            (
                "timings",
                [
                    "load_ms": .number(load.milliseconds), "prefill_tokens": .integer(timings.prefillTokens),
                    "prefill_tokens_per_second": .optional(timings.prefillTokensPerSecond),
                    "first_token_ms": .optional(timings.firstToken?.milliseconds),
                    "decode_tokens_per_second": .optional(timings.decodeTokensPerSecond),
                ]
            ),
            (
                "usage",
                [
                    "prompt_tokens": .optional(prompt?.window.visibleCount ?? completion?.usage?.promptTokens),
                    "generated_tokens": .integer(generatedTokens),
                    "cost_usd": .optional(completion?.usage?.costUSD),
                ]
            ),
        ]
        if let failure { members.append(("error", Self.json(failure))) }
        return .object(members.map { (key: $0.0, value: $0.1) })
    }

    /// The prompt as the model received it, or, of a model that does not disclose that, as it was written.
    private func promptJSON(_ request: GenerationRequest) -> JSONValue {
        guard let prompt else {
            return ["text": .string(request.writtenText), "tokens": .null, "dropped_tokens": .integer(0)]
        }
        return [
            "text": .string(prompt.text), "tokens": .array(prompt.tokens.map { .object(Self.piece($0)) }),
            "dropped_tokens": .integer(prompt.window.dropped.count),
        ]
    }

    /// The object of a failure.
    static func json(_ failure: Failure) -> JSONValue {
        [
            "kind": .string(failure.kind.rawValue), "message": .string(failure.message),
            "hint": .optional(failure.hint),
        ]
    }

    /// The object of one step.
    static func json(_ step: Step) -> JSONValue {
        let candidates = step.distribution?.candidates ?? []
        return .object(
            [("index", .integer(step.index))] + piece(step.token) + [
                ("probability", .optional(step.probability)), ("logprob", .optional(step.probability.map { log($0) })),
                ("unsampled_logprob", .optional(step.unsampledProbability.map { log($0) })),
                ("rank", .optional(step.rank)),
                // Of a part of the vocabulary no entropy is known.
                ("entropy_bits", .optional(step.distribution.flatMap { $0.isComplete ? $0.entropyBits : nil })),
                ("top", .array(candidates.map { json($0, isSampled: step.distribution?.isSampled == true) })),
            ])
    }

    private static func json(_ candidate: Candidate, isSampled: Bool) -> JSONValue {
        .object(
            piece(candidate.token) + [
                ("probability", isSampled ? .number(candidate.probability) : .null),
                ("unsampled_probability", .number(candidate.unsampledProbability)),
                ("cut_by", .optional(candidate.cutBy?.rawValue)),
            ])
    }

    /// A token's number and text, and its bytes where the text is not exact.
    private static func piece(_ token: Token) -> [(key: String, value: JSONValue)] {
        let piece: [(key: String, value: JSONValue)] = [
            ("id", .optional(token.disclosedID)), ("text", .string(token.text)),
        ]
        return token.isWholeText ? piece : piece + [("bytes", .bytes(token.bytes))]
    }
}

extension JSONValue {
    /// Bytes as an array of numbers.
    static func bytes(_ bytes: [UInt8]) -> JSONValue { .array(bytes.map { .integer(Int($0)) }) }
}

extension Duration {
    /// How many milliseconds it is.
    var milliseconds: Double { self / .milliseconds(1) }
}
