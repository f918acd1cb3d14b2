import Generation

/// The vocabulary of a SentencePiece model, from a `tokenizer.model` or from a GGUF file.
struct SentencePieceModel {
    /// What a piece is; the numbers are those of both file formats.
    enum PieceType: Int {
        case normal = 1
        case unknown, control, userDefined, unused, byte
    }

    /// One piece.
    struct Piece {
        var text: [UInt8] = []
        var score: Float = 0
        var type = PieceType.normal
    }

    /// How a text is cut into pieces.
    enum Kind {
        case bytePairs, unigram
    }

    var pieces: [Piece] = []
    var kind = Kind.bytePairs
    /// Whether a space is put before a text.
    var addsSpacePrefix = true
    /// Whether spaces at the ends are left out, and all but one between words.
    var collapsesSpaces = false
    /// What is done to characters first.
    var characterMap: CharacterMap?
    /// Whether pieces that users define are found in the normalized text, as SentencePiece itself has it, and not before.
    var normalizesUserDefined = false

    /// What is done to a text.
    var normalizers: [TextNormalizer] {
        (characterMap.map { [.characterMap($0, by: .longestPart)] } ?? []) + (collapsesSpaces ? [.collapseSpaces] : [])
            + (addsSpacePrefix ? [.prepend([0x20])] : []) + [.replace([0x20], with: SentencePieceText.space)]
    }
}

extension SentencePieceModel {
    /// Reads a `tokenizer.model`, a protocol buffer.
    ///
    /// The format: https://github.com/google/sentencepiece/blob/master/src/sentencepiece_model.proto
    init(parsing bytes: UnsafeRawBufferPointer, at location: String) throws(Failure) {
        var message = ProtocolBuffer(bytes, location: location)
        normalizesUserDefined = true
        while let field = try message.next() {
            switch (field.number, field.value) {
            case (1, .bytes(let bytes)): pieces.append(try Self.piece(bytes, location))
            case (2, .bytes(let bytes)): kind = try Self.kind(bytes, location)
            case (3, .bytes(let bytes)): try readNormalizer(bytes, location)
            default: break
            }
        }
        guard !pieces.isEmpty else { throw Failure(.malformed, "the tokenizer has no vocabulary", at: location) }
    }

    private static func piece(_ bytes: UnsafeRawBufferPointer, _ location: String) throws(Failure) -> Piece {
        var message = ProtocolBuffer(bytes, location: location)
        var piece = Piece()
        while let field = try message.next() {
            switch (field.number, field.value) {
            case (1, .bytes(let bytes)): piece.text = Array(bytes)
            case (2, .fixed32(let bits)): piece.score = Float(bitPattern: bits)
            case (3, .integer(let code)):
                guard let type = PieceType(rawValue: Int(truncatingIfNeeded: code)) else {
                    throw Failure(.malformed, "a piece has an unknown type", at: location, found: "\(code)")
                }
                piece.type = type
            default: break
            }
        }
        guard !piece.score.isNaN else { throw Failure(.malformed, "a piece has no score", at: location) }
        return piece
    }

    private static func kind(_ bytes: UnsafeRawBufferPointer, _ location: String) throws(Failure) -> Kind {
        var message = ProtocolBuffer(bytes, location: location)
        // Unigram is the format's default.
        var type = UInt64(1)
        while let field = try message.next() {
            if field.number == 3, case .integer(let code) = field.value { type = code }
        }
        switch type {
        case 1: return .unigram
        case 2: return .bytePairs
        default:
            throw Failure(
                .unsupported, "cannot use this tokenizer", at: location,
                expected: "a SentencePiece model of type BPE or Unigram",
                found: [3: "Word", 4: "Char"][type] ?? "type \(type)")
        }
    }

    private mutating func readNormalizer(_ bytes: UnsafeRawBufferPointer, _ location: String) throws(Failure) {
        var message = ProtocolBuffer(bytes, location: location)
        collapsesSpaces = true
        while let field = try message.next() {
            switch (field.number, field.value) {
            case (2, .bytes(let bytes)):
                guard !bytes.isEmpty else { continue }
                guard let map = CharacterMap(bytes) else {
                    throw Failure(.malformed, "the tokenizer's character map is broken", at: location)
                }
                characterMap = map
            case (3, .integer(let value)): addsSpacePrefix = value != 0
            case (4, .integer(let value)): collapsesSpaces = value != 0
            default: break
            }
        }
    }
}

extension SubwordTokenizer {
    /// A SentencePiece model.
    init(sentencePiece model: SentencePieceModel, configuration: TokenizerConfiguration) throws(Failure) {
        let pieces = model.pieces
        let vocabulary = Vocabulary(pieces: pieces.map(\.text))
        var tokens = TokenTable()
        var added: [AddedTokens.Entry] = []
        var normalized: [AddedTokens.Entry] = []
        for (id, piece) in pieces.enumerated() {
            let isSpecial = piece.type == .control || piece.type == .unknown
            let bytes = isSpecial ? piece.text : SentencePieceText.bytes(ofPiece: piece.text)
            tokens.append(bytes, isSpecial: isSpecial)
            if piece.type == .userDefined, model.normalizesUserDefined {
                normalized.append(AddedTokens.Entry(id: id, content: piece.text, isSpecial: false))
            } else if isSpecial || piece.type == .userDefined {
                // In the text as it is spaces are still spaces.
                added.append(AddedTokens.Entry(id: id, content: bytes, isSpecial: isSpecial))
            }
        }
        self.init(
            vocabulary: vocabulary, tokens: tokens, addedTokens: AddedTokens(added), normalizers: model.normalizers,
            normalizedTokens: AddedTokens(normalized), splitters: SentencePieceText.splitters(for: vocabulary),
            model: model.subwordModel(vocabulary),
            prefix: try configuration.prefix(or: [], in: vocabulary),
            suffix: try configuration.suffix(or: [], in: vocabulary), dropsLeadingSpace: model.addsSpacePrefix)
    }
}

extension SentencePieceModel {
    /// What cuts words into pieces.
    fileprivate func subwordModel(_ vocabulary: Vocabulary) -> any SubwordModel {
        let unknown = pieces.firstIndex { $0.type == .unknown }
        let bytePieces = SentencePieceText.bytePieces(in: vocabulary)
        switch kind {
        case .bytePairs:
            let merges = MergeTable(
                scores: pieces.map(\.score), isText: { [.normal, .userDefined, .unused].contains(pieces[$0].type) },
                vocabulary: vocabulary)
            let alphabet = BytePairModel.Alphabet.characters(
                bytePieces: bytePieces, unknown: unknown.map { Int32($0) }, fusesUnknown: true)
            return BytePairModel(vocabulary: vocabulary, merges: merges, alphabet: alphabet, prefersWholeWords: false)
        case .unigram:
            return UnigramModel(
                vocabulary: vocabulary, scores: pieces.map { $0.type == .normal ? Double($0.score) : nil },
                unknown: unknown, bytePieces: bytePieces)
        }
    }
}
