import Generation

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Asks the hub.
struct HubClient: Sendable {
    /// How often a question is asked when the network or the hub fails in passing.
    static let attemptLimit = 5
    /// Longer than this nobody waits: the failure says how long.
    private static let longestWait = Duration.seconds(60)
    private static let longestListing = 1 << 26

    let settings: HubSettings
    let transport: any Transport
    /// Waits before a question is asked again.
    let pause: @Sendable (Duration) async throws -> Void

    /// What the hub says about a model.
    func model(_ reference: HubReference) async throws -> HubModel {
        let revision = Self.escaped(reference.revision, slash: "%2F")
        let response = try await send(
            .get, "api/models/\(reference.repository)/revision/\(revision)?blobs=true", reference)
        let json = try await response.body.bytes(limit: Self.longestListing)
        guard let model = try? HubModel(repository: reference.repository, json: Data(json)),
            ModelFolder.isPlainName(model.commit)
        else {
            throw Failure(
                .malformed, "cannot read the hub's answer", at: response.url, expected: "JSON with sha and siblings",
                hint: "is HF_ENDPOINT a hub?")
        }
        return model
    }

    /// A file's length and the name of its content, for a hub whose listing does not have them.
    func metadata(of path: String, _ reference: HubReference, at commit: String) async throws -> (
        tag: String?, size: Int?
    ) {
        // What stores the large files knows them by other names: the hub itself must answer.
        let response = try await send(
            .head, Self.resolve(path, reference, commit), reference, file: path, redirects: .handOver)
        let headers = response.headers
        let isHere = response.isSuccess
        let tag = headers["X-Linked-ETag"] ?? headers["ETag"]
        let size = headers["X-Linked-Size"] ?? (isHere ? headers["Content-Length"] : nil)
        return (tag.map(Self.unquoted), size.flatMap { Int($0) })
    }

    /// A file from an offset on: 206 brings the rest, 200 the whole file, 416 nothing because there is no rest.
    func contents(of path: String, _ reference: HubReference, at commit: String, from offset: Int) async throws
        -> HTTPResponse
    {
        // No If-Range: the store behind the redirect has tags of its own, and the hash tells what came.
        let headers: HeaderFields = offset > 0 ? ["Range": "bytes=\(offset)-"] : [:]
        return try await send(.get, Self.resolve(path, reference, commit), reference, file: path, headers: headers)
    }

    /// The token, unless everybody on the way could read it.
    var credential: Credential? {
        guard let token = settings.token, WebAddress(settings.endpoint)?.isPlain == false else { return nil }
        return .bearer(token)
    }

    private func send(
        _ method: HTTPRequest.Method, _ path: String, _ reference: HubReference, file: String? = nil,
        headers: HeaderFields = [:], redirects: HTTPRequest.Redirects = .follow
    ) async throws -> HTTPResponse {
        guard !settings.isOffline else {
            throw Failure(
                .network, "offline: the hub is not asked", at: reference.description,
                found: "HF_HUB_OFFLINE or --offline",
                hint: "leave it out to reach \(settings.endpoint)")
        }
        let request = HTTPRequest(
            method, "\(settings.endpoint)/\(path)", headers: headers, credential: credential, redirects: redirects)
        var wait = Duration.seconds(1)
        for attempt in 1... {
            do {
                let response = try await transport.send(request)
                let isAnswer = response.isSuccess || response.status == 416 || (300..<400).contains(response.status)
                if isAnswer { return response }
                let refusal = HubRefusal(response)
                guard refusal.isPassing, attempt < Self.attemptLimit, (refusal.retryAfter ?? wait) <= Self.longestWait
                else {
                    var failure = refusal.failure(reference, file: file, settings, isTokenSent: credential != nil)
                    // A hub may repeat in its message what it was sent.
                    if let credential { failure.found = failure.found.map(credential.redacting) }
                    throw failure
                }
                try await pause(refusal.retryAfter ?? wait)
            } catch let failure as Failure where failure.isOfConnection && attempt < Self.attemptLimit {
                try await pause(wait)
            }
            wait *= 2
        }
        preconditionFailure("the last attempt returns or throws")
    }

    private static func resolve(_ path: String, _ reference: HubReference, _ commit: String) -> String {
        "\(reference.repository)/resolve/\(commit)/\(escaped(path, slash: "/"))"
    }

    /// A path as it stands in a URL.
    private static func escaped(_ path: String, slash: String) -> String {
        let digits = Array("0123456789ABCDEF")
        return path.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "/"): slash
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                String(UnicodeScalar(byte))
            default: "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
            }
        }.joined()
    }

    /// An entity tag without `W/` and quotes.
    private static func unquoted(_ tag: String) -> String {
        (tag.hasPrefix("W/") ? tag.dropFirst(2) : tag[...]).filter { $0 != "\"" }
    }
}

extension Failure {
    /// Whether the connection failed, so that asking again may help.
    ///
    /// Refusals of the hub have a place that is a model; the transport's is an address.
    var isOfConnection: Bool { kind == .network && location?.contains("://") == true }
}
