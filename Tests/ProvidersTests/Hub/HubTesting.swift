import Foundation
import Generation
import Synchronization

@testable import Providers

/// A hub server, a cache in a temporary folder, and a hub that waits for nothing.
final class HubTesting: Sendable {
    static let key = "hf_plantedSecret0123456789"

    let server: HubServer
    let folder = TemporaryFolder()
    private let waits = Mutex<[Duration]>([])

    init(_ files: [String: [UInt8]] = HubServer.tiny) async throws { server = try await HubServer(files) }

    /// How long it would have waited.
    var pauses: [Duration] { waits.withLock { $0 } }

    func settings(token: String? = nil, isOffline: Bool = false) -> HubSettings {
        HubSettings(
            endpoint: server.endpoint, isOffline: isOffline, token: token.map(APIKey.init),
            tokenOrigin: token == nil ? nil : "HF_TOKEN",
            cache: HuggingFaceCache(environment: ["HF_HUB_CACHE": folder.path], home: "/nowhere"))
    }

    func hub(token: String? = nil, isOffline: Bool = false) -> Hub {
        Hub(settings(token: token, isOffline: isOffline), transport: HTTPTransport(limits: Hub.limits)) { duration in
            self.waits.withLock { $0.append(duration) }
            try Task.checkCancellation()
            await Task.yield()
        }
    }

    /// Plans and pulls.
    @discardableResult func pull(_ reference: String = HubServer.repository, file: String? = nil, token: String? = nil)
        async throws -> PullPlan
    {
        let hub = hub(token: token)
        let plan = try await hub.plan(HubReference(reference), file: file)
        try await hub.pull(plan)
        return plan
    }

    var repository: CachedRepository { CachedRepository(settings().cache, repository: HubServer.repository) }

    func content(_ path: String, commit: String = HubServer.commit) -> [UInt8]? {
        FileManager.default.contents(atPath: "\(repository.snapshot(commit))/\(path)").map(Array.init)
    }

    /// Everything in the folder, links not followed.
    var allPaths: Set<String> { Set((try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []) }

    /// Leaves a part of a file as an interrupted pull does.
    func leave(_ bytes: [UInt8], of path: String) throws -> String {
        let tag = HubServer.tag(path, HubServer.tiny[path] ?? [])
        let partial = repository.partialBlob(tag)
        try FileManager.default.createDirectory(atPath: repository.blobs, withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(filePath: partial))
        return partial
    }
}
