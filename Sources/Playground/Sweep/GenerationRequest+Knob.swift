public import Generation

extension GenerationRequest {
    /// Puts a knob to a value.
    public mutating func set(_ knob: Knob, to value: Double) {
        switch knob {
        case .temperature: sampling.temperature = value
        case .maxNewTokens: maxNewTokens = Int(value)
        case .context: contextLength = Int(value)
        case .topP: sampling.topP = value
        case .topK: sampling.topK = Int(value)
        case .minP: sampling.minP = value
        case .typicalP: sampling.typicalP = value
        case .repetitionPenalty: sampling.repetitionPenalty = value
        case .presencePenalty: sampling.presencePenalty = value
        case .frequencyPenalty: sampling.frequencyPenalty = value
        case .seed: sampling.seed = UInt64(value)
        }
    }
}
