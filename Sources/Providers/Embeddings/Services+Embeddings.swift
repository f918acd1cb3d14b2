public import Generation

/// Models that turn texts into vectors.
extension Services {
    /// Opens a hosted model for embeddings.
    ///
    /// Nobody is asked before the first texts are.
    /// - Parameter dimensions: how long the vectors should be; nil leaves it to the model.
    /// - Throws: `Failure` if there is no key, or if the service has no embeddings.
    public func embedder(_ reference: ModelReference, dimensions: Int? = nil) throws(Failure) -> HostedEmbedder {
        if let dimensions, dimensions < 1 {
            throw Failure(.outOfRange, "a vector needs dimensions", expected: "1 or more", found: "\(dimensions)")
        }
        switch reference {
        case .hosted(.openAI, let model):
            return embedder(
                reference, model, try endpoints.facts(of: .openAI),
                OpenAIEmbeddingFormat(model: model, dimensions: dimensions), dimensions)
        case .hosted(.gemini, let model):
            return embedder(
                reference, model, try endpoints.facts(of: .gemini),
                GeminiEmbeddingFormat(model: model, dimensions: dimensions), dimensions)
        case .hosted(.ollama, let model):
            return embedder(
                reference, model, try endpoints.facts(of: .ollama),
                OllamaEmbeddingFormat(model: model, dimensions: dimensions), dimensions)
        case .server(let url, let model):
            return embedder(
                reference, model, endpoints.facts(ofServer: url),
                OpenAIEmbeddingFormat(model: model, dimensions: dimensions), dimensions)
        case .hosted(let service, _):
            throw Failure(
                .unsupported, "\(service.title) offers no embeddings", at: reference.description,
                hint: "openai:, gemini:, ollama: and OpenAI-compatible servers do")
        case .embedded, .path, .huggingFace, .ollamaStore:
            throw Failure(.usage, "not a hosted model", at: reference.description)
        }
    }

    private func embedder(
        _ reference: ModelReference, _ model: String, _ service: ServiceFacts, _ format: any EmbeddingFormat,
        _ dimensions: Int?
    ) -> HostedEmbedder {
        HostedEmbedder(
            model: ModelDescription(reference: reference.description, name: model), dimensions: dimensions,
            isLocal: service.isLoopback && !model.isOllamaCloud, service: service, format: format, transport: transport,
            retries: retries)
    }
}

extension String {
    /// Whether Ollama hands a model of this name on to its own cloud.
    var isOllamaCloud: Bool { hasSuffix("-cloud") || hasSuffix(":cloud") }
}
