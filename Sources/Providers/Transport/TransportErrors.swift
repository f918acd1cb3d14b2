import AsyncHTTPClient
import Generation
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// What went wrong on the network, in a user's words.
struct TransportErrors: Sendable {
    let address: WebAddress
    let limits: TimeLimits
    /// What must not appear.
    var credential: Credential?

    /// The failure to throw for an error of AsyncHTTPClient or NIO; cancelling stays cancelling.
    func callAsFunction(_ error: any Error) -> any Error {
        switch error {
        case let failure as Failure: failure
        case is CancellationError: error
        case let error as HTTPClientError: failure(error)
        case let error as NIOConnectionError: failure(error)
        case let error as IOError: failure(errno: error.errnoCode, error.description)
        case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError, is NIOSSLCloseTimedOutError: tls(error)
        // The end in the middle of an answer.
        case HTTPParserError.invalidEOFState: closedEarly
        case is HTTPParserError:
            make("the server does not speak HTTP", found: String(describing: error))
        case ChannelError.connectTimeout: noConnection
        case is ChannelError: closedEarly
        default: make("the connection failed", found: String(describing: error))
        }
    }

    private func failure(_ error: HTTPClientError) -> any Error {
        switch error {
        case .cancelled, .requestStreamCancelled: CancellationError()
        case .connectTimeout, .getConnectionFromPoolTimeout, .httpProxyHandshakeTimeout, .socksHandshakeTimeout:
            noConnection
        case .tlsHandshakeTimeout: make("no secure connection within \(limits.connect.brief)")
        case .readTimeout: make("the server was silent for \(limits.idle.brief)")
        case .deadlineExceeded: make("the answer took longer than \(limits.total.brief)")
        case .remoteConnectionClosed, .uncleanShutdown: closedEarly
        case .proxyAuthenticationRequired, .invalidProxyResponse:
            make("the proxy refuses", hint: "HTTPS_PROXY, HTTP_PROXY and NO_PROXY name the proxy")
        default: make("the request failed", found: error.shortDescription)
        }
    }

    private func failure(_ error: NIOConnectionError) -> any Error {
        if let refusal = error.connectionErrors.lazy.compactMap({ $0.error as? IOError }).first {
            return failure(errno: refusal.errnoCode, refusal.description)
        }
        if error.connectionErrors.isEmpty, error.dnsAError != nil || error.dnsAAAAError != nil { return noSuchHost }
        return noConnection
    }

    private func failure(errno code: CInt, _ description: String) -> any Error {
        switch code {
        case ECONNREFUSED:
            make("the connection was refused", hint: address.isLoopback ? "is the server running?" : nil)
        case ENETUNREACH, EHOSTUNREACH: make("there is no way to the host")
        case ECONNRESET, EPIPE, ECONNABORTED: closedEarly
        case ETIMEDOUT: noConnection
        default: make("the connection failed", found: description)
        }
    }

    private func tls(_ error: any Error) -> any Error {
        if case NIOSSLError.uncleanShutdown = error { return closedEarly }
        // BoringSSL's own words stand among its numbers and file names: `…:OPENSSL_internal:WRONG_VERSION_NUMBER at …`.
        let description = String(describing: error)
        let reason = description.firstRange(of: "OPENSSL_internal:").map {
            description[$0.upperBound...].prefix { $0 != " " }
        }
        let words = reason.map { $0.replacing("_", with: " ").lowercased() }
        return make(
            "no secure connection (TLS)", found: words ?? description,
            hint: words == "wrong version number" ? "does the server speak http rather than https?" : nil)
    }

    private var noConnection: Failure { make("no connection within \(limits.connect.brief)") }
    private var noSuchHost: Failure { make("no such host", hint: "is the name right, and is there a network?") }
    private var closedEarly: Failure { make("the server closed the connection early") }

    private func make(_ what: String, found: String? = nil, hint: String? = nil) -> Failure {
        let failure = Failure(.network, what, at: address.display, found: found, hint: hint)
        // The key goes before the rest is cut: a cut could leave half of it.
        var shown = credential?.redacting(failure) ?? failure
        shown.found = shown.found.map { String($0.prefix(300)) }
        return shown
    }
}
