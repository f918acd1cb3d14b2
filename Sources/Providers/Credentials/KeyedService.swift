/// A service that asks for a key.
public enum KeyedService: String, Hashable, Sendable, CaseIterable {
    /// OpenAI.
    case openAI = "OpenAI"
    /// Anthropic.
    case anthropic = "Anthropic"
    /// Google's Gemini.
    case gemini = "Gemini"
    /// The Hugging Face hub and router.
    case huggingFace = "Hugging Face"
    /// Ollama's own cloud, or an Ollama server behind a gate.
    case ollama = "Ollama"
    /// An OpenAI-compatible server that the user runs or rents.
    case server = "own servers"

    /// The environment variables that may hold its key, the first one counts.
    public var variables: [String] {
        switch self {
        case .openAI: ["OPENAI_API_KEY", "OPENAI_TOKEN"]
        case .anthropic: ["ANTHROPIC_API_KEY"]
        case .gemini: ["GEMINI_API_KEY", "GOOGLE_API_KEY"]
        case .huggingFace: ["HF_TOKEN", "TOKEN_HF"]
        case .ollama: ["OLLAMA_API_KEY"]
        case .server: ["MIRILLA_SERVER_KEY"]
        }
    }
}
