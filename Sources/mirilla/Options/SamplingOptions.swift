import ArgumentParser
import Generation
import Inference

/// Everything that decides how text is drawn, named as in Hugging Face.
///
/// Values are parsed unconditionally, because some begin with a minus sign.
struct SamplingOptions: ParsableArguments {
    @Option(parsing: .unconditional, help: ArgumentHelp("Divides the logits; 0 is greedy.", valueName: "number"))
    var temperature = 1.0

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("How many new tokens at most (default: 64, for a trace 0).", valueName: "count"))
    var maxNewTokens: Int?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("How many tokens the model sees at most (default: the model's limit).", valueName: "count"))
    var context: Int?

    @Option(
        parsing: .unconditional, help: ArgumentHelp("Keep the k most probable tokens; 0 is off.", valueName: "count"))
    var topK = 0

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Keep the nucleus that reaches this probability; 1 is off.", valueName: "number"))
    var topP = 1.0

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Cut tokens less probable than this share of the best; 0 is off.", valueName: "number"))
    var minP = 0.0

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Keep the most typical tokens up to this probability; 1 is off.", valueName: "number"))
    var typicalP = 1.0

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Against tokens of prompt and text, multiplicative; 1 is off.", valueName: "number"))
    var repetitionPenalty = 1.0

    @Option(
        parsing: .unconditional, help: ArgumentHelp("Against generated tokens, once; 0 is off.", valueName: "number"))
    var presencePenalty = 0.0

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Against generated tokens, each time; 0 is off.", valueName: "number"))
    var frequencyPenalty = 0.0

    @Option(parsing: .unconditional, help: ArgumentHelp("Where the random draws start.", valueName: "number"))
    var seed: UInt64 = 42

    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp("End before this text; can be given again.", valueName: "text"))
    var stop: [String] = []

    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "Switch a head off: \"off LAYER:HEAD\", or an MLP: \"off mlp LAYER\"; counted from 0.", valueName: "text"))
    var interventions: [String] = []

    /// The parameters of the sampler, checked.
    func parameters() throws(Failure) -> SamplingParameters {
        let parameters = SamplingParameters(
            temperature: temperature, topK: topK, topP: topP, minP: minP, typicalP: typicalP,
            repetitionPenalty: repetitionPenalty, presencePenalty: presencePenalty,
            frequencyPenalty: frequencyPenalty, seed: seed)
        do {
            _ = try Sampler(parameters)
        } catch {
            var failure = error
            failure.location = failure.location.map { "--" + $0.replacing("_", with: "-") }
            throw failure
        }
        return parameters
    }

    /// The request for a prompt that is still to come, checked as far as it can be without the model.
    ///
    /// - Parameter newTokens: how many, if the user does not say.
    func request(candidateCount: Int = 0, newTokens: Int = Self.newTokens) throws(Failure) -> GenerationRequest {
        let maxNewTokens = maxNewTokens ?? newTokens
        try Self.require(maxNewTokens, atLeast: 0, "--max-new-tokens")
        if let context { try Self.require(context, atLeast: 1, "--context") }
        if stop.contains("") { throw Failure(.usage, "an empty text stops before it starts", at: "--stop") }
        return GenerationRequest(
            prompt: .raw(""), sampling: try parameters(), maxNewTokens: maxNewTokens, contextLength: context,
            stopTexts: stop, interventions: try parsedInterventions(), candidateCount: candidateCount,
            isTraced: false)
    }

    /// How many new tokens, if nobody says.
    static let newTokens = 64

    /// Refuses a count that is too small.
    static func require(_ value: Int, atLeast least: Int, _ option: String) throws(Failure) {
        guard value >= least else {
            throw Failure(
                .outOfRange, "value out of range", at: option, expected: "\(least) or more", found: "\(value)")
        }
    }

    private func parsedInterventions() throws(Failure) -> [Intervention] {
        var parsed: [Intervention] = []
        for written in interventions.flatMap({ $0.split(separator: ",") }) {
            let words = written.split(whereSeparator: \.isWhitespace)
            let place = words.last?.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) } ?? []
            switch (words.dropLast().joined(separator: " "), place.count, place.first, place.last) {
            case ("off", 2, let layer??, let head??) where layer >= 0 && head >= 0:
                parsed.append(.switchOffHead(layer: layer, head: head))
            case ("off mlp", 1, let layer??, _) where layer >= 0:
                parsed.append(.switchOffMLP(layer: layer))
            default:
                throw Failure(
                    .usage, "not an intervention", at: "--interventions", expected: "off LAYER:HEAD or off mlp LAYER",
                    found: String(written))
            }
        }
        return parsed
    }
}
