import Generation

extension ModelConfiguration {
    /// Gemma 2: norms on both sides that multiply with 1 + weight, soft caps, and a window in every other layer.
    static func gemma2(_ json: JSON, _ reader: ConfigurationReader) throws(Failure) -> ModelConfiguration {
        var configuration = try gemma("gemma2", json, reader, base: 10_000)
        configuration.attentionScoreCap = try cap("attn_logit_softcapping", or: 50, json, reader)
        configuration.logitCap = try cap("final_logit_softcapping", or: 30, json, reader)
        try configuration.readWindows(json, reader, size: json["sliding_window"]?.integer ?? 4096) {
            $0.isMultiple(of: 2)
        }
        return configuration
    }

    /// Gemma 3's text model: norms of queries and keys, and rotary positions of their own in the five of six layers with a window.
    static func gemma3(_ json: JSON, _ reader: ConfigurationReader) throws(Failure) -> ModelConfiguration {
        var configuration = try gemma("gemma3_text", json, reader, base: 1_000_000)
        configuration.queryKeyNorm = .eachHead
        configuration.attentionScoreCap = try cap("attn_logit_softcapping", or: nil, json, reader)
        configuration.logitCap = try cap("final_logit_softcapping", or: nil, json, reader)
        let pattern = json["sliding_window_pattern"]?.integer ?? 6
        guard pattern > 0 else { throw reader.unsupported("sliding_window_pattern", found: "\(pattern)") }
        let rotary = RotaryReader(
            json: json, reader: reader, headSize: configuration.headSize, contextLimit: configuration.contextLimit,
            base: 10_000, share: 1)
        configuration.windowedPositions = try rotary.windowedPositions()
        if configuration.windowedPositions == nil {
            configuration.windowedPositions = .rotary(
                base: try reader.positive("rope_local_base_freq", or: 10_000), dimensions: configuration.headSize,
                pairing: .halves, scaling: .none)
        }
        try configuration.readWindows(json, reader, size: json["sliding_window"]?.integer ?? 4096) {
            !($0 + 1).isMultiple(of: pattern)
        }
        return configuration
    }

    private static func gemma(
        _ architecture: String, _ json: JSON, _ reader: ConfigurationReader, base: Double
    ) throws(Failure) -> ModelConfiguration {
        try refuse(json, reader, ["use_bidirectional_attention": false])
        var configuration = try llamaLike(
            architecture, json, reader, headSize: 256, base: base, tiesEmbeddings: true)
        configuration.normPlacement = .both
        configuration.addsOneToNorms = true
        configuration.embeddingScale = Double(configuration.embeddingSize).squareRoot()
        configuration.attentionScale = 1 / (try reader.positive("query_pre_attn_scalar", or: 256)).squareRoot()
        configuration.feedForward = .gated(
            try activation(json["hidden_activation"]?.text ?? "gelu_pytorch_tanh", reader))
        return configuration
    }

    /// A soft cap; nil where the file says `null`.
    private static func cap(
        _ name: String, or standard: Double?, _ json: JSON, _ reader: ConfigurationReader
    ) throws(Failure) -> Double? {
        let isGiven = json.members?.contains { $0.key.elementsEqual(name.utf8) } ?? false
        guard json[name] != nil else { return isGiven ? nil : standard }
        return try reader.positive(name)
    }
}
