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
        let pipeline = try reader.readPipeline()
        let model = try reader.readModel(vocabulary, isByteLevel: pipeline.isByteLevel)
        let special = Set(added.lazy.filter(\.isSpecial).map(\.id))
        let verbatim = Set(added.lazy.map(\.id))
        let tokens = pieces.enumerated().map { id, piece in
            let bytes =
                verbatim.contains(id)
                ? piece
                : pipeline.isByteLevel
                    ? ByteAlphabet.bytes(ofPiece: piece) ?? piece : SentencePieceText.bytes(ofPiece: piece)
            return Token(id: id, bytes: bytes, isSpecial: special.contains(id))
        }
        let splitters =
            pipeline.splitters.isEmpty && !pipeline.isByteLevel
            ? SentencePieceText.splitters(for: vocabulary) : pipeline.splitters
        let template = try reader.readTemplate()
        self.init(
            vocabulary: vocabulary, tokens: tokens, addedTokens: AddedTokens(added), normalizers: pipeline.normalizers,
            splitters: splitters, model: model,
            prefix: try configuration.prefix(or: template.prefix, in: vocabulary),
            suffix: try configuration.suffix(or: template.suffix, in: vocabulary),
            dropsLeadingSpace: reader.dropsLeadingSpace)
    }
}

/// Translates the parts of a `tokenizer.json` into stages; what mirilla has no stage for is refused by name.
private struct TokenizerJSONReader {
    let json: JSON
    let location: String

    /// Pieces by id, and those that are found as they are written.
    func readPieces() throws(Failure) -> (pieces: [[UInt8]], added: [AddedTokens.Entry]) {
        guard let members = json["model"]?["vocab"]?.members else {
            throw Failure(
                .malformed, "the tokenizer has no vocabulary", at: location, expected: "an object model.vocab")
        }
        let addedValues = json["added_tokens"]?.elements ?? []
        var table = PieceTable(limit: members.count + addedValues.count + 65_536, location: location)
        for member in members { try table.set(member.key, id: member.value.integer) }
        var added: [AddedTokens.Entry] = []
        for value in addedValues {
            guard let content = value["content"]?.bytes else {
                throw Failure(.malformed, "an added token has no content", at: location)
            }
            let id = try table.set(content, id: value["id"]?.integer)
            added.append(
                AddedTokens.Entry(
                    id: id, content: content, isSpecial: value["special"]?.bool ?? false,
                    stripsLeft: value["lstrip"]?.bool ?? false, stripsRight: value["rstrip"]?.bool ?? false,
                    isWord: value["single_word"]?.bool ?? false))
        }
        return (table.pieces, added)
    }

    func readModel(_ vocabulary: Vocabulary, isByteLevel: Bool) throws(Failure) -> any SubwordModel {
        let model = json["model"]
        guard model?["type"]?.text ?? "BPE" == "BPE" else { throw unsupported("model", model) }
        for key in ["continuing_subword_prefix", "end_of_word_suffix"] where model?[key]?.text ?? "" != "" {
            throw Failure(.unsupported, "cannot use this tokenizer", at: "\(location): model.\(key)")
        }
        var rules: [(left: [UInt8], right: [UInt8])] = []
        for element in model?["merges"]?.elements ?? [] { rules.append(try rule(element)) }
        let merges = try MergeTable(rules, vocabulary: vocabulary, location: location)
        let unknown = model?["unk_token"]?.bytes.flatMap { vocabulary.id(of: $0[...]) }.map { Int32($0) }
        let alphabet =
            isByteLevel
            ? BytePairModel.Alphabet.bytes(ByteAlphabet.characters.map { vocabulary.id(of: $0[...]).map { Int32($0) } })
            : .characters(
                bytePieces: model?["byte_fallback"]?.bool == true ? SentencePieceText.bytePieces(in: vocabulary) : nil,
                unknown: unknown, fusesUnknown: model?["fuse_unk"]?.bool ?? false)
        return BytePairModel(
            vocabulary: vocabulary, merges: merges, alphabet: alphabet,
            prefersWholeWords: model?["ignore_merges"]?.bool ?? false)
    }

