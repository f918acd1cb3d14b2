import Generation

/// The normalizer, the pre-tokenizer and the decoder.
extension TokenizerJSONReader {
    /// How words are found.
    struct Words {
        var splitters: [TextSplitter] = []
        /// Whether the vocabulary writes bytes as characters.
        var isByteLevel = false
        /// Whether it is left to the model to write bytes as characters, so that the text stays as it is.
        var mapsBytes = false
    }

    // MARK: - Normalizer

    func readNormalizers() throws(Failure) -> [TextNormalizer] {
        var normalizers: [TextNormalizer] = []
        for step in steps(json["normalizer"], "normalizers") {
            switch step["type"]?.text {
            case "Prepend": normalizers.append(.prepend(step["prepend"]?.bytes ?? []))
            case "Replace": normalizers.append(try replacement(step))
            case "NFC": normalizers.append(.unicode(.nfc))
            case "NFD": normalizers.append(.unicode(.nfd))
            case "NFKC": normalizers.append(.unicode(.nfkc))
            case "NFKD": normalizers.append(.unicode(.nfkd))
            case "Lowercase": normalizers.append(.lowercase)
            case "StripAccents": normalizers.append(.leaveOut(categories: GeneralCategory.mask("M") ?? 0))
            case "Strip":
                normalizers.append(
                    .strip(left: step["strip_left"]?.bool ?? true, right: step["strip_right"]?.bool ?? true))
            case "BertNormalizer": normalizers += TextNormalizer.bert(step)
            case "ByteLevel": normalizers.append(.byteAlphabet)
            case "Precompiled":
                guard let text = step["precompiled_charsmap"]?.bytes else { continue }
                guard let map = CharacterMap(base64: text) else {
                    throw Failure(.malformed, "the tokenizer's character map is broken", at: location)
                }
                normalizers.append(.characterMap(map, by: .grapheme))
            default: throw unsupported("normalizer", step)
            }
        }
        return normalizers
    }

    /// Whether the normalizer writes bytes as characters.
    var isByteLevelNormalizer: Bool {
        steps(json["normalizer"], "normalizers").contains { $0["type"]?.text == "ByteLevel" }
    }

    private func replacement(_ step: JSON) throws(Failure) -> TextNormalizer {
        guard let new = step["content"]?.bytes else { throw unsupported("normalizer", step) }
        if let old = step["pattern"]?["String"]?.bytes { return .replace(old, with: new) }
        guard let source = step["pattern"]?["Regex"]?.text else { throw unsupported("normalizer", step) }
        return .replaceMatches(try RegularExpression(source, location: "\(location): normalizer"), with: new)
    }

    // MARK: - Pre-tokenizer

    func readWords() throws(Failure) -> Words {
        var words = Words()
        let steps = steps(json["pre_tokenizer"], "pretokenizers")
        for (index, step) in steps.enumerated() { try add(step, isLast: index == steps.count - 1, to: &words) }
        return words
    }

