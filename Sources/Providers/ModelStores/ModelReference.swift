public import Generation

/// Which model, as a user writes it.
///
/// ```
/// nano   ./folder   /path/file.gguf   hf:OWNER/NAME@revision   ollama-store:NAME:tag   openai:MODEL   http://HOST:8000/v1#MODEL
/// ```
public enum ModelReference: Hashable, Sendable {
    /// A service, or a server of a known kind, that runs models.
    public enum Service: String, Hashable, Sendable, CaseIterable {
        /// OpenAI.
        case openAI = "openai"
        /// Anthropic.
        case anthropic
        /// Google's Gemini.
        case gemini
        /// The Hugging Face router.
        case huggingFaceRouter = "hf-router"
        /// An Ollama server.
        case ollama
    }

    /// The model that mirilla brings along.
    case embedded
    /// A Hugging Face folder or a GGUF file.
    case path(String)
    /// A repository in the Hugging Face cache.
    case huggingFace(repository: String, revision: String?)
    /// A model that Ollama keeps on this machine.
    case ollamaStore(name: String)
    /// A model that a service runs.
    case hosted(Service, model: String)
    /// A model that an OpenAI-compatible server runs.
    case server(url: String, model: String)

    /// Reads a reference; nothing is looked up.
    public init(_ text: String) throws(Failure) {
        if text.isEmpty || text == "nano" {
            self = .embedded
        } else if text.hasPrefix("http://") || text.hasPrefix("https://") {
            self = try Self.server(text)
        } else if let colon = text.firstIndex(of: ":"), !text[..<colon].contains("/") {
            self = try Self.prefixed(text[..<colon], text[text.index(after: colon)...], of: text)
        } else {
            self = .path(text)
        }
    }

    private static func server(_ text: String) throws(Failure) -> ModelReference {
        guard let hash = text.firstIndex(of: "#"), hash != text.indices.last else {
            throw Failure(.usage, "the server's model is missing", at: text, expected: "http://HOST:PORT/v1#MODEL")
        }
        return .server(url: String(text[..<hash]), model: String(text[text.index(after: hash)...]))
    }

    private static func prefixed(_ prefix: Substring, _ rest: Substring, of text: String) throws(Failure)
        -> ModelReference
    {
        let isKnown = prefix == "hf" || prefix == "ollama-store" || Service(rawValue: String(prefix)) != nil
        guard isKnown else {
            throw Failure(
                .usage, "not a model reference", at: text,
                expected: "nano, a path, hf:OWNER/NAME, ollama-store:NAME, or SERVICE:MODEL",
                hint: "a path with a colon starts with ./; a model that Ollama keeps is ollama-store:\(text)")
        }
        guard !rest.isEmpty else {
            throw Failure(.usage, "the model's name is missing", at: text, expected: "\(prefix):NAME")
        }
        if let service = Service(rawValue: String(prefix)) { return .hosted(service, model: String(rest)) }
        if prefix == "ollama-store" { return .ollamaStore(name: String(rest)) }
        let parts = rest.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        let revision = parts.count == 2 ? String(parts[1]) : nil
        guard revision != "" else {
            throw Failure(.usage, "the revision is missing", at: text, expected: "hf:OWNER/NAME@REVISION")
        }
        return .huggingFace(repository: String(parts[0]), revision: revision)
    }
}

extension ModelReference: CustomStringConvertible {
    /// As a user writes it.
    public var description: String {
        switch self {
        case .embedded: "nano"
        case .path(let path): path
        case .huggingFace(let repository, let revision): "hf:\(repository)" + (revision.map { "@\($0)" } ?? "")
        case .ollamaStore(let name): "ollama-store:\(name)"
        case .hosted(let service, let model): "\(service.rawValue):\(model)"
        case .server(let url, let model): "\(url)#\(model)"
        }
    }
}
