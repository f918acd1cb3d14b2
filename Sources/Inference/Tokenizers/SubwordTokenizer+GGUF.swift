import Generation

extension SubwordTokenizer {
    /// Reads the tokenizer inside a GGUF file.
    init(gguf file: GGUFFile) throws(Failure) {
        let location = file.file.path
        let reader = GGUFTokenizerReader(file: file)
        let configuration = try reader.readConfiguration()
        switch file["tokenizer.ggml.model"]?.text {
        case "gpt2": try self.init(byteLevelGGUF: reader, configuration: configuration, location: location)
        case "llama", "t5": try self.init(sentencePiece: try reader.readModel(), configuration: configuration)
        case "bert": try self.init(wordPieceGGUF: reader)
        case let model:
            throw Failure(
                .unsupported, "cannot use this tokenizer", at: "\(location): tokenizer.ggml.model",
                expected: "gpt2, llama, t5 or bert", found: model ?? "none")
        }
    }

    private init(
        byteLevelGGUF reader: GGUFTokenizerReader, configuration: TokenizerConfiguration, location: String
    ) throws(Failure) {
        let model = try reader.readModel()
        var merges: [MergeTable.Pair] = []
        for element in reader.file["tokenizer.ggml.merges"]?.elements ?? [] {
            guard let pair = element.bytes.flatMap(MergeTable.pair) else {
                throw Failure(.malformed, "a merge is not two pieces", at: "\(location): tokenizer.ggml.merges")
            }
            merges.append(pair)
        }
        let words = try reader.readWords()
        try self.init(
            byteLevel: model.pieces.map(\.text), merges: merges,
            isSpecial: { model.pieces[$0].type == .control || model.pieces[$0].type == .unknown },
            isAdded: { model.pieces[$0].type == .userDefined }, splitters: words.splitters,
            prefersWholeWords: words.prefersWholeWords, configuration: configuration, location: location)
    }

    /// BERT's word pieces; the file marks those that begin a word with `▁` instead of the others with `##`.
    private init(wordPieceGGUF reader: GGUFTokenizerReader) throws(Failure) {
        let continuing = Array("##".utf8)
        var pieces: [[UInt8]] = []
        var tokens = TokenTable()
        var added: [AddedTokens.Entry] = []
        let decoder = PieceDecoder(steps: [.wordPiece(continuing: continuing, tidies: true)])
        for (id, piece) in try reader.readModel().pieces.enumerated() {
            let isSpecial = piece.type == .control || piece.type == .unknown
            let begins = piece.text.starts(with: SentencePieceText.space)
            let text =
                isSpecial ? piece.text : begins ? Array(piece.text.dropFirst(3)) : continuing + piece.text
            pieces.append(text)
            tokens.append(decoder.bytes(ofPiece: text), isSpecial: isSpecial)
            if isSpecial || piece.type == .userDefined {
                added.append(AddedTokens.Entry(id: id, content: isSpecial ? text : piece.text, isSpecial: isSpecial))
            }
        }
        let vocabulary = Vocabulary(pieces: pieces)
        self.init(
            vocabulary: vocabulary, tokens: tokens, addedTokens: AddedTokens(added),
            normalizers: TextNormalizer.bert(
                cleans: true, separatesHan: true, stripsAccents: reader.isLower, isLower: reader.isLower),
            splitters: TextSplitter.bert,
            model: WordPieceModel(
                vocabulary: vocabulary, unknown: try reader.id("unknown_token_id", or: "[UNK]", in: vocabulary),
                continuing: continuing, longestWord: 100),
            prefix: try reader.adds("add_bos_token")
                ? reader.id("cls_token_id", or: "[CLS]", in: vocabulary).map { [$0] } ?? [] : [],
            suffix: try reader.adds("add_sep_token")
                ? reader.id("seperator_token_id", or: "[SEP]", in: vocabulary).map { [$0] } ?? [] : [],
            dropsLeadingSpace: true)
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
        let isUnigram = file["tokenizer.ggml.model"]?.text == "t5"
        model.kind = isUnigram ? .unigram : .bytePairs
        model.addsSpacePrefix = file["tokenizer.ggml.add_space_prefix"]?.bool ?? !isUnigram
        model.collapsesSpaces = file["tokenizer.ggml.remove_extra_whitespaces"]?.bool ?? false
        if let values = file["tokenizer.ggml.precompiled_charsmap"]?.elements, !values.isEmpty {
            let bytes = values.map { UInt8(truncatingIfNeeded: $0.integer ?? 0) }
            guard let map = CharacterMap(bytes) else {
                throw failure(.malformed, "the tokenizer's character map is broken", at: "precompiled_charsmap")
            }
            model.characterMap = map
        }
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
        let model = file["tokenizer.ggml.model"]?.text
        let beginsByDefault =
            model == "llama" || model == "gpt2" && GGUFWords.named(file["tokenizer.ggml.pre"]?.text)?.addsBegin == true
        configuration.addsBegin = file["tokenizer.ggml.add_bos_token"]?.bool ?? (beginsByDefault && begin != nil)
        configuration.addsEnd = file["tokenizer.ggml.add_eos_token"]?.bool ?? (model == "t5" && end != nil)
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
        let name = file["tokenizer.ggml.pre"]?.text
        guard let words = GGUFWords.named(name) else {
            throw failure(.unsupported, "cannot use this tokenizer", at: "pre", found: name)
        }
        return (try words.splitters(location: file.file.path), words.prefersWholeWords)
    }

    /// Whether BERT's words are in lower case.
    var isLower: Bool { file["tokenizer.ggml.normalizer.lowercase"]?.bool ?? true }

    /// Whether a token is added, which BERT's are unless the file says otherwise.
    func adds(_ key: String) -> Bool { file["tokenizer.ggml.\(key)"]?.bool ?? true }

    /// The token that the file names, or the one that is usual.
    func id(_ key: String, or usual: String, in vocabulary: Vocabulary) throws(Failure) -> TokenID? {
        guard let id = file["tokenizer.ggml.\(key)"]?.integer else {
            return vocabulary.id(of: Array(usual.utf8)[...])
        }
        guard (0..<vocabulary.count).contains(id) else {
            throw failure(.malformed, "the tokenizer has no such token", at: key, found: "\(id)")
        }
        return id
    }
}
