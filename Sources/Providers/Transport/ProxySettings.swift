/// The proxies that the environment names: `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, and in `NO_PROXY` the hosts that go without.
///
/// Lower-case names count too, and first, as in curl.
struct ProxySettings: Hashable, Sendable {
    /// A proxy.
    struct Proxy: Hashable, Sendable {
        let host: String
        let port: Int
    }

    private let plain: Proxy?
    private let secure: Proxy?
    private let exceptions: [String]

    /// Reads the environment.
    init(environment: [String: String]) {
        func value(_ name: String) -> String? {
            [name.lowercased(), name].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        }
        func proxy(_ name: String) -> Proxy? {
            guard let written = value(name) ?? value("ALL_PROXY") else { return nil }
            let address = WebAddress(written.contains("://") ? written : "http://" + written)
            return address.map { Proxy(host: $0.origin.host, port: $0.origin.port) }
        }
        plain = proxy("HTTP_PROXY")
        secure = proxy("HTTPS_PROXY")
        exceptions = (value("NO_PROXY") ?? "").split { $0 == "," || $0.isWhitespace }.map { $0.lowercased() }
    }

    /// The proxy on the way to an address; this machine is always reached directly.
    func proxy(for address: WebAddress) -> Proxy? {
        let host = address.origin.host
        guard !address.isLoopback else { return nil }
        for exception in exceptions {
            let name = exception.hasPrefix(".") ? String(exception.dropFirst()) : exception
            if name == "*" || host == name || host.hasSuffix("." + name) || "\(host):\(address.origin.port)" == name {
                return nil
            }
        }
        return address.origin.scheme == "https" ? secure : plain
    }
}
