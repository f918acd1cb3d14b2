import Foundation
import Generation
import Testing

@testable import Providers

@Suite("Removing a model")
struct CacheRemovalTests {
    private let testing: HubTesting
    private let second = String(HubServer.commit.reversed())
    private var cache: HuggingFaceCache { testing.settings().cache }

    init() async throws { testing = try await HubTesting() }

    /// Two revisions that differ in their configuration.
    private func pullBoth() async throws {
        try await testing.pull()
        var files = HubServer.tiny
        files["config.json"] = Array(#"{"model_type":"llama"}"#.utf8)
        testing.server.commit(second, files)
        try await testing.pull()
    }

    @Test func `takes everything with it`() async throws {
        try await pullBoth()
        let removal = try cache.removal(ofRepository: "owner/tiny", revision: nil)
        #expect(removal.snapshotCount == 2)
        #expect(removal.freedByteCount == 50_000 + 2 + 21 + 22)
        try cache.remove(removal)
        #expect(testing.allPaths == ["CACHEDIR.TAG", ".locks"])
        #expect(throws: Failure.self) { try cache.removal(ofRepository: "owner/tiny", revision: nil) }
    }

    @Test func `leaves what another revision uses`() async throws {
        try await pullBoth()
        let removal = try cache.removal(ofRepository: "owner/tiny", revision: HubServer.commit)
        #expect(removal.freedByteCount == 21)
        try cache.remove(removal)
        #expect(!testing.allPaths.contains { $0.contains(HubServer.commit) })
        #expect(try cache.path(ofRepository: "owner/tiny").hasSuffix(second))
        #expect(testing.content("model.safetensors", commit: second) == HubServer.tiny["model.safetensors"])
    }

    @Test func `takes the branch along that stood for the revision`() async throws {
        try await pullBoth()
        try cache.remove(cache.removal(ofRepository: "owner/tiny", revision: "main"))
        #expect(!testing.allPaths.contains("models--owner--tiny/refs/main"))
        #expect(testing.content("config.json") == HubServer.tiny["config.json"])
    }

    @Test func `is refused while the model is being pulled`() async throws {
        try await testing.pull()
        let tag = HubServer.tag("config.json", HubServer.tiny["config.json"] ?? [])
        let lock = try CacheLock(path: testing.repository.lock(tag))
        let failure = #expect(throws: Failure.self) { try cache.removal(ofRepository: "owner/tiny", revision: nil) }
        #expect(failure?.what == "the model is being pulled")
        withExtendedLifetime(lock) {}
    }

    @Test(arguments: [
        ("../x", nil, Failure.Kind.usage), ("o/missing", nil, .notFound), ("owner/tiny", "v9", .notFound),
    ])
    func `says what is not there`(repository: String, revision: String?, kind: Failure.Kind) async throws {
        try await testing.pull()
        let failure = #expect(throws: Failure.self) {
            try cache.removal(ofRepository: repository, revision: revision)
        }
        #expect(failure?.kind == kind)
    }
}
