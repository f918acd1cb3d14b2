extension GenerationRequest {
    /// The request as a Swift expression; what is neutral is left out.
    public var swiftExpression: String {
        var arguments = ["prompt: \(prompt.swiftExpression)"]
        if !continuation.isEmpty { arguments.append("continuation: \(continuation)") }
        arguments.append("sampling: \(sampling.swiftExpression)")
        arguments.append("maxNewTokens: \(maxNewTokens)")
        if let contextLength { arguments.append("contextLength: \(contextLength)") }
        if !stopTexts.isEmpty {
            arguments.append("stopTexts: [\(stopTexts.map(CodeLanguage.swiftQuoted).joined(separator: ", "))]")
        }
        if !interventions.isEmpty {
            arguments.append("interventions: [\(interventions.map(\.swiftExpression).joined(separator: ", "))]")
        }
        return "GenerationRequest(\n" + arguments.map { "    \($0)" }.joined(separator: ",\n") + ")"
    }
}

extension Prompt {
    fileprivate var swiftExpression: String {
        switch self {
        case .raw(let text): ".raw(\(CodeLanguage.swiftQuoted(text)))"
        case .chat(let messages):
            ".chat([\n"
                + messages.map {
                    "        Message(role: .\($0.role), content: \(CodeLanguage.swiftQuoted($0.content))),\n"
                }.joined() + "    ])"
        }
    }
}

extension SamplingParameters {
    fileprivate var swiftExpression: String {
        let neutral = SamplingParameters()
        let values = [
            temperature == neutral.temperature ? nil : "temperature: \(temperature)",
            topK == neutral.topK ? nil : "topK: \(topK)",
            topP == neutral.topP ? nil : "topP: \(topP)",
            minP == neutral.minP ? nil : "minP: \(minP)",
            typicalP == neutral.typicalP ? nil : "typicalP: \(typicalP)",
            repetitionPenalty == neutral.repetitionPenalty ? nil : "repetitionPenalty: \(repetitionPenalty)",
            presencePenalty == neutral.presencePenalty ? nil : "presencePenalty: \(presencePenalty)",
            frequencyPenalty == neutral.frequencyPenalty ? nil : "frequencyPenalty: \(frequencyPenalty)",
            "seed: \(seed)",
        ]
        return "SamplingParameters(\(values.compactMap(\.self).joined(separator: ", ")))"
    }
}

extension Intervention {
    fileprivate var swiftExpression: String {
        switch self {
        case .switchOffHead(let layer, let head): ".switchOffHead(layer: \(layer), head: \(head))"
        case .switchOffMLP(let layer): ".switchOffMLP(layer: \(layer))"
        }
    }
}
