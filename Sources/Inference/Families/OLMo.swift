import Generation

extension ModelConfiguration {
    /// OLMo 2: norms behind attention and the MLP alone, and of all queries and all keys as one vector each.
    static func olmo2(_ json: JSON, _ reader: ConfigurationReader) throws(Failure) -> ModelConfiguration {
        var configuration = try llamaLike("olmo2", json, reader, epsilon: ("rms_norm_eps", 1e-5))
        configuration.normPlacement = .after
        configuration.queryKeyNorm = .allHeads
        return configuration
    }
}
