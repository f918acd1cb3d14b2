#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Which hub is asked, as whom, and where its files are kept: the same environment variables as `huggingface_hub` reads.
public struct HubSettings: Sendable {
    /// The hub, without a slash at the end: `HF_ENDPOINT`, else `https://huggingface.co`.
    public let endpoint: String
    /// Whether nothing may be asked for: `HF_HUB_OFFLINE`.
    public let isOffline: Bool
    /// Who asks; nil asks for what everybody may see.
    public let token: APIKey?
    /// Where the token was found, for people: `HF_TOKEN`, `TOKEN_HF in .env`, a file.
    public let tokenOrigin: String?
    /// Where the files are kept.
    public let cache: HuggingFaceCache

    /// Names everything.
    public init(
        endpoint: String = "https://huggingface.co", isOffline: Bool = false, token: APIKey? = nil,
        tokenOrigin: String? = nil, cache: HuggingFaceCache
    ) {
        self.endpoint = String(endpoint.reversed().drop { $0 == "/" }.reversed())
        self.isOffline = isOffline
        self.token = token
        self.tokenOrigin = tokenOrigin
        self.cache = cache
    }

    /// What the environment says.
    ///
    /// The token is that of `HF_TOKEN` or `TOKEN_HF`, in the environment or in `.env`, else that of the file `HF_TOKEN_PATH` or
    /// `HF_HOME/token`, where `hf auth login` leaves it.
    ///
    /// - Parameters:
    ///   - environment: the environment.
    ///   - home: the user's home.
    ///   - folder: where a `.env` may lie.
    ///   - isOffline: whether nothing may be asked for, whatever the environment says.
    public init(environment: [String: String], home: String, folder: String, isOffline: Bool = false) {
        func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        let credentials = Credentials(environment: environment, folder: folder)
        var token = credentials.key(for: .huggingFace)
        var origin = credentials.origin(of: .huggingFace).map { origin in
            switch origin {
            case .environment(let name): name
            case .dotEnv(let name): "\(name) in .env"
            }
        }
        if token == nil {
            let path = value("HF_TOKEN_PATH") ?? HuggingFaceCache.home(environment: environment, home: home) + "/token"
            let text = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
            let written = text.filter { !$0.isWhitespace }
            if !written.isEmpty { (token, origin) = (APIKey(written), path) }
        }
        self.init(
            endpoint: value("HF_ENDPOINT") ?? "https://huggingface.co",
            isOffline: isOffline || ["1", "ON", "YES", "TRUE"].contains(value("HF_HUB_OFFLINE")?.uppercased()),
            token: token, tokenOrigin: origin, cache: HuggingFaceCache(environment: environment, home: home))
    }

    /// The page of a repository, for people.
    func page(of repository: String) -> String { "\(endpoint)/\(repository)" }
}
