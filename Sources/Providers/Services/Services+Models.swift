import Generation

/// What the services have.
extension Services {
    /// The models of a service, as its own list says.
    ///
    /// - Throws: `Failure` if there is no key, or if nobody answers.
    public func models(of service: ModelReference.Service) async throws -> [HostedModel] {
        do {
            return switch service {
            case .openAI: try await openAIModels()
            case .anthropic: try await anthropicModels()
            case .gemini: try await geminiModels()
            case .huggingFaceRouter: try await routerModels()
            case .ollama: try await ollamaModels()
            }
        } catch let error as ServiceError {
            throw error.failure(of: try endpoints.facts(of: service))
        }
    }

    /// The models of an OpenAI-compatible server.
    ///
    /// - Parameter url: its base URL, with `/v1`.
    /// - Throws: `Failure` if nobody answers.
    public func models(ofServer url: String) async throws -> [HostedModel] {
        do {
            return try await serverModels(url)
        } catch let error as ServiceError {
            throw error.failure(of: endpoints.facts(ofServer: url))
        }
    }
}
