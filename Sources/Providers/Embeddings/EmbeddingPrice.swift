/// What services charge for embedding, in US dollars for a million tokens.
///
/// Taken on 2026-11-23 from the model map of LiteLLM 1.106.2 on PyPI. A model that is not here has no price: none is guessed.
enum EmbeddingPrice {
    /// The price of a model by its reference; nil if it is not known.
    static func of(_ reference: String) -> Double? { table[reference] }

    private static let table: [String: Double] = [
        "gemini:gemini-embedding-001": 0.15,
        "gemini:gemini-embedding-2": 0.2,
        "gemini:gemini-embedding-2-preview": 0.2,
        "openai:text-embedding-3-large": 0.13,
        "openai:text-embedding-3-small": 0.02,
        "openai:text-embedding-ada-002": 0.1,
    ]
}
