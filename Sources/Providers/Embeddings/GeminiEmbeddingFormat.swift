import Generation

/// Gemini's `batchEmbedContents`.
///
/// Field names: google-genai 3.4.0 on PyPI, `models.py` (`_EmbedContentConfig_to_mldev`), read in November 2026. A batch holds 100 texts.
struct GeminiEmbeddingFormat: EmbeddingFormat {
    /// The model's name for the service.
    let model: String
    /// How long the vectors should be; nil leaves it to the model.
    let dimensions: Int?

    var limits: EmbeddingBatch.Limits { .init(texts: 100, bytes: 200_000) }

    var distinguishesRoles: Bool { true }

    func call(_ texts: [String], as role: EmbeddingRole) -> (path: String, body: JSON) {
        let requests = texts.map { text -> JSON in
            var request: JSON = [
                "model": .string("models/\(model)"), "content": ["parts": [["text": .string(text)]]],
                "taskType": role == .query ? "RETRIEVAL_QUERY" : "RETRIEVAL_DOCUMENT",
            ]
            if let dimensions { request["outputDimensionality"] = .integer(dimensions) }
            return request
        }
        return ("v1beta/models/\(model.pathEscaped):batchEmbedContents", ["requests": .array(requests)])
    }

    func vectors(in answer: JSON) -> [[Float]] { answer["embeddings"].elements.compactMap { $0["values"].floats } }

    /// Gemini counts nothing here.
    func usage(in answer: JSON) -> Usage? { nil }
}
