import Generation

/// Ollama's `/api/embed`.
///
/// Field names: ollama 0.6.3 on PyPI, `_types.py` (`EmbedRequest`), read in November 2026. `truncate` is false, so that a text that does
/// not fit fails instead of losing its end.
struct OllamaEmbeddingFormat: EmbeddingFormat {
    /// The model's name for the server.
    let model: String
    /// How long the vectors should be; nil leaves it to the model.
    let dimensions: Int?

    var limits: EmbeddingBatch.Limits { .init(texts: 128, bytes: 1 << 20) }

    func call(_ texts: [String], as role: EmbeddingRole) -> (path: String, body: JSON) {
        var body: JSON = ["model": .string(model), "input": .array(texts.map(JSON.string)), "truncate": false]
        if let dimensions { body["dimensions"] = .integer(dimensions) }
        return ("api/embed", body)
    }

    func vectors(in answer: JSON) -> [[Float]] { answer["embeddings"].elements.compactMap(\.floats) }

    func usage(in answer: JSON) -> Usage? {
        answer["prompt_eval_count"].int.map { Usage(promptTokens: $0, generatedTokens: 0) }
    }
}
