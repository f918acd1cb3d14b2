import Testing

@testable import Providers

@Suite("Proxies")
struct ProxySettingsTests {
    private func proxy(_ environment: [String: String], _ url: String) throws -> String? {
        let address = try #require(WebAddress(url))
        return ProxySettings(environment: environment).proxy(for: address).map { "\($0.host):\($0.port)" }
    }

    @Test func `come from the environment by scheme`() throws {
        let environment = ["HTTPS_PROXY": "http://secure:3128", "http_proxy": "plain:80", "ALL_PROXY": "http://all:1"]
        #expect(try proxy(environment, "https://api.example.com/v1") == "secure:3128")
        #expect(try proxy(environment, "http://api.example.com/v1") == "plain:80")
        #expect(try proxy(["ALL_PROXY": "http://all:1"], "https://api.example.com") == "all:1")
        #expect(try proxy([:], "https://api.example.com") == nil)
    }

    @Test(arguments: ["example.com", ".example.com", "other, example.com", "*", "api.example.com:443"])
    func `are not used for what NO_PROXY names`(exceptions: String) throws {
        let environment = ["HTTPS_PROXY": "http://secure:3128", "NO_PROXY": exceptions]
        #expect(try proxy(environment, "https://api.example.com/v1") == nil)
        if exceptions != "*" { #expect(try proxy(environment, "https://api.example.org/v1") == "secure:3128") }
    }

    @Test(arguments: ["http://localhost:1/", "http://127.0.0.1/", "http://[::1]:8/", "http://127.8.9.1/"])
    func `are not used for this machine`(url: String) throws {
        #expect(try proxy(["HTTP_PROXY": "http://plain:80"], url) == nil)
        #expect(try #require(WebAddress(url)).isLoopback)
    }

    @Test(arguments: [
        "http://127.0.0.1.example.com/", "http://1270.0.0.1/", "http://localhost.com/", "http://example.com/?127.0.0.1",
    ])
    func `know what only looks like this machine`(url: String) throws {
        #expect(try !#require(WebAddress(url)).isLoopback)
    }

    @Test func `addresses are shown without what may be secret`() throws {
        let address = try #require(WebAddress("https://user:password@host:8443/v1/x?key=secret#part"))
        #expect(address.display == "https://host:8443/v1/x")
    }
}
