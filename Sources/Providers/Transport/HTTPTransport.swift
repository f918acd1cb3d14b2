internal import AsyncHTTPClient
import Generation
internal import NIOCore
internal import NIOHTTP1
import Synchronization

/// The network: HTTP/1.1 and HTTP/2, with TLS, with back-pressure.
///
/// Connections are kept and shared by everybody who holds the transport.
public final class HTTPTransport: Transport {
    /// What may be reached.
    public enum Reach: Hashable, Sendable {
        /// Every host.
        case everywhere
        /// This machine only, wherever a request or a redirect leads.
        case loopback
    }

    private let limits: TimeLimits
    private let reach: Reach
    private let allowsPlainKeys: Bool
    private let proxies: ProxySettings
    private let clients = Mutex<[ProxySettings.Proxy?: HTTPClient]>([:])

    /// Makes a transport.
    ///
    /// - Parameters:
    ///   - limits: how long it waits.
    ///   - reach: what may be reached.
    ///   - allowsPlainKeys: whether a key may go to another machine over plain `http`.
    ///   - environment: where proxies are named.
    public init(
        limits: TimeLimits = TimeLimits(), reach: Reach = .everywhere, allowsPlainKeys: Bool = false,
        environment: [String: String] = [:]
    ) {
        self.limits = limits
        self.reach = reach
        self.allowsPlainKeys = allowsPlainKeys
        proxies = ProxySettings(environment: environment)
    }

    deinit {
        // Nobody waits: what is still under way holds its client itself.
        for client in clients.withLock({ Array($0.values) }) { client.shutdown().whenComplete { _ in } }
    }

    /// Sends a request and follows where it leads.
    public func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        do {
            return try await follow(request)
        } catch let failure as Failure {
            // A server may point to an address that repeats the key.
            throw request.credential?.redacting(failure) ?? failure
        }
    }

    private func follow(_ request: HTTPRequest) async throws -> HTTPResponse {
        guard var address = WebAddress(request.url) else {
            throw Failure(
                .usage, "not an address of the web", at: request.url, expected: "http://HOST:PORT/… or https://…")
        }
        let start = ContinuousClock.now
        let credential = request.credential
        var request = request
        for _ in 0...5 {
            try check(address, request)
            let response = try await exchange(request, with: address, since: start, hiding: credential)
            guard request.redirects == .follow, let target = try Self.target(of: response, from: address, request)
            else {
                return response
            }
            if target.origin != address.origin { request.credential = nil }
            if response.status == 303, request.method == .post { (request.method, request.body) = (.get, nil) }
            address = target
        }
        throw Failure(.network, "the server points elsewhere again and again", at: address.display)
    }

    /// Refuses what must not leave.
    private func check(_ address: WebAddress, _ request: HTTPRequest) throws(Failure) {
        guard reach == .everywhere || address.isLoopback else {
            throw Failure(
                .network, "offline: nothing leaves this machine", at: address.display,
                hint: "leave --offline out to reach it")
        }
        guard request.credential == nil || allowsPlainKeys || !address.isPlain else {
            throw Failure(
                .consent, "a key would cross the network in the clear", at: address.display, expected: "https",
                hint: "--allow-insecure sends it all the same")
        }
    }

    /// Where a response points, if it does and may be followed.
    private static func target(
        of response: HTTPResponse, from address: WebAddress, _ request: HTTPRequest
    ) throws(Failure) -> WebAddress? {
        guard [301, 302, 303, 307, 308].contains(response.status), let location = response.headers["Location"] else {
            return nil
        }
        guard let target = address.following(location) else {
            throw Failure(.malformed, "the server points to no address of the web", at: address.display)
        }
        let keepsBody = response.status != 303 && request.body != nil
        guard !keepsBody || target.origin == address.origin else {
            throw Failure(
                .network, "the server points elsewhere, and what was written is sent to no other host",
                at: address.display,
                found: target.display, hint: "give the new address, if you trust it")
        }
        return target
    }

    private func exchange(
        _ request: HTTPRequest, with address: WebAddress, since start: ContinuousClock.Instant,
        hiding credential: Credential?
    ) async throws -> HTTPResponse {
        var message = HTTPClientRequest(url: address.text)
        message.method = HTTPMethod(rawValue: request.method.rawValue)
        for field in request.headers.fields { message.headers.add(name: field.name, value: field.value) }
        if !message.headers.contains(name: "User-Agent") { message.headers.add(name: "User-Agent", value: "mirilla") }
        if let credential = request.credential {
            message.headers.replaceOrAdd(name: credential.field, value: credential.prefix + credential.key.revealed)
        }
        if let body = request.body { message.body = .bytes(body) }
        let explain = TransportErrors(address: address, limits: limits, credential: credential)
        let client = client(for: proxies.proxy(for: address))
        let left = limits.total - start.duration(to: .now)
        let answer: HTTPClientResponse
        do {
            // While the connection is made and the head is awaited, AsyncHTTPClient keeps the time.
            answer = try await client.execute(message, deadline: .now() + left.timeAmount)
        } catch {
            throw explain(error)
        }
        let fields = answer.headers.map { HeaderFields.Field(name: $0.name, value: $0.value) }
        return HTTPResponse(
            status: Int(answer.status.code), headers: HeaderFields(fields), url: address.text,
            body: body(of: answer, until: start + limits.total, explain))
    }

    private func body(
        of answer: HTTPClientResponse, until end: ContinuousClock.Instant, _ explain: TransportErrors
    ) -> ResponseBody {
        ResponseBody { [body = answer.body, self] in
            var chunks = body.makeAsyncIterator()
            return {
                // The transport lives as long as somebody reads: its end closes the connections.
                try withExtendedLifetime(self) { try Task.checkCancellation() }
                guard ContinuousClock.now < end else { throw explain(HTTPClientError.deadlineExceeded) }
                do {
                    return try await chunks.next(isolation: #isolation).map { Array($0.readableBytesView) }
                } catch {
                    throw explain(error)
                }
            }
        }
    }

    private func client(for proxy: ProxySettings.Proxy?) -> HTTPClient {
        clients.withLock { clients in
            if let client = clients[proxy] { return client }
            var configuration = HTTPClient.Configuration(
                redirectConfiguration: .disallow,
                timeout: .init(connect: limits.connect.timeAmount, read: limits.idle.timeAmount),
                proxy: proxy.map { .server(host: $0.host, port: $0.port) }, decompression: .disabled)
            // A server that refuses is reported at once; whether to try again is decided where it can be shown.
            configuration.connectionPool.retryConnectionEstablishment = false
            configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 64
            let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
            clients[proxy] = client
            return client
        }
    }
}

extension Duration {
    /// The same for NIO.
    fileprivate var timeAmount: TimeAmount { .milliseconds(Int64(max(0, self / .milliseconds(1)).rounded())) }
}
