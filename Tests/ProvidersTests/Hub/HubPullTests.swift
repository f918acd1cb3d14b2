import Foundation
import Generation
import Loopback
import Synchronization
import Testing

@testable import Providers

@Suite("Pulling a model")
struct HubPullTests {
    private let testing: HubTesting
    private var server: HubServer { testing.server }

    init() async throws { testing = try await HubTesting() }

    @Test func `brings what is needed into huggingface_hub's layout and nothing else`() async throws {
        let plan = try await testing.pull()
        let model = "models--owner--tiny"
        let needed = ["config.json", "model.safetensors", "tokenizer.json"]
        for path in needed { #expect(testing.content(path) == HubServer.tiny[path], "\(path)") }
        let snapshot = "\(model)/snapshots/\(HubServer.commit)"
        let files = testing.allPaths.filter { !$0.contains(".no_exist") }
        let tags = needed.map { HubServer.tag($0, HubServer.tiny[$0] ?? []) }
        #expect(
            files
                == Set(
                    [
                        "CACHEDIR.TAG", ".locks", ".locks/\(model)", model, "\(model)/blobs", "\(model)/snapshots",
                        snapshot,
                        "\(model)/refs", "\(model)/refs/main", "\(model)/trees",
                        "\(model)/trees/\(HubServer.commit).json",
                    ] + needed.map { "\(snapshot)/\($0)" } + tags.map { "\(model)/blobs/\($0)" }
                        + tags.map { ".locks/\(model)/\($0).lock" }))
        let link = try FileManager.default.destinationOfSymbolicLink(
            atPath: "\(testing.folder.path)/\(snapshot)/config.json")
        #expect(link == "../../blobs/\(tags[0])")
        #expect(plan.path == "\(testing.folder.path)/\(snapshot)")
        #expect(try testing.settings().cache.path(ofRepository: "owner/tiny") == plan.path)
        #expect(
            FileManager.default.fileExists(
                atPath: "\(testing.repository.folder)/.no_exist/\(HubServer.commit)/vocab.json"))
    }

    @Test func `says what it brings and how far it is`() async throws {
        let hub = testing.hub()
        let plan = try await hub.plan(HubReference("hf:owner/tiny"))
        #expect(plan.files.map(\.path) == ["config.json", "tokenizer.json", "model.safetensors"])
        let total = plan.files.reduce(0) { $0 + ($1.size ?? 0) }
        #expect(plan.progress == PullProgress(fileCount: 3, byteCount: total))
        let heard = Mutex<[PullProgress]>([])
        try await hub.pull(plan) { progress in heard.withLock { $0.append(progress) } }
        let last = heard.withLock { $0.last }
        #expect(last?.finishedFileCount == 3)
        #expect(last?.finishedByteCount == total)
        #expect(last?.fraction == 1)
    }

    @Test func `asks nothing about a commit that is here`() async throws {
        try await testing.pull("owner/tiny@\(HubServer.commit)")
        #expect(!testing.allPaths.contains("models--owner--tiny/refs"))
        let count = server.requests.count
        let again = try await testing.pull("owner/tiny@\(HubServer.commit)")
        #expect(again.isComplete)
        #expect(server.requests.count == count)
    }

    @Test func `asks about a branch that is here, and fetches what is new only`() async throws {
        try await testing.pull()
        let count = server.requests.count
        #expect(try await testing.pull().isComplete)
        #expect(server.requests.count == count + 1)
        let commit = String(HubServer.commit.reversed())
        var files = HubServer.tiny
        files["config.json"] = Array(#"{"model_type":"llama"}"#.utf8)
        server.commit(commit, files)
        let plan = try await testing.pull()
        #expect(!plan.isComplete)
        #expect(plan.missingByteCount == files["config.json"]?.count)
        #expect(testing.content("config.json", commit: commit) == files["config.json"])
        #expect(testing.content("config.json") == HubServer.tiny["config.json"])
        #expect(try testing.settings().cache.path(ofRepository: "owner/tiny").hasSuffix(commit))
        #expect(server.storeRequests.count == 1)
    }

    @Test func `answers from the cache when it is offline`() async throws {
        let refused = await #expect(throws: Failure.self) {
            try await testing.hub(isOffline: true).plan(HubReference("owner/tiny"))
        }
        #expect(refused?.what == "offline: the hub is not asked")
        #expect(server.requests.isEmpty)
        try await testing.pull()
        let count = server.requests.count
        #expect(try await testing.hub(isOffline: true).plan(HubReference("owner/tiny")).isComplete)
        #expect(server.requests.count == count)
    }

    @Test func `asks for each file where the listing has no hashes`() async throws {
        server.hideHashes()
        try await testing.pull()
        #expect(testing.content("model.safetensors") == HubServer.tiny["model.safetensors"])
        #expect(server.requests.filter { $0.method == "HEAD" }.count == 3)
        #expect(server.storeRequests.allSatisfy { $0.method == "GET" })
    }

    @Test func `gives the token to the hub and to nobody else, and writes it nowhere`() async throws {
        try await testing.pull(token: HubTesting.key)
        #expect(server.requests.allSatisfy { $0.headers["authorization"] == "Bearer \(HubTesting.key)" })
        #expect(!server.storeRequests.isEmpty)
        #expect(server.storeRequests.allSatisfy { $0.headers["authorization"] == nil })
        for path in testing.allPaths {
            let content = FileManager.default.contents(atPath: "\(testing.folder.path)/\(path)") ?? Data()
            #expect(!String(decoding: content, as: UTF8.self).contains(HubTesting.key), "\(path)")
        }
        #expect(!"\(testing.settings(token: HubTesting.key))".contains(HubTesting.key))
    }

    // MARK: Half-way

    @Test func `goes on where an earlier attempt stopped`() async throws {
        let weights = try #require(HubServer.tiny["model.safetensors"])
        let partial = try testing.leave(Array(weights.prefix(20_000)), of: "model.safetensors")
        let plan = try await testing.hub().plan(HubReference("owner/tiny"))
        #expect(plan.progress.finishedByteCount == 20_000)
        try await testing.pull()
        #expect(server.storeRequests.map { $0.headers["range"] } == ["bytes=20000-"])
        #expect(testing.content("model.safetensors") == weights)
        #expect(!FileManager.default.fileExists(atPath: partial))
    }

    @Test func `takes a complete rest without asking for it`() async throws {
        _ = try testing.leave(HubServer.tiny["model.safetensors"] ?? [], of: "model.safetensors")
        try await testing.pull()
        #expect(server.storeRequests.isEmpty)
        #expect(testing.content("model.safetensors") == HubServer.tiny["model.safetensors"])
    }

    @Test(arguments: [20_000, 70_000])
    func `begins anew when what was left is damaged or too long`(count: Int) async throws {
        _ = try testing.leave([UInt8](repeating: 9, count: count), of: "model.safetensors")
        try await testing.pull()
        #expect(testing.content("model.safetensors") == HubServer.tiny["model.safetensors"])
    }

    @Test func `begins anew when the range is not heeded`() async throws {
        let weights = try #require(HubServer.tiny["model.safetensors"])
        _ = try testing.leave(Array(weights.prefix(20_000)), of: "model.safetensors")
        server.set(HubServer.Fault(ignoresRange: true), for: "model.safetensors")
        try await testing.pull()
        #expect(server.storeRequests.count == 1)
        #expect(testing.content("model.safetensors") == weights)
    }

    @Test func `begins anew when there is nothing beyond what was left`() async throws {
        let weights = try #require(HubServer.tiny["model.safetensors"])
        _ = try testing.leave(Array(weights.prefix(20_000)), of: "model.safetensors")
        server.set(HubServer.Fault(answers: [.init(status: 416)]), for: "model.safetensors")
        try await testing.pull()
        #expect(server.storeRequests.map { $0.headers["range"] } == ["bytes=20000-", nil])
        #expect(testing.content("model.safetensors") == weights)
    }

    @Test func `goes on when the connection breaks`() async throws {
        server.set(HubServer.Fault(breaksAfter: 9_000, breaks: 4), for: "model.safetensors")
        try await testing.pull()
        #expect(
            server.storeRequests.map { $0.headers["range"] } == [
                nil, "bytes=9000-", "bytes=18000-", "bytes=27000-", "bytes=36000-",
            ])
        #expect(testing.content("model.safetensors") == HubServer.tiny["model.safetensors"])
    }

    @Test func `gives up when nothing comes any more, and keeps what has come`() async throws {
        let weights = try #require(HubServer.tiny["model.safetensors"])
        let partial = try testing.leave(Array(weights.prefix(100)), of: "model.safetensors")
        server.set(HubServer.Fault(breaksAfter: 0, breaks: 99), for: "model.safetensors")
        let failure = await #expect(throws: Failure.self) { try await testing.pull() }
        #expect(failure?.kind == .network)
        #expect(FileManager.default.contents(atPath: partial)?.count == 100)
        #expect(testing.content("config.json") == nil)
        #expect(testing.pauses.max() == .seconds(8))
    }

    @Test func `does not take a file that is not the right one`() async throws {
        server.set(HubServer.Fault(content: [UInt8](repeating: 7, count: 50_000)), for: "model.safetensors")
        let failure = await #expect(throws: Failure.self) { try await testing.pull() }
        #expect(failure?.kind == .malformed)
        #expect(failure?.location?.contains("model.safetensors") == true)
        let tag = HubServer.tag("model.safetensors", HubServer.tiny["model.safetensors"] ?? [])
        #expect(failure?.expected == tag)
        #expect(!FileManager.default.fileExists(atPath: testing.repository.blob(tag)))
        #expect(testing.content("config.json") == nil)
    }

    @Test func `does not take a small file that is not the right one`() async throws {
        server.set(HubServer.Fault(content: Array(#"{"model_type":"evil"}"#.utf8)), for: "config.json")
        let failure = await #expect(throws: Failure.self) { try await testing.pull() }
        #expect(failure?.kind == .malformed)
    }

    @Test func `is stopped at once, keeps what has come, and goes on from there`() async throws {
        let (reached, signal) = AsyncStream.makeStream(of: Void.self)
        server.set(
            HubServer.Fault(breaksAfter: 30_000, breaks: 1, ending: [.run { signal.yield() }, .hold]),
            for: "model.safetensors")
        let received = Mutex(0)
        let (arrived, arrival) = AsyncStream.makeStream(of: Void.self)
        let hub = testing.hub()
        let plan = try await hub.plan(HubReference("owner/tiny"))
        let pull = Task {
            try await hub.pull(plan) { progress in
                received.withLock { $0 = progress.finishedByteCount }
                if progress.finishedByteCount >= 30_000 + 23 { arrival.yield() }
            }
        }
        for await _ in reached { break }
        for await _ in arrived { break }
        pull.cancel()
        await #expect(throws: CancellationError.self) { try await pull.value }
        let tag = HubServer.tag("model.safetensors", HubServer.tiny["model.safetensors"] ?? [])
        #expect(ModelFolder.size(of: testing.repository.partialBlob(tag)) == 30_000)
        #expect(testing.content("config.json") == nil)
        try await testing.pull()
        #expect(server.storeRequests.last?.headers["range"] == "bytes=30000-")
        #expect(testing.content("model.safetensors") == HubServer.tiny["model.safetensors"])
    }

    @Test func `fetches every file once when two pull at the same time`() async throws {
        async let first = testing.pull()
        async let second = testing.pull()
        _ = try await (first, second)
        #expect(server.storeRequests.count == 1)
        for path in ["config.json", "model.safetensors", "tokenizer.json"] {
            #expect(testing.content(path) == HubServer.tiny[path])
        }
        #expect(!testing.allPaths.contains { $0.hasSuffix(".incomplete") })
    }

    @Test func `waits for another program that holds the lock`() async throws {
        let tag = HubServer.tag("config.json", HubServer.tiny["config.json"] ?? [])
        try FileManager.default.createDirectory(atPath: testing.repository.locks, withIntermediateDirectories: true)
        let lock = Mutex(try CacheLock(path: testing.repository.lock(tag)))
        #expect(lock.withLock { $0 != nil })
        let settings = testing.settings()
        let hub = Hub(settings, transport: HTTPTransport(limits: Hub.limits)) { duration in
            #expect(duration == .milliseconds(200))
            lock.withLock { $0 = nil }
        }
        let plan = try await hub.plan(HubReference("owner/tiny"))
        try await hub.pull(plan)
        #expect(testing.content("config.json") == HubServer.tiny["config.json"])
    }
}
