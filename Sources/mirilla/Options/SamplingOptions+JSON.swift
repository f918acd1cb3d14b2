import Generation

extension SamplingOptions {
    /// Every sampling option with the value used.
    func json(for model: ModelDescription) -> JSONValue {
        [
            "temperature": .number(temperature), "max_new_tokens": .integer(maxNewTokens ?? Self.newTokens),
            "context": .optional(context ?? model.contextLimit), "top_k": .integer(topK),
            "top_p": .number(topP), "min_p": .number(minP),
            "typical_p": .number(typicalP), "repetition_penalty": .number(repetitionPenalty),
            "presence_penalty": .number(presencePenalty),
            "frequency_penalty": .number(frequencyPenalty), "seed": .unsigned(seed),
            "stop": .array(stop.map(JSONValue.string)),
            "interventions": .array(interventions.map(JSONValue.string)),
        ]
    }
}
