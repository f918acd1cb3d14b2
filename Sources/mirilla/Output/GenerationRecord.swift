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

    /// Takes an event.
    mutating func add(_ event: GenerationEvent) {
        switch event {
        case .prompt(let prompt): self.prompt = prompt
        case .step(let step):
            steps.append(step)
            lastToken = start.duration(to: .now)
            firstToken = firstToken ?? lastToken
        case .completed(let completion): self.completion = completion
        }
    }

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
    ///   - model: the model's object.
    ///   - settings: the settings' object.
    ///   - includesSteps: false for the summary behind streamed steps.
    func json(model: JSONValue, settings: JSONValue, load: Duration, includesSteps: Bool) -> JSONValue {
        var members: [(String, JSONValue)] = [("model", model), ("prompt", promptJSON)]
        if includesSteps { members.append(("steps", .array(steps.map(Self.json)))) }
        let timings = timings
        members += [
            ("text", .string(text)), ("finish_reason", .string(finishReason.rawValue)), ("settings", settings),
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
                    "prompt_tokens": .optional(prompt?.window.visibleCount), "generated_tokens": .integer(steps.count),
                    "cost_usd": .null,
                ]
            ),
        ]
        return .object(members.map { (key: $0.0, value: $0.1) })
    }

    private var promptJSON: JSONValue {
        guard let prompt else { return .null }
        return [
            "text": .string(prompt.text), "tokens": .array(prompt.tokens.map { .object(Self.piece($0)) }),
            "dropped_tokens": .integer(prompt.window.dropped.count),
        ]
    }

    /// The object of one step.
    static func json(_ step: Step) -> JSONValue {
        let candidates = step.distribution?.candidates ?? []
        return .object(
            [("index", .integer(step.index))] + piece(step.token) + [
                ("probability", .optional(step.probability)), ("logprob", .optional(step.probability.map { log($0) })),
                ("unsampled_logprob", .optional(step.unsampledProbability.map { log($0) })),
                ("rank", .optional(step.rank)), ("entropy_bits", .optional(step.distribution?.entropyBits)),
                ("top", .array(candidates.map(json))),
            ])
    }

    private static func json(_ candidate: Candidate) -> JSONValue {
        .object(
            piece(candidate.token) + [
                ("probability", .number(candidate.probability)),
                ("unsampled_probability", .number(candidate.unsampledProbability)),
                ("cut_by", .optional(candidate.cutBy?.rawValue)),
            ])
    }

    /// A token's number and text, and its bytes where the text is not exact.
    private static func piece(_ token: Token) -> [(key: String, value: JSONValue)] {
        let piece: [(key: String, value: JSONValue)] = [("id", .integer(token.id)), ("text", .string(token.text))]
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
