public import Generation

extension ModelFiles {
    /// Opens a model: a folder in the hub's layout (`config.json`, `*.safetensors`, a tokenizer) or a `.gguf` file.
    ///
    /// Weights are mapped, not read, so this takes no longer than reading the tokenizer.
    public static func open(path: String) throws(Failure) -> ModelFiles {
        try open(path: path, checksMemory: true)
    }

    /// Opens a model whose weights perhaps need not fit into memory, because they are converted to smaller ones.
    static func open(path: String, checksMemory: Bool) throws(Failure) -> ModelFiles {
        let files = try ModelFolder.isThere(path) ? open(ModelFolder(path: path)) : open(gguf: path)
        if checksMemory { try Memory.check(weightBytes: files.checkpoint.tensorBytes, location: path) }
        return files
    }

    private static func open(gguf path: String) throws(Failure) -> ModelFiles {
        let file = try openGGUF(path)
        guard !file.entries.isEmpty else {
            throw Failure(
                .notFound, "the file has no weights", at: path, expected: "tensors", found: "a vocabulary alone")
        }
        let transformer = try ModelConfiguration(gguf: file)
        let checkpoint = file.checkpoint
        let tokenizer = try SubwordTokenizer(gguf: file)
        let configuration = try GGUFTokenizerReader(file: file).readConfiguration()
        return ModelFiles(
            configuration: transformer, checkpoint: checkpoint, layout: .gguf, tokenizer: tokenizer,
            chatTemplate: configuration.chatTemplate,
            endTokens: endTokens(of: file, tokenizer),
            name: file["general.name"]?.text ?? name(of: path), weightFiles: checkpoint.paths,
            beginText: configuration.beginText ?? "", endText: configuration.endText ?? "")
    }

    /// Opens the tokenizer of a model alone: a GGUF file need not have tensors, a folder no weights.
    public static func tokenizer(path: String) throws(Failure) -> any Tokenizer {
        if ModelFolder.isThere(path) {
            let folder = ModelFolder(path: path)
            return try tokenizer(in: folder, TokenizerConfiguration(in: folder))
        }
        return try SubwordTokenizer(gguf: openGGUF(path))
    }

    // MARK: GGUF

    private static func openGGUF(_ path: String) throws(Failure) -> GGUFFile {
        do {
            return try GGUFFile(path: path)
        } catch {
            guard error.kind == .notFound || path.hasSuffix(".safetensors") else { throw error }
            var failure = error
            failure.hint =
                error.kind == .notFound
                ? "expected a GGUF file, or a folder with config.json, *.safetensors and a tokenizer"
                : "give the folder that the file is in"
            throw failure
        }
    }

    /// The end-of-text token, and the markers that end a turn by their names: files name only one of them.
    private static func endTokens(of file: GGUFFile, _ tokenizer: SubwordTokenizer) -> Set<TokenID> {
        let named = ["eos_token_id", "eot_token_id", "eom_token_id"].compactMap {
            file["tokenizer.ggml.\($0)"]?.integer
        }
        let markers = [
            "<|eot_id|>", "<|eom_id|>", "<|im_end|>", "<|end|>", "<end_of_turn>", "<|end_of_text|>", "<|endoftext|>",
        ]
        let known = markers.compactMap { tokenizer.id(ofPiece: $0) }.filter { tokenizer.token($0).isSpecial }
        return Set(named + known)
    }

    // MARK: Hugging Face

