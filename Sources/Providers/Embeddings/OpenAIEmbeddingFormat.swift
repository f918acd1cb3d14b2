import Generation

/// OpenAI's embeddings, which vLLM, llama.cpp, LM Studio and others speak too.
///
/// Field names and limits: openai 3.54.0 on PyPI, `types/embedding_create_params.py`, read in November 2026.
struct OpenAIEmbeddingFormat: EmbeddingFormat {
    /// The model's name for the service.
    let model: String
    /// How long the vectors should be, which only newer models take; nil leaves it to the model.
    let dimensions: Int?

    /// 2,048 texts and 300,000 tokens.
    var limits: EmbeddingBatch.Limits { .init(texts: 2048, bytes: 300_000) }

    func call(_ texts: [String], as role: EmbeddingRole) -> (path: String, body: JSON) {
        var body: JSON = [
            "model": .string(model), "input": .array(texts.map(JSON.string)), "encoding_format": "float",
        ]
        if let dimensions { body["dimensions"] = .integer(dimensions) }
        return ("embeddings", body)
    }

    func vectors(in answer: JSON) -> [[Float]] {
        // Each says which text it belongs to; servers need not keep the order.
        let entries = answer["data"].elements.enumerated().map { ($1["index"].int ?? $0, $1["embedding"]) }
        return entries.sorted { $0.0 < $1.0 }.compactMap { $0.1.floats }
    }

    func usage(in answer: JSON) -> Usage? {
        answer["usage"]["prompt_tokens"].int.map { Usage(promptTokens: $0, generatedTokens: 0) }
    }
}
