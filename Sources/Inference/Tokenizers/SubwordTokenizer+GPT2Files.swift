import Generation

extension SubwordTokenizer {
    /// Reads GPT-2's own two files, `vocab.json` and `merges.txt`.
    init(
        vocabulary json: JSON, merges file: [UInt8], configuration: TokenizerConfiguration, location: String
    ) throws(Failure) {
        guard let members = json.members else {
            throw Failure(.malformed, "the tokenizer has no vocabulary", at: location, expected: "an object")
        }
        var table = PieceTable(limit: members.count + 65_536, location: location)
        for member in members { try table.set(member.key, id: member.value.integer) }
        var merges: [MergeTable.Pair] = []
        for (number, line) in file.split(separator: 0x0A).enumerated() {
            var line = Array(line)
            if line.last == 0x0D { line.removeLast() }
            if number == 0, line.starts(with: Array("#version".utf8)) || line.isEmpty { continue }
            guard let pair = MergeTable.pair(line) else {
                throw Failure(
                    .malformed, "a merge is not two pieces", at: location, found: String(decoding: line, as: UTF8.self))
            }
            merges.append(pair)
        }
        let markers = Set([configuration.beginText, configuration.endText, "<|endoftext|>"].compactMap { $0 })
        try self.init(
            byteLevel: table.pieces, merges: merges,
            isSpecial: { markers.contains(String(decoding: table.pieces[$0], as: UTF8.self)) }, isAdded: { _ in false },
            splitters: [.pattern(.gpt2)], prefersWholeWords: false, configuration: configuration, location: location)
    }

    /// A byte-level byte pair encoding.
    ///
    /// - Parameters:
    ///   - pieces: the written pieces by id.
    ///   - merges: what is joined, the first pair first.
    ///   - isSpecial: which ids are markers.
    ///   - isAdded: which other ids are found as they are written.
    init(
        byteLevel pieces: [[UInt8]], merges: [MergeTable.Pair], isSpecial: (TokenID) -> Bool,
        isAdded: (TokenID) -> Bool, splitters: [TextSplitter], prefersWholeWords: Bool,
        configuration: TokenizerConfiguration, location: String
    ) throws(Failure) {
        let vocabulary = Vocabulary(pieces: pieces)
        var tokens = TokenTable()
        var added: [AddedTokens.Entry] = []
        for (id, piece) in pieces.enumerated() {
            let special = isSpecial(id)
            let verbatim = special || isAdded(id)
            let bytes = verbatim ? piece : ByteAlphabet.bytes(ofPiece: piece) ?? piece
            tokens.append(bytes, isSpecial: special)
            if verbatim { added.append(AddedTokens.Entry(id: id, content: piece, isSpecial: special)) }
        }
        let model = BytePairModel(
            vocabulary: vocabulary,
            merges: try MergeTable(merges, vocabulary: vocabulary, location: location),
            alphabet: .bytes(ByteAlphabet.characters.map { vocabulary.id(of: $0[...]).map { Int32($0) } }),
            prefersWholeWords: prefersWholeWords)
        self.init(
            vocabulary: vocabulary, tokens: tokens, addedTokens: AddedTokens(added), normalizers: [],
            splitters: splitters, model: model, prefix: try configuration.prefix(or: [], in: vocabulary),
            suffix: try configuration.suffix(or: [], in: vocabulary), dropsLeadingSpace: false)
    }
}