    /// A rule is `"left right"` or, in newer files, `["left", "right"]`.
    private func rule(_ value: JSON) throws(Failure) -> (left: [UInt8], right: [UInt8]) {
        if let pair = value.elements, pair.count == 2, let left = pair[0].bytes, let right = pair[1].bytes {
            return (left, right)
        }
        guard let bytes = value.bytes, let rule = MergeTable.rule(bytes) else {
            throw Failure(.malformed, "a merge is not two pieces", at: location)
        }
        return rule
    }

    // MARK: Normalizer and pre-tokenizer

    struct Pipeline {
        var normalizers: [TextNormalizer] = []
        var splitters: [TextSplitter] = []
        var isByteLevel = false
    }

    func readPipeline() throws(Failure) -> Pipeline {
        var pipeline = Pipeline()
        for normalizer in steps(json["normalizer"], "normalizers") {
            switch normalizer["type"]?.text {
            case "Prepend":
                pipeline.normalizers.append(.prepend(normalizer["prepend"]?.bytes ?? []))
            case "Replace":
                guard let old = normalizer["pattern"]?["String"]?.bytes, let new = normalizer["content"]?.bytes else {
                    throw unsupported("normalizer", normalizer)
                }
                pipeline.normalizers.append(.replace(old, with: new))
            default: throw unsupported("normalizer", normalizer)
            }
        }
        for step in steps(json["pre_tokenizer"], "pretokenizers") { try add(step, to: &pipeline) }
        return pipeline
    }

    private func add(_ step: JSON, to pipeline: inout Pipeline) throws(Failure) {
        switch step["type"]?.text {
        case "ByteLevel":
            pipeline.isByteLevel = true
            if step["add_prefix_space"]?.bool ?? true {
                // The space is added to whole texts: after a step that cuts words it would be added to each.
                guard pipeline.splitters.isEmpty else { throw unsupported("pre_tokenizer", step) }
                pipeline.normalizers.append(.ensurePrefix([0x20], onlyAtStart: false))
            }
            if step["use_regex"]?.bool ?? true { pipeline.splitters.append(.pattern(.gpt2)) }
        case "Split":
            guard let source = step["pattern"]?["Regex"]?.text, let pattern = WordPattern(source: source),
                step["invert"]?.bool != true, step["behavior"]?.text == "Isolated"
            else { throw unsupported("pre_tokenizer", step) }
            pipeline.splitters.append(.pattern(pattern))
        case "Digits":
            guard step["individual_digits"]?.bool == true else { throw unsupported("pre_tokenizer", step) }
            pipeline.splitters.append(.digits)
        case "Metaspace":
            let mark = step["replacement"]?.bytes ?? SentencePieceText.space
            pipeline.normalizers.append(.replace([0x20], with: mark))
            let scheme = step["prepend_scheme"]?.text ?? (step["add_prefix_space"]?.bool == false ? "never" : "always")
            if scheme != "never" { pipeline.normalizers.append(.ensurePrefix(mark, onlyAtStart: scheme == "first")) }
            if step["split"]?.bool ?? true { pipeline.splitters.append(.before(mark)) }
        default: throw unsupported("pre_tokenizer", step)
        }
    }

    /// The members of a `Sequence`, or the one step.
    private func steps(_ value: JSON?, _ key: String) -> [JSON] {
        guard let value else { return [] }
        return value["type"]?.text == "Sequence" ? value[key]?.elements ?? [] : [value]
    }

    // MARK: Post-processor and decoder

    /// What the post-processor puts before and after one text.
    func readTemplate() throws(Failure) -> (prefix: [TokenID], suffix: [TokenID]) {
        var prefix: [TokenID] = []
        var suffix: [TokenID] = []
        for step in steps(json["post_processor"], "processors") {
            switch step["type"]?.text {
            case "ByteLevel": continue
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

    /// Whether decoding strips the space that encoding put at the front.
    var dropsLeadingSpace: Bool {
        steps(json["decoder"], "decoders").contains { step in
            switch step["type"]?.text {
            case "Strip": (step["start"]?.integer ?? 0) > 0
            case "Metaspace":
                step["prepend_scheme"]?.text ?? "always" != "never" && step["add_prefix_space"]?.bool != false
            default: false
            }
        }
    }

    private func unsupported(_ part: String, _ value: JSON?) -> Failure {
        Failure(
            .unsupported, "cannot use this tokenizer", at: "\(location): \(part)",
            found: value?["type"]?.text ?? "no type")
    }
}
