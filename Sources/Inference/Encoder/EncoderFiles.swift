import Generation

/// An encoder as it was found on disk, opened and checked, nothing computed yet.
struct EncoderFiles: Sendable {
    let configuration: EncoderConfiguration
    let sentences: SentenceConfiguration
    let checkpoint: MappedCheckpoint
    let tokenizer: SubwordTokenizer
    let name: String

    /// Opens a folder; nil if it holds no encoder.
    init?(path: String) throws(Failure) {
        guard ModelFolder.isThere(path) else { return nil }
        let folder = ModelFolder(path: path)
        guard let file = folder.file("config.json") else { return nil }
        let json = try JSON(contentsOf: file)
        guard EncoderConfiguration.describes(json) else { return nil }
        configuration = try EncoderConfiguration(json, location: file)
        var sentences = try SentenceConfiguration(in: folder)
        guard let weights = folder.file("model.safetensors") else {
            throw folder.missing("the folder holds no weights", expected: "model.safetensors")
        }
        checkpoint = try MappedCheckpoint(safetensors: weights)
        try Memory.check(weightBytes: checkpoint.tensorBytes, location: path)
        guard let file = folder.file("tokenizer.json") else {
            throw folder.missing("the folder holds no tokenizer", expected: "tokenizer.json")
        }
        tokenizer = try SubwordTokenizer(
            tokenizerJSON: try JSON(contentsOf: file), configuration: TokenizerConfiguration(), location: file)
        guard tokenizer.vocabularySize <= configuration.vocabularySize else {
            throw Failure(
                .malformed, "the tokenizer has pieces that the model has no vectors for", at: file,
                expected: "\(configuration.vocabularySize)", found: "\(tokenizer.vocabularySize)")
        }
        let limit = sentences.tokenLimit ?? configuration.positionCount
        let markers = tokenizer.prefix.count + tokenizer.suffix.count
        guard (markers + 1...configuration.positionCount).contains(limit) else {
            throw Failure(
                .malformed, "the length of texts is wrong", at: "\(path)/sentence_bert_config.json: max_seq_length",
                expected: "\(markers + 1) to \(configuration.positionCount)", found: "\(limit)")
        }
        sentences.tokenLimit = limit
        self.sentences = sentences
        name = folder.path.split(separator: "/").last.map(String.init) ?? folder.path
    }
}
