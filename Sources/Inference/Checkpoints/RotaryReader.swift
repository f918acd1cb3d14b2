import Generation

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Reads rotary positions out of a `config.json`: `rope_theta` and `rope_scaling`, or in newer files all of it in `rope_parameters`.
struct RotaryReader {
    let json: JSON
    let reader: ConfigurationReader
    let headSize: Int
    /// Tokens that the configuration promises.
    let contextLimit: Int
    /// What `rope_theta` is where the file does not say.
    let base: Double
    /// What `partial_rotary_factor` is where the file does not say.
    let share: Double

    /// The positions of layers that see everything, or of all layers.
    func positions() throws(Failure) -> ModelConfiguration.Positions {
        let name = json["rope_parameters"] != nil ? "rope_parameters" : "rope_scaling"
        let group = json[name]
        return try positions(group?["full_attention"] ?? group, name: name)
    }

    /// The positions of layers with a window, where the file has others for them.
    func windowedPositions() throws(Failure) -> ModelConfiguration.Positions? {
        guard let group = json["rope_parameters"]?["sliding_attention"] else { return nil }
        return try positions(group, name: "rope_parameters")
    }

    private func originalContext(_ group: ConfigurationReader?) -> Int? {
        let name = "original_max_position_embeddings"
        let value =
            group?.integer(name) ?? json["rope_parameters"]?[name]?.integer ?? json["rope_scaling"]?[name]?.integer
            ?? reader.integer(name)
        return value.flatMap { $0 > 1 ? $0 : nil }
    }

    private func positions(_ group: JSON?, name: String) throws(Failure) -> ModelConfiguration.Positions {
        let parameters = ConfigurationReader(
            integer: { group?[$0]?.integer }, number: { group?[$0]?.number }, location: "\(reader.location): \(name)")
        let base = try parameters.positive("rope_theta", or: try reader.positive("rope_theta", or: base))
        let share = parameters.number("partial_rotary_factor") ?? reader.number("partial_rotary_factor") ?? share
        guard share > 0, share <= 1 else {
            throw reader.unsupported("partial_rotary_factor", expected: "0…1", found: "\(share)")
        }
        let dimensions = Int(Double(headSize) * share)
        return .rotary(
            base: base, dimensions: dimensions, pairing: .halves,
            scaling: try scaling(group, parameters, pairCount: dimensions / 2))
    }

    private func scaling(
        _ group: JSON?, _ parameters: ConfigurationReader, pairCount: Int
    ) throws(Failure) -> ModelConfiguration.RotaryScaling {
        switch group?["rope_type"]?.text ?? group?["type"]?.text ?? "default" {
        // Dynamic scaling begins beyond the limit, where mirilla does not go.
        case "default", "dynamic": return .none
        case "linear": return .linear(factor: try parameters.positive("factor"))
        case "llama3":
            let low = try parameters.positive("low_freq_factor")
            let high = try parameters.positive("high_freq_factor")
            guard low < high else {
                throw Failure(
                    .malformed, "the configuration is wrong", at: parameters.location,
                    expected: "low_freq_factor below high_freq_factor", found: "\(low) and \(high)")
            }
            return .llama3(
                factor: try parameters.positive("factor"), lowFrequencyFactor: low, highFrequencyFactor: high,
                originalContext: try parameters.count("original_max_position_embeddings", limit: 1 << 30))
        case "yarn": return .yarn(try yarn(group, parameters))
        case "longrope", "su": return try longRoPE(group, parameters, pairCount: pairCount)
        case let name:
            throw parameters.unsupported(
                "rope_type", expected: "default, linear, dynamic, llama3, yarn or longrope", found: name)
        }
    }

    private func yarn(_ group: JSON?, _ parameters: ConfigurationReader) throws(Failure) -> ModelConfiguration.YaRN {
        let original = originalContext(parameters) ?? contextLimit
        let factor = try parameters.positive("factor", or: Double(contextLimit) / Double(original))
        func length(_ weight: Double) -> Double { factor <= 1 ? 1 : 0.1 * weight * log(factor) + 1 }
        var magnitude = length(1)
        if let weight = parameters.number("mscale"), let all = parameters.number("mscale_all_dim"), weight != 0,
            all != 0
        {
            magnitude = length(weight) / length(all)
        }
        return ModelConfiguration.YaRN(
            factor: factor, fastTurns: try parameters.positive("beta_fast", or: 32),
            slowTurns: try parameters.positive("beta_slow", or: 1), originalContext: original,
            magnitude: try parameters.positive("attention_factor", or: magnitude),
            isTruncated: group?["truncate"]?.bool ?? true)
    }

    private func longRoPE(
        _ group: JSON?, _ parameters: ConfigurationReader, pairCount: Int
    ) throws(Failure) -> ModelConfiguration.RotaryScaling {
        func factors(_ name: String) throws(Failure) -> [Double] {
            let factors = group?[name]?.elements?.compactMap(\.number) ?? []
            guard factors.count == pairCount, factors.allSatisfy({ $0 > 0 && $0.isFinite }) else {
                throw Failure(
                    .malformed, "the rotary factors do not fit", at: "\(parameters.location): \(name)",
                    expected: "\(pairCount) positive numbers", found: "\(factors.count)")
            }
            return factors
        }
        let original = originalContext(parameters) ?? contextLimit
        var scaling = ModelConfiguration.LongRoPE(
            shortFactors: try factors("short_factor"), longFactors: try factors("long_factor"),
            originalContext: original,
            factor: try parameters.positive("factor", or: Double(contextLimit) / Double(original)))
        scaling.magnitude = try parameters.positive("attention_factor", or: scaling.magnitude)
        return .longRoPE(scaling)
    }
}
