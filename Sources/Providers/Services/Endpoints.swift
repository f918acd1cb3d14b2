import Generation

/// Where the services are, as the environment says, and the keys that belong to them.
struct Endpoints: Sendable {
    private let environment: [String: String]
    private let credentials: Credentials

    init(environment: [String: String], credentials: Credentials) {
        self.environment = environment
        self.credentials = credentials
    }

    /// A service's address, key and headers.
    ///
    /// - Throws: `Failure` if the service itself is meant and there is no key for it; a server in its place may want none.
    func facts(of service: ModelReference.Service) throws(Failure) -> ServiceFacts {
        let base = base(of: service)
        let keyed = service.keyedService
        let key = credentials.key(for: keyed)
        let hint = "\(keyed.variables[0]) in the environment or in a .env file holds the key"
        if key == nil, base.isStandard, service != .ollama {
            throw Failure(
                .usage, "there is no key for \(service.title)", at: keyed.variables.joined(separator: " or "),
                hint: hint)
        }
        var headers: HeaderFields = [:]
        if service == .anthropic { headers["anthropic-version"] = "2023-06-01" }
        return ServiceFacts(
            name: service.title, baseURL: base.url, isItself: base.isStandard && service != .ollama,
            credential: key.map { service.credential($0) }, headers: headers,
            keyHint: hint, keyVariable: keyed.variables[0])
    }

    /// An OpenAI-compatible server; its key is one that was given for such servers, never a service's.
    func facts(ofServer url: String) -> ServiceFacts {
        ServiceFacts(
            name: "the server", baseURL: url, credential: credentials.key(for: .server).map(Credential.bearer),
            keyHint: "\(KeyedService.server.variables[0]) holds the key for such servers",
            keyVariable: KeyedService.server.variables[0])
    }

    /// Whether a service can be asked for its models: there is a key, or an address was given.
    func isConfigured(_ service: ModelReference.Service) -> Bool {
        service == .ollama || credentials.key(for: service.keyedService) != nil || !base(of: service).isStandard
    }

    private func base(of service: ModelReference.Service) -> (url: String, isStandard: Bool) {
        func given(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        switch service {
        case .openAI: return given("OPENAI_BASE_URL").map { ($0, false) } ?? ("https://api.openai.com/v1", true)
        case .anthropic: return given("ANTHROPIC_BASE_URL").map { ($0, false) } ?? ("https://api.anthropic.com", true)
        case .gemini:
            return given("GEMINI_BASE_URL").map { ($0, false) } ?? ("https://generativelanguage.googleapis.com", true)
        case .huggingFaceRouter:
            // The hub's own address has its router beside it; any other one is a server that stands in for both.
            guard let hub = given("HF_ENDPOINT"), !hub.hasPrefix("https://huggingface.co") else {
                return ("https://router.huggingface.co/v1", true)
            }
            return (hub.hasSuffix("/v1") ? hub : hub.withoutSlash + "/v1", false)
        case .ollama: return (Self.ollama(given("OLLAMA_HOST")), true)
        }
    }

    /// `OLLAMA_HOST` as Ollama reads it: a URL, `HOST`, `HOST:PORT` or `:PORT`; a server listening everywhere is reached here.
    private static func ollama(_ written: String?) -> String {
        guard let written else { return "http://127.0.0.1:11434" }
        let text =
            written.hasPrefix(":")
            ? "http://127.0.0.1" + written : written.contains("://") ? written : "http://" + written
        guard let address = WebAddress(text.replacing("0.0.0.0", with: "127.0.0.1")) else { return text }
        let hasPort = address.authority.hasSuffix(":\(address.origin.port)")
        guard !hasPort, !written.contains("://") else { return address.text.withoutSlash }
        return "\(address.origin.scheme)://\(address.authority):11434"
    }
}

extension String {
    /// Without slashes at the end.
    fileprivate var withoutSlash: String {
        var text = self
        while text.hasSuffix("/") { text.removeLast() }
        return text
    }
}

extension ModelReference.Service {
    /// Its name for people.
    public var title: String {
        switch self {
        case .openAI: "OpenAI"
        case .anthropic: "Anthropic"
        case .gemini: "Gemini"
        case .huggingFaceRouter: "the Hugging Face router"
        case .ollama: "Ollama"
        }
    }

    /// Whose key it takes.
    public var keyedService: KeyedService {
        switch self {
        case .openAI: .openAI
        case .anthropic: .anthropic
        case .gemini: .gemini
        case .huggingFaceRouter: .huggingFace
        case .ollama: .ollama
        }
    }

    /// The header field in which it wants its key.
    func credential(_ key: APIKey) -> Credential {
        switch self {
        case .anthropic: Credential(key, field: "x-api-key")
        // Google takes the key in the URL too, where every log would keep it.
        case .gemini: Credential(key, field: "x-goog-api-key")
        case .openAI, .huggingFaceRouter, .ollama: .bearer(key)
        }
    }
}
