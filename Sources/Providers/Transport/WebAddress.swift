#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A URL's parts as far as it matters who is at the other end.
struct WebAddress: Hashable, Sendable {
    /// The scheme, host and port: what a credential belongs to.
    struct Origin: Hashable, Sendable {
        let scheme: String
        let host: String
        let port: Int
    }

    let origin: Origin
    private let url: URL

    /// Reads a URL of the web; nil for any other.
    init?(_ text: String) {
        guard let url = URL(string: text) else { return nil }
        self.init(url)
    }

    private init?(_ url: URL) {
        guard let scheme = url.scheme?.lowercased(), scheme == "http" || scheme == "https",
            let host = url.host()?.lowercased(),
            !host.isEmpty
        else { return nil }
        origin = Origin(scheme: scheme, host: host, port: url.port ?? (scheme == "http" ? 80 : 443))
        self.url = url
    }

    /// The address to which another one, perhaps a relative one, leads from here.
    func following(_ location: String) -> WebAddress? {
        URL(string: location, relativeTo: url).flatMap { WebAddress($0.absoluteURL) }
    }

    /// The whole URL.
    var text: String { url.absoluteString }

    /// Scheme, host, port and path for people: a user's name, a password and the query may be secrets.
    var display: String { "\(origin.scheme)://\(authority)\(url.path())" }

    /// Host and, where it is written, port for people.
    var authority: String {
        let host = origin.host.contains(":") && !origin.host.hasPrefix("[") ? "[\(origin.host)]" : origin.host
        return host + (url.port.map { ":\($0)" } ?? "")
    }

    /// Whether it is this machine.
    var isLoopback: Bool { Self.isLoopback(host: origin.host) }

    /// Whether what is said can be overheard on the way.
    var isPlain: Bool { origin.scheme == "http" && !isLoopback }

    /// Whether a host is this machine: `localhost`, `127.…`, `::1`.
    static func isLoopback(host: String) -> Bool {
        let host = host.lowercased().trimmingBrackets
        if host == "localhost" || host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.first == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}

extension String {
    /// An IPv6 address without its brackets.
    fileprivate var trimmingBrackets: Substring {
        hasPrefix("[") && hasSuffix("]") ? dropFirst().dropLast() : self[...]
    }
}
