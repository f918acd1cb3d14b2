public import Generation

/// Reading and turning knobs by name.
extension Settings {
    /// A knob's value, within what the model takes; for the context without a limit of its own, the model's limit.
    ///
    /// A knob that the model refuses shows what was set, which is what another model would get.
    public func value(of knob: Knob, for model: LoadedModel?) -> Double {
        let sampling = isSent(knob, to: model) ? sampling(for: model) : sampling
        switch knob {
        case .temperature: return sampling.temperature
        case .maxNewTokens: return Double(maxNewTokens(for: model))
        case .context:
            return contextLength(for: model).map(Double.init) ?? Parameter(knob, for: model).range.upperBound
        case .topP: return sampling.topP
        case .topK: return Double(sampling.topK)
        case .minP: return sampling.minP
        case .typicalP: return sampling.typicalP
        case .repetitionPenalty: return sampling.repetitionPenalty
        case .presencePenalty: return sampling.presencePenalty
        case .frequencyPenalty: return sampling.frequencyPenalty
        case .seed: return Double(sampling.seed)
        }
    }

    /// Puts a knob to the nearest value that is within its limits.
    mutating func set(_ knob: Knob, to value: Double, for model: LoadedModel?) {
        guard !value.isNaN else { return }
        let parameter = Parameter(knob, for: model)
        let value = min(max(value, parameter.limits.lowerBound), parameter.limits.upperBound)
        switch knob {
        case .temperature: sampling.temperature = value
        case .maxNewTokens: maxNewTokens = Int(value.rounded())
        case .context:
            // At the model's own limit the knob is off, so that it follows when another model is opened.
            let limit = model?.description.contextLimit
            contextLength = limit.map { Int(value.rounded()) >= $0 } == true ? nil : Int(value.rounded())
        case .topP: sampling.topP = value
        case .topK: sampling.topK = Int(value.rounded())
        case .minP: sampling.minP = value
        case .typicalP: sampling.typicalP = value
        case .repetitionPenalty: sampling.repetitionPenalty = value
        case .presencePenalty: sampling.presencePenalty = value
        case .frequencyPenalty: sampling.frequencyPenalty = value
        case .seed: sampling.seed = UInt64(value.rounded())
        }
    }

    /// Turns a knob by so many steps.
    mutating func nudge(_ knob: Knob, by count: Int, isCoarse: Bool, for model: LoadedModel?) {
        guard knob != .seed else {
            // A seed may be larger than a Double holds exactly.
            let distance = UInt64(count.magnitude) &* (isCoarse ? 100 : 1)
            let seed = sampling.seed
            sampling.seed = count < 0 ? seed - min(seed, distance) : seed + min(.max - seed, distance)
            return
        }
        let value = Parameter(knob, for: model)
            .nudged(value(of: knob, for: model), by: count, isCoarse: isCoarse)
        set(knob, to: value, for: model)
    }

    /// Puts a knob to a typed value; false if it is no number or lies outside the limits.
    mutating func enter(_ text: String, for knob: Knob, model: LoadedModel?) -> Bool {
        if knob == .seed {
            guard let seed = UInt64(text) else { return false }
            sampling.seed = seed
            return true
        }
        // A comma is what a Spanish keyboard's number pad types.
        let text = String(text.map { $0 == "," ? "." : $0 })
        guard let value = Double(text), Parameter(knob, for: model).limits.contains(value) else { return false }
        set(knob, to: value, for: model)
        return true
    }

    /// Puts a knob back to its neutral value.
    mutating func reset(_ knob: Knob, for model: LoadedModel?) {
        guard knob != .context else {
            contextLength = nil
            return
        }
        set(knob, to: Parameter(knob, for: model).neutral, for: model)
    }
}
