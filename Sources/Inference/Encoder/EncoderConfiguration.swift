import Generation

/// The shape of a BERT-type encoder.
///
/// Devlin et al. 2018: learned positions, token types, attention in both directions, and each norm behind what it normalizes the sum of.
struct EncoderConfiguration: Hashable, Sendable {
    let layerCount: Int
    let headCount: Int
    let embeddingSize: Int
    let feedForwardSize: Int
    let vocabularySize: Int
    /// How many positions there are.
    let positionCount: Int
    let tokenTypeCount: Int
    let normalizationEpsilon: Double
    let activation: ModelConfiguration.Activation

    var headSize: Int { embeddingSize / headCount }
}

extension EncoderConfiguration {
    /// Whether a `config.json` is one of an encoder, be it one that mirilla runs or not.
    static func describes(_ json: JSON) -> Bool {
        encoderTypes.contains(json["model_type"]?.text ?? "")
    }

    private static let encoderTypes: Set<String> = [
        "bert", "roberta", "xlm-roberta", "distilbert", "albert", "deberta", "deberta-v2", "electra", "modernbert",
        "mpnet",
        "nomic_bert", "camembert", "longformer", "esm", "new", "gte", "jina_bert",
    ]

    /// Reads Hugging Face's `config.json`.
    init(_ json: JSON, location: String) throws(Failure) {
        let reader = ConfigurationReader(
            integer: { json[$0]?.integer }, number: { json[$0]?.number }, location: location)
        guard let type = json["model_type"]?.text, type == "bert" else {
            throw Failure(
                .unsupported, "cannot embed with this encoder", at: "\(location): model_type", expected: "bert",
                found: json["model_type"]?.text ?? "none",
                hint: "all-MiniLM, bge, e5 and gte of the sizes small and base are of type bert")
        }
        if let kind = json["position_embedding_type"]?.text, kind != "absolute" {
            throw reader.unsupported("position_embedding_type", expected: "absolute", found: kind)
        }
        for (name, value) in ["is_decoder", "add_cross_attention"].map({ ($0, json[$0]?.bool ?? false) }) where value {
            throw reader.unsupported(name, expected: "false", found: "true")
        }
        layerCount = try reader.count("num_hidden_layers", limit: ModelConfiguration.layerLimit)
        headCount = try reader.count("num_attention_heads")
        embeddingSize = try reader.count("hidden_size")
        feedForwardSize = try reader.count("intermediate_size")
        vocabularySize = try reader.count("vocab_size")
        positionCount = try reader.count("max_position_embeddings", or: 512, limit: 1 << 20)
        tokenTypeCount = try reader.count("type_vocab_size", or: 2)
        normalizationEpsilon = try reader.positive("layer_norm_eps", or: 1e-12)
        activation = try ModelConfiguration.activation(json["hidden_act"]?.text ?? "gelu", reader)
        guard embeddingSize.isMultiple(of: headCount) else {
            throw Failure(
                .malformed, "the configuration is wrong", at: location,
                expected: "hidden_size to be a multiple of num_attention_heads",
                found: "\(embeddingSize) and \(headCount)")
        }
    }
}
