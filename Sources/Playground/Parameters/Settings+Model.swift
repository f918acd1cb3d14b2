public import Generation

/// The settings as a model takes them.
extension Settings {
    /// How tokens are drawn by a model.
    ///
    /// Every value lies within what the model takes; a knob that the model refuses stands at its neutral value. A forced knob is
    /// sent as it is.
    public func sampling(for model: LoadedModel?) -> SamplingParameters {
        let neutral = SamplingParameters()
        func fit(_ knob: Knob, _ path: KeyPath<SamplingParameters, Double>) -> Double {
            fitted(sampling[keyPath: path], knob, neutral: neutral[keyPath: path], to: model)
        }
        return SamplingParameters(
            temperature: fit(.temperature, \.temperature),
            topK: fitted(sampling.topK, .topK, neutral: neutral.topK, to: model),
            topP: fit(.topP, \.topP), minP: fit(.minP, \.minP), typicalP: fit(.typicalP, \.typicalP),
            repetitionPenalty: fit(.repetitionPenalty, \.repetitionPenalty),
            presencePenalty: fit(.presencePenalty, \.presencePenalty),
            frequencyPenalty: fit(.frequencyPenalty, \.frequencyPenalty),
            // A seed may be larger than a Double holds exactly, so it goes as it is or not at all.
            seed: isSent(.seed, to: model) ? sampling.seed : neutral.seed)
    }

    /// How many new tokens a model is asked for at most.
    public func maxNewTokens(for model: LoadedModel?) -> Int {
        fitted(maxNewTokens, .maxNewTokens, neutral: maxNewTokens, to: model)
    }

    /// How many tokens a model sees at most: the knob, but never more than the model's own limit.
    public func contextLength(for model: LoadedModel?) -> Int? {
        guard let limit = model?.description.contextLimit else { return contextLength }
        return min(contextLength ?? limit, limit)
    }

    /// Whether a knob's value goes to a model.
    public func isSent(_ knob: Knob, to model: LoadedModel?) -> Bool {
        guard let model, !forcedKnobs.contains(knob) else { return true }
        if case .supported = model.capabilities.knobs[knob] { return true }
        return false
    }

    /// A value as the model takes it.
    private func fitted(_ value: Double, _ knob: Knob, neutral: Double, to model: LoadedModel?) -> Double {
        guard isSent(knob, to: model) else { return neutral }
        guard case .supported(let range) = model?.capabilities.knobs[knob], !forcedKnobs.contains(knob) else {
            return value
        }
        return min(max(value, range.lowerBound), range.upperBound)
    }

    private func fitted(_ value: Int, _ knob: Knob, neutral: Int, to model: LoadedModel?) -> Int {
        Int(exactly: fitted(Double(value), knob, neutral: Double(neutral), to: model).rounded()) ?? value
    }
}
