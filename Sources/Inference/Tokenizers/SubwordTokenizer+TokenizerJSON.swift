import Generation

extension SubwordTokenizer {
    /// Reads Hugging Face's `tokenizer.json`.
    ///
    /// - Parameters:
    ///   - json: the file.
    ///   - configuration: `tokenizer_config.json`, whose `add_bos_token` and `add_eos_token` are asked first.
    ///   - location: the file's path, for messages.
    init(tokenizerJSON json: JSON, configuration: TokenizerConfiguration, location: String) throws(Failure) {
        let reader = TokenizerJSONReader(json: json, location: location)
        let (pieces, added) = try reader.readPieces()
        let vocabulary = Vocabulary(pieces: pieces)
        let normalizers = try reader.readNormalizers()
        var words = try reader.readWords()
        if words.mapsBytes, reader.marksPlaces {
            words.mapsBytes = false
            words.splitters.append(.byteAlphabet)
        }
        let isByteLevel = words.isByteLevel || reader.isByteLevelNormalizer
        let model = try reader.readModel(vocabulary, mapsBytes: words.mapsBytes)
        let decoder = try reader.readDecoder(isByteLevel: isByteLevel)
        let special = Set(added.lazy.filter(\.isSpecial).map(\.id))
        let verbatim = Set(added.lazy.map(\.id))
        var tokens = TokenTable()
        for (id, piece) in pieces.enumerated() {
            let bytes = verbatim.contains(id) && !decoder.isForWords ? piece : decoder.bytes(ofPiece: piece)
            tokens.append(bytes, isSpecial: special.contains(id))
        }
        var splitters = words.splitters
        if splitters.isEmpty, !isByteLevel, model is BytePairModel {
            splitters = SentencePieceText.splitters(for: vocabulary)
        }
        let normalized = added.lazy.filter(\.isNormalized).map { entry in
            var content = entry.content
            for normalizer in normalizers { normalizer.apply(to: &content) }
            return entry.with(content: content)
        }
        let template = try reader.readTemplate()
        self.init(
            vocabulary: vocabulary, tokens: tokens, addedTokens: AddedTokens(added.filter { !$0.isNormalized }),
            chatTokens: AddedTokens(added.filter { !$0.isNormalized || $0.isSpecial }), normalizers: normalizers,
            normalizedTokens: AddedTokens(Array(normalized)), splitters: splitters, model: model,
            prefix: try configuration.prefix(or: template.prefix, in: vocabulary),
            suffix: try configuration.suffix(or: template.suffix, in: vocabulary),
            dropsLeadingSpace: decoder.dropsLeadingSpace)
    }
}

/// Translates the parts of a `tokenizer.json` into stages; what mirilla has no stage for is refused by name.
struct TokenizerJSONReader {
    let json: JSON
    let location: String

    /// Pieces by id, and those that are found as they are written.
    func readPieces() throws(Failure) -> (pieces: [[UInt8]], added: [AddedTokens.Entry]) {
        let addedValues = json["added_tokens"]?.elements ?? []
        let vocabulary = json["model"]?["vocab"]
        guard let count = vocabulary?.members?.count ?? vocabulary?.elements?.count else {
            throw Failure(
                .malformed, "the tokenizer has no vocabulary", at: location, expected: "an object model.vocab")
        }
        var table = PieceTable(limit: count + addedValues.count + 65_536, location: location)
        for member in vocabulary?.members ?? [] { try table.set(member.key, id: member.value.integer) }
        for (id, element) in (vocabulary?.elements ?? []).enumerated() {
            guard let piece = element.elements?.first?.bytes else {
                throw Failure(.malformed, "a piece of the vocabulary has no text", at: location, found: "number \(id)")
            }
            try table.set(piece, id: id)
        }
        var added: [AddedTokens.Entry] = []
        for value in addedValues {
            guard let content = value["content"]?.bytes else {
                throw Failure(.malformed, "an added token has no content", at: location)
            }
            let id = try table.set(content, id: value["id"]?.integer)
            let isSpecial = value["special"]?.bool ?? false
            added.append(
                AddedTokens.Entry(
                    id: id, content: content, isSpecial: isSpecial, stripsLeft: value["lstrip"]?.bool ?? false,
                    stripsRight: value["rstrip"]?.bool ?? false, isWord: value["single_word"]?.bool ?? false,
                    isNormalized: value["normalized"]?.bool ?? !isSpecial))
        }
        return (table.pieces, added)
    }

    /// What the post-processor puts before and after one text.
    func readTemplate() throws(Failure) -> (prefix: [TokenID], suffix: [TokenID]) {
        var prefix: [TokenID] = []
        var suffix: [TokenID] = []
        for step in steps(json["post_processor"], "processors") {
            switch step["type"]?.text {
            case "ByteLevel": continue
            case "BertProcessing", "RobertaProcessing":
                guard let begin = step["cls"]?.elements?.last?.integer, let end = step["sep"]?.elements?.last?.integer
                else { throw unsupported("post_processor", step) }
                prefix.append(begin)
                suffix.append(end)
            case "TemplateProcessing":
                var isBefore = true
                for item in step["single"]?.elements ?? [] {
                    guard let name = item["SpecialToken"]?["id"]?.text else {
                        isBefore = false
                        continue
                    }
                    guard let ids = step["special_tokens"]?[name]?["ids"]?.elements?.compactMap(\.integer) else {
                        throw Failure(
                            .malformed, "the post-processor names an unknown token", at: location, found: name)
                    }
                    if isBefore { prefix += ids } else { suffix += ids }
                }
            default: throw unsupported("post_processor", step)
            }
        }
        return (prefix, suffix)
    }

    /// The members of a `Sequence`, or the one step.
    func steps(_ value: JSON?, _ key: String) -> [JSON] {
        guard let value else { return [] }
        guard value["type"]?.text == "Sequence" else { return [value] }
        return (value[key]?.elements ?? []).flatMap { $0["type"]?.text == "Sequence" ? $0[key]?.elements ?? [] : [$0] }
    }

    func unsupported(_ part: String, _ value: JSON?) -> Failure {
        Failure(
            .unsupported, "cannot use this tokenizer", at: "\(location): \(part)",
            found: value?["type"]?.text ?? "no type")
    }
}

extension AddedTokens.Entry {
    /// The same token, written otherwise.
    fileprivate func with(content: [UInt8]) -> AddedTokens.Entry {
        AddedTokens.Entry(
            id: id, content: content, isSpecial: isSpecial, stripsLeft: stripsLeft, stripsRight: stripsRight,
            isWord: isWord, isNormalized: isNormalized)
    }
}
