import Generation

extension ModelConfiguration {
    /// Phi-3 and Phi-4: a Llama with fused projections and, in long versions, a factor for each rotary frequency.
    static func phi3(_ json: JSON, _ reader: ConfigurationReader) throws(Failure) -> ModelConfiguration {
        var configuration = try llamaLike("phi3", json, reader, epsilon: ("rms_norm_eps", 1e-5))
        try configuration.readWindows(json, reader, size: json["sliding_window"]?.integer) { _ in true }
        return configuration
    }
}