    private static func open(_ folder: ModelFolder) throws(Failure) -> ModelFiles {
        if folder.file("adapter_config.json") != nil, folder.file("model.safetensors") == nil {
            throw Failure(
                .unsupported, "cannot run this model", at: folder.path, expected: "a whole model",
                found: "an adapter (LoRA) alone",
                hint: "merge the adapter into its base model, or open the base model")
        }
        if folder.file("model_index.json") != nil {
            throw Failure(
                .unsupported, "cannot run this model", at: folder.path, expected: "a text model",
                found: "a diffusion pipeline")
        }
        guard let path = folder.file("config.json") else {
            throw folder.missing("the folder holds no model", expected: "config.json")
        }
        let json = try JSON(contentsOf: path)
        let configuration = try ModelConfiguration(huggingFace: json, location: path)
        let checkpoint: MappedCheckpoint
        if let path = folder.file("model.safetensors") {
            checkpoint = try MappedCheckpoint(safetensors: path)
        } else if let path = folder.file("model.safetensors.index.json") {
            checkpoint = try MappedCheckpoint(safetensorsIndex: path)
        } else {
            throw folder.missing(
                "the folder holds no weights", expected: "model.safetensors or model.safetensors.index.json")
        }
        let tokenizerConfiguration = try TokenizerConfiguration(in: folder)
        let tokenizer = try tokenizer(in: folder, tokenizerConfiguration)
        var endTokens = ids(json["eos_token_id"])
        endTokens.formUnion(ids(try folder.json("generation_config.json")?["eos_token_id"]))
        if let end = tokenizerConfiguration.endText.flatMap(tokenizer.id(ofPiece:)) { endTokens.insert(end) }
        return ModelFiles(
            configuration: configuration, checkpoint: checkpoint, layout: .huggingFace, tokenizer: tokenizer,
            chatTemplate: tokenizerConfiguration.chatTemplate, endTokens: endTokens, name: name(of: folder.path),
            weightFiles: checkpoint.paths, beginText: tokenizerConfiguration.beginText ?? "",
            endText: tokenizerConfiguration.endText ?? "")
    }

    private static func tokenizer(
        in folder: ModelFolder, _ configuration: TokenizerConfiguration
    ) throws(Failure) -> any Tokenizer {
        if let path = folder.file("tokenizer.json") {
            return try SubwordTokenizer(
                tokenizerJSON: try JSON(contentsOf: path), configuration: configuration, location: path)
        }
        if let path = folder.file("tokenizer.model") {
            let model = try MappedFile(path: path).withBytes { bytes throws(Failure) in
                try SentencePieceModel(parsing: bytes, at: path)
            }
            return try SubwordTokenizer(
                sentencePiece: model, configuration: configuration.completed(for: model))
        }
        if let vocabulary = folder.file("vocab.json"), let merges = folder.file("merges.txt") {
            return try SubwordTokenizer(
                vocabulary: try JSON(contentsOf: vocabulary),
                merges: try MappedFile(path: merges).withBytes { Array($0) }, configuration: configuration,
                location: merges)
        }
        throw folder.missing(
            "the folder holds no tokenizer", expected: "tokenizer.json, tokenizer.model, or vocab.json and merges.txt")
    }

    /// One id or several.
    private static func ids(_ value: JSON?) -> Set<TokenID> {
        if let id = value?.integer { return [id] }
        return Set(value?.elements?.compactMap(\.integer) ?? [])
    }

    /// The last part of a path, without the ending of a GGUF file.
    private static func name(of path: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return name.hasSuffix(".gguf") ? String(name.dropLast(5)) : name
    }
}

extension TokenizerConfiguration {
    /// Reads the files of a folder; without them nothing is said.
    fileprivate init(in folder: ModelFolder) throws(Failure) {
        self.init()
        if let json = try folder.json("tokenizer_config.json") { self.init(json) }
        if let path = folder.file("chat_template.jinja") {
            guard let template = try MappedFile(path: path).withBytes({ String(validating: $0, as: UTF8.self) }) else {
                throw Failure(.malformed, "the chat template is no text", at: path, expected: "UTF-8")
            }
            chatTemplate = template
        } else if let template = try folder.json("chat_template.json")?["chat_template"]?.text {
            chatTemplate = template
        }
    }

    /// This configuration for a `tokenizer.model`, which by itself begins a text with its first control piece.
    fileprivate func completed(for model: SentencePieceModel) -> TokenizerConfiguration {
        var completed = self
        let controls = model.pieces.lazy.filter { $0.type == .control }
        completed.beginText = beginText ?? controls.first.map { String(decoding: $0.text, as: UTF8.self) }
        completed.addsBegin = addsBegin ?? (completed.beginText != nil)
        return completed
    }
}
