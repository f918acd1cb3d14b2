import Generation

/// What the files of sentence-transformers say about how an encoder makes vectors of texts.
struct SentenceConfiguration: Hashable, Sendable {
    var poolings: [Pooling] = [.mean]
    /// Whether a vector is divided by its length.
    var isNormalized = false
    /// How many tokens go in at most, those at both ends included; nil for as many as there are positions.
    var tokenLimit: Int?
    /// Whether a text is lowercased before it is tokenized.
    var isLowercased = false
    /// What is put before a text.
    var queryPrompt = ""
    var documentPrompt = ""

    /// What is put before a text of a role.
    func prompt(_ role: EmbeddingRole) -> String { role == .query ? queryPrompt : documentPrompt }

    /// Everything that decides vectors, in one line.
    var description: String {
        var parts = ["pooling=" + poolings.map(\.rawValue).joined(separator: "+")]
        if isNormalized { parts.append("normalized") }
        if let tokenLimit { parts.append("tokens=\(tokenLimit)") }
        if isLowercased { parts.append("lowercase") }
        return parts.joined(separator: " ")
    }
}

extension SentenceConfiguration {
    /// Reads a folder; without `modules.json` states are pooled by their mean, as sentence-transformers does.
    init(in folder: ModelFolder) throws(Failure) {
        self.init()
        if let json = try folder.json("sentence_bert_config.json") {
            tokenLimit = json["max_seq_length"]?.integer
            isLowercased = json["do_lower_case"]?.bool ?? false
        }
        try readPrompts(in: folder)
        guard let modules = try folder.json("modules.json")?.elements else { return }
        for module in modules {
            let type = module["type"]?.text ?? "none"
            switch type.split(separator: ".").last {
            case "Transformer": continue
            case "Normalize": isNormalized = true
            case "Pooling":
                let path = (module["path"]?.text ?? "1_Pooling") + "/config.json"
                guard !path.contains(".."), let json = try folder.json(path) else {
                    throw folder.missing("the folder does not say how to pool", expected: path)
                }
                poolings = try Pooling.read(json, location: "\(folder.path)/\(path)")
                if json["include_prompt"]?.bool == false, !(queryPrompt + documentPrompt).isEmpty {
                    throw Failure(
                        .unsupported, "cannot pool like this", at: "\(folder.path)/\(path): include_prompt",
                        expected: "true", found: "false")
                }
            default:
                throw Failure(
                    .unsupported, "cannot embed with this model", at: "\(folder.path)/modules.json",
                    expected: "Transformer, Pooling and Normalize", found: type)
            }
        }
    }

    /// A prompt of the role's name, or else the default one.
    private mutating func readPrompts(in folder: ModelFolder) throws(Failure) {
        guard let json = try folder.json("config_sentence_transformers.json"), let prompts = json["prompts"] else {
            return
        }
        let standard = json["default_prompt_name"]?.text.flatMap { prompts[$0]?.text } ?? ""
        queryPrompt = prompts["query"]?.text ?? standard
        documentPrompt = ["document", "passage", "corpus"].lazy.compactMap { prompts[$0]?.text }.first ?? standard
    }
}
