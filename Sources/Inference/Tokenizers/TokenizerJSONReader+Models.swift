import Generation

/// The model: what cuts words into pieces.
extension TokenizerJSONReader {
    /// Reads the model.
    ///
    /// - Parameter mapsBytes: whether it is left to the model to write bytes as characters.
    func readModel(_ vocabulary: Vocabulary, mapsBytes: Bool) throws(Failure) -> any SubwordModel {
        let model = json["model"]
        let unknown = model?["unk_token"]?.bytes.flatMap { vocabulary.id(of: $0[...]) }
        switch model?["type"]?.text {
        case "BPE", nil:
            // Files before there were types name them by what they hold.
            if model?["type"] == nil, model?["vocab"]?.elements != nil { return try readUnigram(vocabulary) }
            return try readBytePairs(vocabulary, unknown: unknown.map { Int32($0) }, mapsBytes: mapsBytes)
        case "Unigram": return try readUnigram(vocabulary)
        case "WordPiece":
            return WordPieceModel(
                vocabulary: vocabulary, unknown: unknown,
                continuing: model?["continuing_subword_prefix"]?.bytes ?? Array("##".utf8),
                longestWord: model?["max_input_chars_per_word"]?.integer ?? 100)
        case "WordLevel": return WordLevelModel(vocabulary: vocabulary, unknown: unknown)
        default: throw unsupported("model", model)
        }
    }

    /// Whether pieces say where in a word they stand.
    var marksPlaces: Bool {
        ["continuing_subword_prefix", "end_of_word_suffix"].contains { json["model"]?[$0]?.text ?? "" != "" }
    }

    private func readBytePairs(
        _ vocabulary: Vocabulary, unknown: Int32?, mapsBytes: Bool
    ) throws(Failure) -> BytePairModel {
        let model = json["model"]
        let affixes = BytePairModel.Affixes(
            continuing: model?["continuing_subword_prefix"]?.bytes ?? [],
            ending: model?["end_of_word_suffix"]?.bytes ?? [])
        var pairs: [MergeTable.Pair] = []
        for element in model?["merges"]?.elements ?? [] { pairs.append(try pair(element)) }
        let merges = try MergeTable(
            pairs, vocabulary: vocabulary, continuing: affixes.continuing, location: location)
        guard !mapsBytes else {
            return BytePairModel(
                vocabulary: vocabulary, merges: merges,
                alphabet: .bytes(ByteAlphabet.characters.map { vocabulary.id(of: $0[...]).map { Int32($0) } }),
                prefersWholeWords: model?["ignore_merges"]?.bool ?? false)
        }
        let bytePieces = model?["byte_fallback"]?.bool == true ? SentencePieceText.bytePieces(in: vocabulary) : nil
        return BytePairModel(
            vocabulary: vocabulary, merges: merges,
            alphabet: .characters(
                bytePieces: bytePieces, unknown: unknown, fusesUnknown: model?["fuse_unk"]?.bool ?? false),
            prefersWholeWords: model?["ignore_merges"]?.bool ?? false, affixes: affixes)
    }

    private func readUnigram(_ vocabulary: Vocabulary) throws(Failure) -> UnigramModel {
        let model = json["model"]
        var scores = [Double?](repeating: nil, count: vocabulary.count)
        for (id, element) in (model?["vocab"]?.elements ?? []).enumerated() {
            guard let score = element.elements?.last?.number, score.isFinite else {
                throw Failure(.malformed, "a piece has no score", at: location, found: "number \(id)")
            }
            scores[id] = score
        }
        let unknown = model?["unk_id"]?.integer
        guard scores.indices.contains(unknown ?? 0) else {
            throw Failure(.malformed, "the tokenizer has no such token", at: "\(location): unk_id")
        }
        return UnigramModel(
            vocabulary: vocabulary, scores: scores, unknown: unknown,
            bytePieces: model?["byte_fallback"]?.bool == true ? SentencePieceText.bytePieces(in: vocabulary) : nil)
    }

    /// A rule is `"left right"` or, in newer files, `["left", "right"]`.
    private func pair(_ value: JSON) throws(Failure) -> MergeTable.Pair {
        if let pair = value.elements, pair.count == 2, let left = pair[0].bytes, let right = pair[1].bytes {
            return (left[...], right[...])
        }
        guard let bytes = value.bytes, let pair = MergeTable.pair(bytes) else {
            throw Failure(.malformed, "a merge is not two pieces", at: location)
        }
        return pair
    }
}
