public import Generation

/// Opens models that run elsewhere, and lists what there is.
///
/// ```swift
/// let provider = try await services.open(ModelReference("http://127.0.0.1:8000/v1#MODEL"))
/// ```
public struct Services: Sendable {
    let endpoints: Endpoints
    let transport: any Transport
    let retries: RetryPolicy
    /// How long a service may take to describe a model; what it has not said by then counts as not said.
    private let patience: Duration
    /// Where pictures and videos go.
    let mediaDestination: MediaDestination

    /// Makes the door to the services.
    ///
    /// - Parameters:
    ///   - environment: where their addresses are named.
    ///   - credentials: the keys.
    ///   - transport: the network.
    ///   - mediaDestination: where pictures and videos go.
    public init(
        environment: [String: String], credentials: Credentials, transport: any Transport,
        mediaDestination: MediaDestination = .folder(".")
    ) {
        self.init(
            environment: environment, credentials: credentials, transport: transport, retries: RetryPolicy(),
            patience: .seconds(5), mediaDestination: mediaDestination)
    }

    init(
        environment: [String: String], credentials: Credentials, transport: any Transport, retries: RetryPolicy,
        patience: Duration, mediaDestination: MediaDestination = .folder(".")
    ) {
        endpoints = Endpoints(environment: environment, credentials: credentials)
        self.transport = transport
        self.retries = retries
        self.patience = patience
        self.mediaDestination = mediaDestination
    }

    /// The services that can be asked for their models: there is a key, or an address was given.
    public var configured: [ModelReference.Service] { ModelReference.Service.allCases.filter(endpoints.isConfigured) }

    /// Opens a hosted model.
    ///
    /// The service is asked what it knows about the model; one that does not answer that is asked all the same.
    ///
    /// - Throws: `Failure` if there is no key, no such model, nobody at the other end, or if the reference is a local model's.
    public func open(_ reference: ModelReference) async throws -> any Provider {
        switch reference {
        case .hosted(.openAI, let model): try await openOpenAI(model)
        case .hosted(.anthropic, let model): try await openAnthropic(model)
        case .hosted(.gemini, let model): try await openGemini(model)
        case .hosted(.huggingFaceRouter, let model): try await openRouter(model)
        case .hosted(.ollama, let model): try await openOllama(model)
        case .server(let url, let model): try await openServer(url, model)
        case .embedded, .path, .huggingFace, .ollamaStore:
            throw Failure(.usage, "not a hosted model", at: reference.description)
        }
    }

    // MARK: What the services share

    /// Makes the provider of a model.
    func provider(
        _ listed: HostedModel, _ service: ServiceFacts, knobs: [Knob: KnobSupport], candidateLimit: Int?,
        formats: HostedProvider.Formats, isLocal: Bool? = nil
    ) -> HostedProvider {
        let entry = ModelTable.entry(of: listed.reference)
        return HostedProvider(
            model: ModelDescription(
                reference: listed.reference, name: listed.name, architecture: listed.architecture,
                parameterCount: listed.parameterCount, contextLimit: listed.contextLimit ?? entry?.contextLimit,
                weightType: listed.weightType,
                weightBytes: listed.weightBytes),
            capabilities: Capabilities(
                knobs: knobs, takesSystemPrompt: true, isLocal: isLocal ?? service.isLoopback,
                candidateLimit: candidateLimit, disclosesAttention: false),
            service: service, formats: formats, price: service.isItself ? listed.price ?? entry?.price : nil,
            transport: transport, retries: retries)
    }

    /// Asks a question about models.
    ///
    /// - Returns: the answer; null if the service has none, or takes too long.
    /// - Throws: `Failure` if nobody is there, or if the key is not accepted.
    func ask(_ request: HTTPRequest, of service: ServiceFacts) async throws -> JSON {
        do {
            return try await list(request, of: service)
        } catch let error as ServiceError {
            guard error.status != 401 else { throw error.failure(of: service) }
            return .null
        }
    }

    /// Asks a question that must be answered.
    ///
    /// - Throws: `ServiceError` for any status but success, and for an answer that takes too long.
    func list(_ request: HTTPRequest, of service: ServiceFacts) async throws -> JSON {
        try await withThrowingTaskGroup(of: JSON?.self) { group in
            group.addTask { [transport] in
                let response = try await transport.send(request)
                let body = try await response.body.bytes(limit: 1 << 25)
                guard response.isSuccess else {
                    throw ServiceError(status: response.status, headers: response.headers, body: body)
                }
                return JSON(parsing: body) ?? .null
            }
            group.addTask { [patience] in
                try await Task.sleep(for: patience)
                return nil
            }
            defer { group.cancelAll() }
            guard let first = try await group.next(), let answer = first else {
                throw ServiceError(status: 504, body: [])
            }
            return answer
        }
    }
}
