public import Generation

/// What the heads of a model's files say, without opening the model: no tokenizer is read, no weight is looked at.
public struct ModelSummary: Sendable {
    /// What the model is.
    public let description: ModelDescription
    /// Bytes of its KV cache behind a whole context, or as much of one as the cache may take; nil if mirilla cannot run it.
    public let cacheBytes: Int?
    /// Why mirilla cannot run it, as far as the heads tell; nil if nothing speaks against it.
    public let obstacle: Failure?

    /// Reads the heads of a folder or a GGUF file.
    public static func read(path: String, reference: String) throws(Failure) -> ModelSummary {
        if ModelFolder.isThere(path) { return try read(ModelFolder(path: path), reference) }
        let file = try GGUFFile(path: path)
        let architecture = file["general.architecture"]?.text
        func integer(_ key: String) -> Int? { architecture.flatMap { file["\($0).\(key)"]?.integer } }
        var description = ModelDescription(
            reference: reference, name: file["general.name"]?.text ?? reference, architecture: architecture,
            contextLimit: integer("context_length"),
            vocabularySize: integer("vocab_size") ?? file["tokenizer.ggml.tokens"]?.elements?.count,
            layerCount: integer("block_count"), headCount: integer("attention.head_count"),
            keyValueHeadCount: integer("attention.head_count_kv") ?? integer("attention.head_count"))
        description.describeWeights(file.checkpoint)
        return ModelSummary(description) { () throws(Failure) in try ModelConfiguration(gguf: file) }
    }

    private static func read(_ folder: ModelFolder, _ reference: String) throws(Failure) -> ModelSummary {
        guard let path = folder.file("config.json") else {
            throw folder.missing("the folder holds no model", expected: "config.json")
        }
        let json = try JSON(contentsOf: path)
        func integer(_ keys: String...) -> Int? { keys.lazy.compactMap { json[$0]?.integer }.first }
        let heads = integer("num_attention_heads", "n_head")
        var description = ModelDescription(
            reference: reference, name: reference,
            architecture: json["model_type"]?.text ?? json["architectures"]?.elements?.first?.text,
            contextLimit: integer("max_position_embeddings", "n_positions", "n_ctx", "seq_length"),
            vocabularySize: integer("vocab_size"), layerCount: integer("num_hidden_layers", "n_layer"),
            headCount: heads, keyValueHeadCount: integer("num_key_value_heads") ?? heads)
        let checkpoint: MappedCheckpoint?
        if let weights = folder.file("model.safetensors") {
            checkpoint = try MappedCheckpoint(safetensors: weights)
        } else if let index = folder.file("model.safetensors.index.json") {
            checkpoint = try MappedCheckpoint(safetensorsIndex: index)
        } else {
            checkpoint = nil
        }
        guard let checkpoint else {
            let missing = folder.missing(
                "the folder holds no weights", expected: "model.safetensors or model.safetensors.index.json")
            return ModelSummary(description: description, cacheBytes: nil, obstacle: missing)
        }
        description.describeWeights(checkpoint)
        return ModelSummary(description) { () throws(Failure) in
            try ModelConfiguration(huggingFace: json, location: path)
        }
    }
}

extension ModelSummary {
    fileprivate init(_ description: ModelDescription, configuration: () throws(Failure) -> ModelConfiguration) {
        do throws(Failure) {
            let configuration = try configuration()
            self.init(
                description: description,
                cacheBytes: configuration.cacheBytes(context: description.contextLimit ?? configuration.contextLimit),
                obstacle: nil)
        } catch {
            self.init(description: description, cacheBytes: nil, obstacle: error)
        }
    }
}

extension ModelConfiguration {
    /// Bytes of the KV cache behind a context, or as much of one as the cache may take.
    func cacheBytes(context: Int, budget: Int = LocalOptions().cacheBudget) -> Int {
        let position = KeyValueCache.bytesPerPosition(self, type: .f32)
        return min(context, contextLimit, max(1, budget / position)) * position
    }
}

extension ModelDescription {
    /// Says how many parameters a checkpoint has and how most of them are stored.
    fileprivate mutating func describeWeights(_ checkpoint: MappedCheckpoint) {
        var counts: [ElementType: Int] = [:]
        for view in checkpoint.tensorNames.lazy.compactMap(checkpoint.tensor(named:)) {
            counts[view.type, default: 0] += view.count
        }
        weightBytes = checkpoint.tensorBytes
        weightType = counts.max { $0.value < $1.value }?.key.rawValue
        parameterCount = counts.isEmpty ? nil : counts.values.reduce(0, +)
    }
}
