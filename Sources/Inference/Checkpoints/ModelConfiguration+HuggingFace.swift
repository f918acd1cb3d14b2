import Generation

extension ModelConfiguration {
    /// Reads Hugging Face's `config.json`.
    init(huggingFace json: JSON, location: String) throws(Failure) {
        let reader = ConfigurationReader(
            integer: { json[$0]?.integer }, number: { json[$0]?.number }, location: location)
        try UnsupportedModel.check(json, location: location)
        let type = json["model_type"]?.text
        switch type {
        case "gpt2": self = try Self.gpt2(json, reader)
        case "gpt_neox": self = try Self.gptNeoX(json, reader)
        case "llama": self = try Self.llama(json, reader)
        case "mistral": self = try Self.mistral(json, reader)
        case "qwen2": self = try Self.qwen2(json, reader)
        case "qwen3": self = try Self.qwen3(json, reader)
        case "gemma2": self = try Self.gemma2(json, reader)
        case "gemma3_text": self = try Self.gemma3(json, reader)
        case "phi3": self = try Self.phi3(json, reader)
        case "olmo2": self = try Self.olmo2(json, reader)
        case "stablelm": self = try Self.stableLM(json, reader)
        default:
            let name = type ?? json["architectures"]?.elements?.first?.text ?? "none"
            throw reader.unsupported("model_type", expected: Self.families.joined(separator: ", "), found: name)
        }
        self = try checked(location)
    }

    /// The families that mirilla runs, as Hugging Face names them.
    static let families = [
        "gpt2", "gpt_neox", "llama", "mistral", "qwen2", "qwen3", "gemma2", "gemma3_text", "phi3", "olmo2", "stablelm",
    ]

    /// What the Llama family's configurations have in common.
    ///
    /// - Parameters:
    ///   - epsilon: the name of the norm's epsilon and what it is without.
    ///   - headSize: what `head_dim` is without; nil for `hidden_size` / `num_attention_heads`.
    ///   - base: what `rope_theta` is without.
    ///   - rotaryShare: what `partial_rotary_factor` is without.
    static func llamaLike(
        _ architecture: String, _ json: JSON, _ reader: ConfigurationReader,
        epsilon: (name: String, standard: Double) = ("rms_norm_eps", 1e-6), headSize: Int? = nil,
        base: Double = 10_000, rotaryShare: Double = 1, tiesEmbeddings: Bool = false
    ) throws(Failure) -> ModelConfiguration {
        let embedding = try reader.count("hidden_size")
        let heads = try reader.count("num_attention_heads")
        guard json["head_dim"] != nil || headSize != nil || embedding.isMultiple(of: heads) else {
            throw Failure(
                .malformed, "the configuration is wrong", at: reader.location,
                expected: "hidden_size to be a multiple of num_attention_heads", found: "\(embedding) and \(heads)")
        }
        let headSize = try reader.count("head_dim", or: headSize ?? embedding / heads)
        let contextLimit = try reader.count("max_position_embeddings", or: 2048, limit: 1 << 30)
        let rotary = RotaryReader(
            json: json, reader: reader, headSize: headSize, contextLimit: contextLimit, base: base, share: rotaryShare)
        let positions = try rotary.positions()
        let activation = json["hidden_act"]?.text ?? json["hidden_activation"]?.text ?? "silu"
        return ModelConfiguration(
            architecture: architecture, layerCount: try reader.count("num_hidden_layers", limit: layerLimit),
            headCount: heads, keyValueHeadCount: try reader.count("num_key_value_heads", or: heads),
            headSize: headSize, embeddingSize: embedding, feedForwardSize: try reader.count("intermediate_size"),
            vocabularySize: try reader.count("vocab_size"), contextLimit: rotary.contextLimit,
            normalization: .rmsNorm, normalizationEpsilon: try reader.positive(epsilon.name, or: epsilon.standard),
            positions: positions, feedForward: .gated(try self.activation(activation, reader)),
            tiesEmbeddings: json["tie_word_embeddings"]?.bool ?? tiesEmbeddings)
    }

    static func activation(_ name: String, _ reader: ConfigurationReader) throws(Failure) -> Activation {
        switch name {
        case "gelu_new", "gelu_pytorch_tanh", "gelu_fast": .geluTanh
        case "gelu": .gelu
        case "silu", "swish": .silu
        default: throw reader.unsupported("activation", expected: "gelu_new, gelu or silu", found: name)
        }
    }

    /// Refuses switches that are not as the forward pass has them.
    static func refuse(
        _ json: JSON, _ reader: ConfigurationReader, _ switches: KeyValuePairs<String, Bool>
    ) throws(Failure) {
        for (name, value) in switches where json[name]?.bool ?? value != value {
            throw reader.unsupported(name, expected: "\(value)", found: "\(!value)")
        }
    }

    /// Gives a window to the layers that have one: those that the file lists, or else those of the family's pattern.
    mutating func readWindows(
        _ json: JSON, _ reader: ConfigurationReader, size: Int?, isWindowed: (Int) -> Bool
    ) throws(Failure) {
        guard let size, size < contextLimit else { return }
        guard size > 0 else { throw reader.unsupported("sliding_window", expected: "1…", found: "\(size)") }
        if let types = json["layer_types"]?.elements {
            guard types.count >= layerCount else {
                throw Failure(
                    .malformed, "the configuration is wrong", at: "\(reader.location): layer_types",
                    expected: "\(layerCount) layers", found: "\(types.count)")
            }
            for type in types where !["sliding_attention", "full_attention"].contains(type.text) {
                throw reader.unsupported("layer_types", found: type.text ?? type.typeName)
            }
            windows = types.prefix(layerCount).map { $0.text == "sliding_attention" ? size : nil }
        } else {
            windows = (0..<layerCount).map { isWindowed($0) ? size : nil }
        }
        if windows.allSatisfy({ $0 == nil }) { windows = [] }
    }
}
