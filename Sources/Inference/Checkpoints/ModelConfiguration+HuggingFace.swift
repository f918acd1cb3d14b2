import Generation

extension ModelConfiguration {
    /// Reads Hugging Face's `config.json`.
    init(huggingFace json: JSON, location: String) throws(Failure) {
        let reader = ConfigurationReader(
            integer: { json[$0]?.integer }, number: { json[$0]?.number }, location: location)
        switch json["model_type"]?.text {
        case "gpt2": self = try Self.gpt2(json, reader).checked(location)
        case "llama": self = try Self.llama(json, reader).checked(location)
        case let type:
            let name = type ?? json["architectures"]?.elements?.first?.text ?? "none"
            throw reader.unsupported("model_type", expected: "gpt2 or llama", found: name)
        }
    }

    private static func gpt2(_ json: JSON, _ reader: ConfigurationReader) throws(Failure) -> ModelConfiguration {
        try refuse(
            json, reader,
            ["scale_attn_weights": true, "scale_attn_by_inverse_layer_idx": false, "add_cross_attention": false])
        let embedding = try reader.count("n_embd", or: 768)
        let heads = try reader.count("n_head", or: 12)
        guard embedding.isMultiple(of: heads) else {
            throw Failure(
                .malformed, "the configuration is wrong", at: reader.location,
                expected: "n_embd to be a multiple of n_head",
                found: "\(embedding) and \(heads)")
        }
        return ModelConfiguration(
            architecture: "gpt2", layerCount: try reader.count("n_layer", or: 12, limit: layerLimit), headCount: heads,
            keyValueHeadCount: heads, headSize: embedding / heads, embeddingSize: embedding,
            feedForwardSize: try reader.count("n_inner", or: 4 * embedding),
            vocabularySize: try reader.count("vocab_size"),
            contextLimit: try reader.count("n_positions", or: json["n_ctx"]?.integer ?? 1024, limit: 1 << 30),
            normalization: .layerNorm, normalizationEpsilon: try reader.positive("layer_norm_epsilon", or: 1e-5),
            positions: .learned,
            feedForward: .plain(try activation(json["activation_function"]?.text ?? "gelu_new", reader)),
            tiesEmbeddings: json["tie_word_embeddings"]?.bool ?? true)
    }

    private static func llama(_ json: JSON, _ reader: ConfigurationReader) throws(Failure) -> ModelConfiguration {
        try refuse(json, reader, ["attention_bias": false, "mlp_bias": false])
        let embedding = try reader.count("hidden_size")
        let heads = try reader.count("num_attention_heads")
        guard json["head_dim"] != nil || embedding.isMultiple(of: heads) else {
            throw Failure(
                .malformed, "the configuration is wrong", at: reader.location,
                expected: "hidden_size to be a multiple of num_attention_heads", found: "\(embedding) and \(heads)")
        }
        let headSize = try reader.count("head_dim", or: embedding / heads)
        return ModelConfiguration(
            architecture: "llama", layerCount: try reader.count("num_hidden_layers", limit: layerLimit),
            headCount: heads,
            keyValueHeadCount: try reader.count("num_key_value_heads", or: heads), headSize: headSize,
            embeddingSize: embedding, feedForwardSize: try reader.count("intermediate_size"),
            vocabularySize: try reader.count("vocab_size"),
            contextLimit: try reader.count("max_position_embeddings", or: 2048, limit: 1 << 30),
            normalization: .rmsNorm, normalizationEpsilon: try reader.positive("rms_norm_eps", or: 1e-6),
            positions: try rotary(json, reader, headSize: headSize),
            feedForward: .gated(try activation(json["hidden_act"]?.text ?? "silu", reader)),
            tiesEmbeddings: json["tie_word_embeddings"]?.bool ?? false)
    }

    /// Rotary positions: `rope_theta` and `rope_scaling`, or in newer files all of it in `rope_parameters`.
    private static func rotary(
        _ json: JSON, _ reader: ConfigurationReader, headSize: Int
    ) throws(Failure) -> Positions {
        let group = json["rope_parameters"] != nil ? "rope_parameters" : "rope_scaling"
        let scaling = json[group]
        let parameters = ConfigurationReader(
            integer: { scaling?[$0]?.integer }, number: { scaling?[$0]?.number },
            location: "\(reader.location): \(group)")
        let base = try parameters.positive("rope_theta", or: try reader.positive("rope_theta", or: 10_000))
        let share = parameters.number("partial_rotary_factor") ?? reader.number("partial_rotary_factor") ?? 1
        guard share > 0, share <= 1 else {
            throw reader.unsupported("partial_rotary_factor", expected: "0…1", found: "\(share)")
        }
        let kind: RotaryScaling
        switch scaling?["rope_type"]?.text ?? scaling?["type"]?.text ?? "default" {
        case "default": kind = .none
        case "linear": kind = .linear(factor: try parameters.positive("factor"))
        case "llama3":
            let low = try parameters.positive("low_freq_factor")
            let high = try parameters.positive("high_freq_factor")
            guard low < high else {
                throw Failure(
                    .malformed, "the configuration is wrong", at: parameters.location,
                    expected: "low_freq_factor below high_freq_factor", found: "\(low) and \(high)")
            }
            kind = .llama3(
                factor: try parameters.positive("factor"), lowFrequencyFactor: low, highFrequencyFactor: high,
                originalContext: try parameters.count("original_max_position_embeddings", limit: 1 << 30))
        case let name:
            throw parameters.unsupported("rope_type", expected: "default, linear or llama3", found: name)
        }
        return .rotary(base: base, dimensions: Int(Double(headSize) * share), pairing: .halves, scaling: kind)
    }

    private static func activation(_ name: String, _ reader: ConfigurationReader) throws(Failure) -> Activation {
        switch name {
        case "gelu_new", "gelu_pytorch_tanh", "gelu_fast": .geluTanh
        case "gelu": .gelu
        case "silu", "swish": .silu
        default: throw reader.unsupported("activation", expected: "gelu_new, gelu or silu", found: name)
        }
    }

    /// Refuses switches that are not as the forward pass has them.
    private static func refuse(
        _ json: JSON, _ reader: ConfigurationReader, _ switches: KeyValuePairs<String, Bool>
    ) throws(Failure) {
        for (name, value) in switches where json[name]?.bool ?? value != value {
            throw reader.unsupported(name, expected: "\(value)", found: "\(!value)")
        }
    }
}
