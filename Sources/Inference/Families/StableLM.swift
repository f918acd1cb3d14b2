import Generation

extension ModelConfiguration {
    /// StableLM 2: a Llama with means in its norms and rotary positions for a quarter of each head; some with attention and the MLP side
    /// by side behind one norm.
    static func stableLM(_ json: JSON, _ reader: ConfigurationReader) throws(Failure) -> ModelConfiguration {
        var configuration = try llamaLike(
            "stablelm", json, reader, epsilon: ("layer_norm_eps", 1e-5), rotaryShare: 0.25)
        configuration.normalization = .layerNorm
        configuration.isParallel = json["use_parallel_residual"]?.bool ?? false
        configuration.sharesNorm = configuration.isParallel
        if json["qk_layernorm"]?.bool == true { configuration.queryKeyNorm = .eachHead }
        return configuration
    }
}