    private func add(_ step: JSON, isLast: Bool, to words: inout Words) throws(Failure) {
        switch step["type"]?.text {
        case "ByteLevel":
            words.isByteLevel = true
            if step["add_prefix_space"]?.bool ?? true {
                words.splitters.append(.ensurePrefix([0x20], onlyAtStart: false))
            }
            if step["use_regex"]?.bool ?? true { words.splitters.append(.pattern(.gpt2)) }
            // What comes after sees characters that stand for bytes.
            if isLast { words.mapsBytes = true } else { words.splitters.append(.byteAlphabet) }
        case "Split": words.splitters.append(try split(step))
        case "Digits":
            let digits = PreparedScalarSet(.categories(GeneralCategory.mask("N") ?? 0))
            let isIndividual = step["individual_digits"]?.bool ?? false
            words.splitters.append(.scalars(digits, isIndividual ? .isolated : .contiguous))
        case "Punctuation":
            words.splitters.append(.scalars(PreparedScalarSet(.asciiPunctuation), try delimiter(step, or: .isolated)))
        case "WhitespaceSplit": words.splitters.append(.scalars(PreparedScalarSet(.space), .removed))
        case "Whitespace":
            // This one is Rust's expression, whose words may have joiners in them.
            let pattern = try RegularExpression(
                #"[\w\u200C\u200D]+|[^\w\s\u200C\u200D]+"#, location: location)
            words.splitters.append(.expression(pattern, .removed, isInverted: true))
        case "BertPreTokenizer": words.splitters += TextSplitter.bert
        case "CharDelimiterSplit":
            guard let literal = step["delimiter"]?.bytes else { throw unsupported("pre_tokenizer", step) }
            words.splitters.append(.literal(literal, .removed, isInverted: false))
        case "Metaspace":
            let mark = step["replacement"]?.bytes ?? SentencePieceText.space
            words.splitters.append(.markSpaces(mark))
            let scheme = step["prepend_scheme"]?.text ?? (step["add_prefix_space"]?.bool == false ? "never" : "always")
            if scheme != "never" { words.splitters.append(.ensurePrefix(mark, onlyAtStart: scheme == "first")) }
            if step["split"]?.bool ?? true { words.splitters.append(.before(mark)) }
        default: throw unsupported("pre_tokenizer", step)
        }
    }

    private func split(_ step: JSON) throws(Failure) -> TextSplitter {
        let delimiter = try delimiter(step, or: nil)
        let isInverted = step["invert"]?.bool ?? false
        if let literal = step["pattern"]?["String"]?.bytes {
            return .literal(literal, delimiter, isInverted: isInverted)
        }
        guard let source = step["pattern"]?["Regex"]?.text else { throw unsupported("pre_tokenizer", step) }
        if let pattern = WordPattern(source: source), delimiter != .contiguous, delimiter != .mergedWithNext,
            delimiter != .mergedWithPrevious, (delimiter == .removed) == isInverted
        {
            return .pattern(pattern)
        }
        let expression = try RegularExpression(source, location: "\(location): pre_tokenizer")
        return .expression(expression, delimiter, isInverted: isInverted)
    }

    private func delimiter(
        _ step: JSON, or standard: TextSplitter.Delimiter?
    ) throws(Failure) -> TextSplitter.Delimiter {
        guard let name = step["behavior"]?.text else {
            guard let standard else { throw unsupported("pre_tokenizer", step) }
            return standard
        }
        guard let delimiter = TextSplitter.Delimiter(rawValue: name) else {
            throw Failure(.unsupported, "cannot use this tokenizer", at: "\(location): behavior", found: name)
        }
        return delimiter
    }

    // MARK: - Decoder

    func readDecoder(isByteLevel: Bool) throws(Failure) -> PieceDecoder {
        let steps = steps(json["decoder"], "decoders")
        guard !steps.isEmpty else {
            if isByteLevel { return PieceDecoder(steps: [.byteLevel]) }
            let type = json["model"]?["type"]?.text
            return type == "WordPiece" || type == "WordLevel"
                ? PieceDecoder(steps: [.spaced], dropsLeadingSpace: true) : .sentencePiece
        }
        var decoder = PieceDecoder(steps: [])
        var isFused = false
        for step in steps {
            switch step["type"]?.text {
            case "ByteLevel": decoder.steps.append(.byteLevel)
            case "ByteFallback": decoder.steps.append(.byteFallback)
            case "Fuse": isFused = true
            case "Replace":
                guard let old = step["pattern"]?["String"]?.bytes, let new = step["content"]?.bytes else {
                    throw unsupported("decoder", step)
                }
                decoder.steps.append(.replace(old, with: new))
            case "Strip":
                let (start, end) = (step["start"]?.integer ?? 0, step["stop"]?.integer ?? 0)
                // What is left out of the whole text is its first space; only pieces can be shortened otherwise.
                if isFused, step["content"]?.text == " ", start > 0 {
                    decoder.dropsLeadingSpace = true
                } else if !isFused {
                    decoder.steps.append(
                        .strip(step["content"]?.bytes ?? [], start: max(0, min(start, 100)), end: max(0, min(end, 100)))
                    )
                }
            case "Metaspace":
                decoder.steps.append(.replace(step["replacement"]?.bytes ?? SentencePieceText.space, with: [0x20]))
                if step["prepend_scheme"]?.text ?? "always" != "never", step["add_prefix_space"]?.bool != false {
                    decoder.dropsLeadingSpace = true
                }
            case "WordPiece":
                decoder.steps.append(
                    .wordPiece(
                        continuing: step["prefix"]?.bytes ?? Array("##".utf8), tidies: step["cleanup"]?.bool ?? true))
                decoder.dropsLeadingSpace = true
            case "BPEDecoder": decoder.steps.append(.wordEnd(step["suffix"]?.bytes ?? Array("</w>".utf8)))
            default: throw unsupported("decoder", step)
            }
        }
        return decoder
    }
}

extension TextNormalizer {
    /// BERT's normalizer; accents go with the upper case unless the file says otherwise.
    static func bert(_ step: JSON) -> [TextNormalizer] {
        let isLower = step["lowercase"]?.bool ?? true
        return bert(
            cleans: step["clean_text"]?.bool ?? true, separatesHan: step["handle_chinese_chars"]?.bool ?? true,
            stripsAccents: step["strip_accents"]?.bool ?? isLower, isLower: isLower)
    }

    static func bert(cleans: Bool, separatesHan: Bool, stripsAccents: Bool, isLower: Bool) -> [TextNormalizer] {
        (cleans ? [.cleanText] : []) + (separatesHan ? [.separateHan] : [])
            + (stripsAccents ? [.unicode(.nfd), .leaveOut(categories: GeneralCategory.mask("Mn") ?? 0)] : [])
            + (isLower ? [.lowercase] : [])
    }
}

extension TextSplitter {
    /// BERT's words: between white space, every punctuation mark for itself.
    static let bert: [TextSplitter] = [
        .scalars(PreparedScalarSet(.space), .removed), .scalars(PreparedScalarSet(.asciiPunctuation), .isolated),
    ]
}

extension ScalarSet {
    /// Punctuation, and every other visible character of ASCII that is no letter or digit.
    static let asciiPunctuation = ScalarSet.union([
        .range(0x21...0x2F), .range(0x3A...0x40), .range(0x5B...0x60), .range(0x7B...0x7E),
        .categories(GeneralCategory.mask("P") ?? 0),
    ])
}

extension PieceDecoder {
    /// SentencePiece's own writing.
    static let sentencePiece = PieceDecoder(steps: [.byteFallback, .replace(SentencePieceText.space, with: [0x20])])
}
