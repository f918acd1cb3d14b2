import Generation

/// An encoder at work, on the thread of all models.
actor EncoderEngine {
    /// Tokens that go through the model at once: enough for large products, few enough to step aside often.
    private static let passSize = 1024

    private let executor = ComputeExecutor.shared
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    nonisolated let configuration: EncoderConfiguration
    nonisolated let sentences: SentenceConfiguration
    nonisolated let tokenizer: SubwordTokenizer
    private let encoder: Encoder
    private var reading: Reading?

    init(_ files: EncoderFiles, weights: EncoderWeights, threadCount: Int) {
        configuration = files.configuration
        sentences = files.sentences
        tokenizer = files.tokenizer
        encoder = Encoder(files.configuration, weights: weights, compute: .shared(threadCount: threadCount))
    }

    /// The tokens of a text between the markers at both ends; what does not fit is left out at its end.
    nonisolated func tokens(of text: String, as role: EmbeddingRole) -> [TokenID] {
        let whole = sentences.prompt(role) + text
        let inner = tokenizer.encode(
            sentences.isLowercased ? whole.lowercased() : whole, addsSpecial: false, parsesSpecial: true)
        let limit = sentences.tokenLimit ?? configuration.positionCount
        return tokenizer.prefix + inner.prefix(limit - tokenizer.prefix.count - tokenizer.suffix.count)
            + tokenizer.suffix
    }

    func embed(
        _ texts: [String], as role: EmbeddingRole, report: @Sendable (Int) -> Void
    ) async throws -> [[Float]] {
        var vectors: [[Float]] = []
        var pass: [[TokenID]] = []
        var size = 0
        for (index, text) in texts.enumerated() {
            pass.append(tokens(of: text, as: role))
            size += pass.last?.count ?? 0
            guard size >= Self.passSize || index == texts.count - 1 else { continue }
            try Task.checkCancellation()
            vectors += self.vectors(of: pass)
            report(vectors.count)
            (pass, size) = ([], 0)
            await Task.yield()
        }
        return vectors
    }

    private func vectors(of texts: [[TokenID]]) -> [[Float]] {
        encoder.forward(texts) { states, ranges in
            ranges.map { range in
                let vector = sentences.poolings.flatMap { $0.pool(states, range) }
                return sentences.isNormalized ? vector.normalized : vector
            }
        }
    }

    /// What the encoder did with one text: of the last one that was asked about, it is remembered.
    func read<Result: Sendable>(_ text: String, _ body: (Reading, Encoder) throws -> Result) rethrows -> Result {
        if let reading, reading.text == text { return try body(reading, encoder) }
        let tokens = tokens(of: text, as: .document)
        var layers: [FloatBuffer] = []
        encoder.forward([tokens]) { _, heads in
            let copy = FloatBuffer(count: heads.count * heads.width)
            copy.pointer.update(from: heads.start, count: copy.count)
            layers.append(copy)
        } read: { _, _ in
        }
        let reading = Reading(text: text, tokens: tokens, layers: layers, width: 3 * configuration.embeddingSize)
        self.reading = reading
        return try body(reading, encoder)
    }

    /// The queries, keys and values of one text.
    struct Reading {
        let text: String
        let tokens: [TokenID]
        /// `[T, 3 E]` of each layer.
        fileprivate let layers: [FloatBuffer]
        fileprivate let width: Int

        /// A layer's queries, keys and values, `[T, 3 E]`.
        func heads(ofLayer layer: Int) -> Rows { Rows(layers[layer], count: tokens.count, width: width) }
    }
}
