import Generation

extension SubwordTokenizer {
    /// Reads the tokenizer inside a GGUF file.
    init(gguf file: GGUFFile) throws(Failure) {
        let location = file.file.path
        let reader = GGUFTokenizerReader(file: file)
        let configuration = try reader.readConfiguration()
        switch file["tokenizer.ggml.model"]?.text {
        case "gpt2": try self.init(byteLevelGGUF: reader, configuration: configuration, location: location)
        case "llama": try self.init(sentencePiece: try reader.readModel(), configuration: configuration)
        case let model:
            throw Failure(
                .unsupported, "cannot use this tokenizer", at: "\(location): tokenizer.ggml.model",
                expected: "gpt2 or llama", found: model ?? "none")
        }
    }

    private init(
        byteLevelGGUF reader: GGUFTokenizerReader, configuration: TokenizerConfiguration, location: String
    ) throws(Failure) {
        let model = try reader.readModel()
        var rules: [(left: [UInt8], right: [UInt8])] = []
        for element in reader.file["tokenizer.ggml.merges"]?.elements ?? [] {
            guard let rule = element.bytes.flatMap(MergeTable.rule) else {
                throw Failure(.malformed, "a merge is not two pieces", at: "\(location): tokenizer.ggml.merges")
            }
            rules.append(rule)
        }
        let words = try reader.readWords()
        try self.init(
            byteLevel: model.pieces.map(\.text), rules: rules,
            isSpecial: { model.pieces[$0].type == .control || model.pieces[$0].type == .unknown },
            isAdded: { model.pieces[$0].type == .userDefined }, splitters: words.splitters,
            prefersWholeWords: words.prefersWholeWords, configuration: configuration, location: location)
    }
}

/// Reads `tokenizer.ggml.*`.
struct GGUFTokenizerReader {
    let file: GGUFFile

    private func failure(_ kind: Failure.Kind, _ what: String, at key: String, found: String? = nil) -> Failure {
        Failure(kind, what, at: "\(file.file.path): tokenizer.ggml.\(key)", found: found)
    }

    /// Pieces, scores and types.
    func readModel() throws(Failure) -> SentencePieceModel {
        guard let texts = file["tokenizer.ggml.tokens"]?.elements, !texts.isEmpty else {
            throw failure(.malformed, "the tokenizer has no vocabulary", at: "tokens")
        }
        let scores = file["tokenizer.ggml.scores"]?.elements
        let types = file["tokenizer.ggml.token_type"]?.elements
        guard scores?.count ?? texts.count == texts.count, types?.count ?? texts.count == texts.count else {
            throw failure(.malformed, "the tokenizer's lists differ in length", at: "tokens")
        }
        var model = SentencePieceModel()
        model.addsSpacePrefix = file["tokenizer.ggml.add_space_prefix"]?.bool ?? true
        for (id, value) in texts.enumerated() {
            guard let text = value.bytes else { throw failure(.malformed, "a piece is no text", at: "tokens") }
            var piece = SentencePieceModel.Piece(text: text)
            if let scores {
                guard let score = scores[id].number, !score.isNaN else {
                    throw failure(.malformed, "a piece has no score", at: "scores")
                }
                piece.score = Float(score)
            }
            if let types {
                guard let type = types[id].integer.flatMap(SentencePieceModel.PieceType.init(rawValue:)) else {
                    throw failure(.malformed, "a piece has an unknown type", at: "token_type")
                }
                piece.type = type
            }
            model.pieces.append(piece)
        }
        return model
    }

    /// What is added to a text; a SentencePiece vocabulary begins with its begin-of-text unless the file says otherwise, and so
    /// do those made for Llama 3.
    func readConfiguration() throws(Failure) -> TokenizerConfiguration {
        var configuration = TokenizerConfiguration()
        let begin = try piece("bos_token_id")
        let end = try piece("eos_token_id")
        let beginsByDefault =
            file["tokenizer.ggml.model"]?.text == "llama" || file["tokenizer.ggml.pre"]?.text == "llama-bpe"
        configuration.addsBegin = file["tokenizer.ggml.add_bos_token"]?.bool ?? (beginsByDefault && begin != nil)
        configuration.addsEnd = file["tokenizer.ggml.add_eos_token"]?.bool ?? false
        configuration.beginText = begin
        configuration.endText = end
        configuration.chatTemplate = file["tokenizer.chat_template"]?.text
        return configuration
    }

    private func piece(_ key: String) throws(Failure) -> String? {
        guard let id = file["tokenizer.ggml.\(key)"]?.integer else { return nil }
        guard let tokens = file["tokenizer.ggml.tokens"]?.elements, tokens.indices.contains(id) else {
            throw failure(.malformed, "the tokenizer has no such token", at: key, found: "\(id)")
        }
        return tokens[id].text
    }

    /// How words are found, by the name that llama.cpp gives to it.
    func readWords() throws(Failure) -> (splitters: [TextSplitter], prefersWholeWords: Bool) {
        switch file["tokenizer.ggml.pre"]?.text {
        case "gpt-2", nil: return ([.pattern(.gpt2)], false)
        case "smollm": return ([.digits, .pattern(.gpt2)], false)
        case "llama-bpe", "llama3", "llama-v3": return ([.pattern(.llama3(digits: 3))], true)
        case "qwen2": return ([.pattern(.llama3(digits: 1))], false)
        case let name?:
            throw failure(.unsupported, "cannot use this tokenizer", at: "pre", found: name)
        }
    }
}
