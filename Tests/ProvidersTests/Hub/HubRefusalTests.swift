import Foundation
import Generation
import Loopback
import Testing

@testable import Providers

@Suite("What the hub refuses")
struct HubRefusalTests {
    private let testing: HubTesting

    init() async throws { testing = try await HubTesting() }

    private func refusal(
        _ status: Int, _ headers: [String: String] = [:], token: String? = nil, times: Int = 1
    ) async -> Failure? {
        testing.server.set(first: Array(repeating: .init(status: status, headers: headers), count: times))
        return await #expect(throws: Failure.self) { try await testing.pull(token: token) }
    }

    @Test func `terms that are not accepted are explained with where to accept them`() async {
        let anonymous = await refusal(401, ["X-Error-Code": "GatedRepo"])
        #expect(anonymous?.what == "the model is given only to those who accept its terms")
        #expect(anonymous?.hint?.contains("\(testing.server.endpoint)/owner/tiny") == true)
        #expect(anonymous?.hint?.contains("set HF_TOKEN") == true)
        let known = await refusal(403, ["X-Error-Code": "GatedRepo"], token: HubTesting.key)
        #expect(known?.hint?.contains("the account of the token in HF_TOKEN") == true)
    }

    @Test func `a model that is not shown may be missing, private or gated`() async {
        let anonymous = await refusal(401)
        #expect(anonymous?.kind == .notFound)
        #expect(anonymous?.hint?.contains("set HF_TOKEN") == true)
        let known = await refusal(404, ["X-Error-Code": "RepoNotFound"], token: HubTesting.key)
        #expect(known?.hint?.contains("must be allowed to read it") == true)
    }

    @Test func `a bad token is named by its variable and never shown`() async {
        let message = "Invalid credentials in Authorization header: \(HubTesting.key)"
        let failure = await refusal(401, ["X-Error-Message": message], token: HubTesting.key)
        #expect(failure?.what == "the hub refuses the token")
        #expect(failure?.location == "HF_TOKEN")
        #expect(failure.map { "\($0) \($0.message)".contains(HubTesting.key) } == false)
    }

    @Test func `a missing revision and a token without permission are told apart`() async {
        #expect(await refusal(404, ["X-Error-Code": "RevisionNotFound"])?.what == "the model has no such revision")
        let forbidden = await refusal(403, ["X-Error-Message": "no read access"], token: HubTesting.key)
        #expect(forbidden?.found == "no read access")
        #expect(forbidden?.hint?.contains("let the token in HF_TOKEN read this repository") == true)
    }

    @Test func `too many requests are waited for as long as the hub says`() async throws {
        testing.server.set(first: [
            .init(status: 429, headers: ["Retry-After": "7"]),
            .init(status: 429, headers: ["RateLimit": "\"api\";r=0;t=11"]),
            .init(status: 503),
        ])
        try await testing.pull()
        #expect(testing.pauses == [.seconds(7), .seconds(11), .seconds(4)])
    }

    @Test func `too many requests are not waited for when that takes too long`() async {
        let failure = await refusal(429, ["Retry-After": "3600"])
        #expect(failure?.hint == "try again in 3600 s; with a token in HF_TOKEN more are allowed")
        #expect(testing.pauses.isEmpty)
    }

    @Test func `a hub that fails is asked five times`() async {
        let failure = await refusal(500, times: 9)
        #expect(failure?.what == "the hub failed")
        #expect(testing.pauses == [1, 2, 4, 8].map { .seconds($0) })
    }

    @Test func `a server that is not there is told with its address`() async {
        let settings = HubSettings(
            endpoint: "http://127.0.0.1:9/",
            cache: HuggingFaceCache(environment: ["HF_HUB_CACHE": "/nowhere"], home: "/"))
        let hub = Hub(settings, transport: HTTPTransport(limits: Hub.limits)) { _ in }
        let failure = await #expect(throws: Failure.self) { try await hub.model(HubReference("o/n")) }
        #expect(failure?.kind == .network)
        #expect(failure?.location?.hasPrefix("http://127.0.0.1:9/api/models/o/n") == true)
    }

    @Test func `a token is not sent where everybody could read it`() {
        let settings = HubSettings(
            endpoint: "http://mirror.example", token: APIKey(HubTesting.key), tokenOrigin: "HF_TOKEN",
            cache: HuggingFaceCache(environment: [:], home: "/"))
        let client = HubClient(settings: settings, transport: HTTPTransport()) { _ in }
        #expect(client.credential == nil)
    }

    @Test(arguments: [
        "not json", "{}", #"{"sha":"../../x","siblings":[]}"#,
        #"{"sha":"abc","siblings":[{"rfilename":"config.json","size":1,"blobId":"../../x"},{"rfilename":"model.safetensors","size":1,"blobId":"b"}]}"#,
        #"{"sha":"abc","siblings":[{"rfilename":"../x.gguf","size":1,"blobId":"b"}]}"#,
        #"{"sha":"abc","siblings":[{"rfilename":"/etc/x.gguf","size":1,"blobId":"b"}]}"#,
        #"{"sha":"abc","siblings":[{"rfilename":"x.gguf","size":-5,"blobId":"b"}]}"#,
    ])
    func `a listing that leads elsewhere or makes no sense writes nothing`(listing: String) async {
        testing.server.set(listing: listing)
        let failure = await #expect(throws: Failure.self) { try await testing.pull() }
        #expect(failure?.kind == .malformed)
        #expect(testing.allPaths.isEmpty)
    }

    @Test func `a model that is larger than the disk is not begun`() async {
        testing.server.set(
            listing: #"{"sha":"abc","siblings":[{"rfilename":"x.gguf","size":4611686018427387904,"blobId":"b"}]}"#)
        let failure = await #expect(throws: Failure.self) { try await testing.pull() }
        #expect(failure?.kind == .tooLarge)
        #expect(failure?.hint?.contains("HF_HOME") == true)
        #expect(testing.allPaths.isEmpty)
    }
}
