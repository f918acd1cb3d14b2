import Crypto
import Foundation
import Synchronization

@testable import Providers

/// A hub on this machine, and the store of large files that it points to, which is another server under another name.
final class HubServer: Sendable {
    /// What goes wrong with a file.
    struct Fault: Sendable {
        var ignoresRange = false
        /// The connection breaks after so many bytes of each answer, so often.
        var breaksAfter: Int?
        var breaks = 0
        /// Runs before it breaks.
        var beforeBreaking: (@Sendable () -> Void)?
        /// What comes in place of the content.
        var content: [UInt8]?
        /// Answers that come first.
        var answers: [SocketServer.Response] = []
    }

    static let commit = "0123456789abcdef0123456789abcdef01234567"
    static let repository = "owner/tiny"

    /// A repository as small as they come.
    static let tiny: [String: [UInt8]] = [
        "config.json": Array(#"{"model_type":"gpt2"}"#.utf8), "tokenizer.json": Array("{}".utf8),
        "README.md": Array("# Tiny".utf8), "pytorch_model.bin": [1, 2, 3],
        "model.safetensors": (0..<50_000).map { UInt8(truncatingIfNeeded: $0 &* 7 ^ $0 >> 8) },
    ]

    private struct State {
        var files: [String: [UInt8]]
        var faults: [String: Fault] = [:]
        var answers: [SocketServer.Response] = []
        var listsHashes = true
        var listing: String?
        var commit = HubServer.commit
    }

    private let state: Mutex<State>
    private let servers = Mutex<(hub: SocketServer, store: SocketServer)?>(nil)

    init(_ files: [String: [UInt8]] = HubServer.tiny) throws {
        state = Mutex(State(files: files))
        let store = try SocketServer { [weak self] in self?.answer($0, fromStore: true) ?? .init(status: 500) }
        let port = store.port
        let hub = try SocketServer { [weak self] in
            self?.answer($0, fromStore: false, storePort: port) ?? .init(status: 500)
        }
        servers.withLock { $0 = (hub, store) }
    }

    var endpoint: String { "http://127.0.0.1:\(servers.withLock { $0?.hub.port ?? 0 })" }
    /// What the hub was asked.
    var requests: [SocketServer.Request] { servers.withLock { $0?.hub.requests ?? [] } }
    /// What the store of large files was asked.
    var storeRequests: [SocketServer.Request] { servers.withLock { $0?.store.requests ?? [] } }

    /// Makes something go wrong with a file.
    func set(_ fault: Fault, for path: String) { state.withLock { $0.faults[path] = fault } }
    /// Answers that come before any other.
    func set(first answers: [SocketServer.Response]) { state.withLock { $0.answers = answers } }
    /// What the listing says, whatever there is.
    func set(listing: String) { state.withLock { $0.listing = listing } }
    /// Leaves hashes and sizes out of the listing.
    func hideHashes() { state.withLock { $0.listsHashes = false } }
    /// A new commit.
    func commit(_ commit: String, _ files: [String: [UInt8]]) {
        state.withLock { ($0.commit, $0.files) = (commit, files) }
    }

    /// The hash by which a file is known.
    static func tag(_ path: String, _ content: [UInt8]) -> String {
        isLarge(path)
            ? SHA256.hash(data: content).map { String(format: "%02x", $0) }.joined()
            : Insecure.SHA1.hash(data: Array("blob \(content.count)\0".utf8) + content).map {
                String(format: "%02x", $0)
            }
            .joined()
    }

    private static func isLarge(_ path: String) -> Bool {
        [".safetensors", ".gguf", ".bin"].contains { path.hasSuffix($0) }
    }

    private func answer(_ request: SocketServer.Request, fromStore: Bool, storePort: UInt16 = 0)
        -> SocketServer.Response
    {
        state.withLock { state in
            if !fromStore, !state.answers.isEmpty { return state.answers.removeFirst() }
            if request.target.hasPrefix("/api/models/") { return Self.listing(state) }
            guard let path = Self.path(in: request.target), let content = state.files[path] else {
                return .init(status: 404, headers: ["X-Error-Code": "EntryNotFound"])
            }
            let tag = Self.tag(path, content)
            if Self.isLarge(path), !fromStore {
                return .init(
                    status: 302,
                    headers: [
                        "Location": "http://localhost:\(storePort)/blob/resolve/x/\(path)?signature=abc",
                        "X-Linked-ETag": "\"\(tag)\"", "X-Linked-Size": "\(content.count)",
                        "X-Repo-Commit": state.commit,
                        // The store's own tag, which is none of the hub's.
                        "ETag": "\"multipart-1\"",
                    ])
            }
            return Self.contents(
                request, content, tag: Self.isLarge(path) ? "multipart-1" : tag, &state.faults[path, default: Fault()])
        }
    }

    private static func contents(
        _ request: SocketServer.Request, _ whole: [UInt8], tag: String, _ fault: inout Fault
    ) -> SocketServer.Response {
        if !fault.answers.isEmpty { return fault.answers.removeFirst() }
        let content = fault.content ?? whole
        var response = SocketServer.Response(headers: ["ETag": "\"\(tag)\""], body: content)
        if !fault.ignoresRange, let range = request.headers["range"],
            let start = Int(range.dropFirst("bytes=".count).dropLast())
        {
            guard start < content.count else {
                return .init(status: 416, headers: ["Content-Range": "bytes */\(content.count)"])
            }
            response.status = 206
            response.body = Array(content[start...])
            response.headers["Content-Range"] = "bytes \(start)-\(content.count - 1)/\(content.count)"
        }
        if fault.breaks > 0 {
            fault.breaks -= 1
            response.breaksAfter = fault.breaksAfter
            response.beforeBreaking = fault.beforeBreaking
        }
        return response
    }

    private static func listing(_ state: State) -> SocketServer.Response {
        if let listing = state.listing { return .init(body: Array(listing.utf8)) }
        let siblings = state.files.keys.sorted().map { path -> String in
            let content = state.files[path] ?? []
            guard state.listsHashes else { return #"{"rfilename":"\#(path)"}"# }
            let large =
                isLarge(path)
                ? #","lfs":{"sha256":"\#(tag(path, content))","size":\#(content.count),"pointerSize":1}"# : ""
            let id = isLarge(path) ? String(repeating: "a", count: 40) : tag(path, content)
            return #"{"rfilename":"\#(path)","size":\#(content.count),"blobId":"\#(id)"\#(large)}"#
        }
        let json = """
            {"id":"owner/tiny","sha":"\(state.commit)","private":false,"gated":false,"pipeline_tag":"text-generation",
            "config":{"model_type":"gpt2"},"safetensors":{"parameters":{"F32":12500},"total":12500},
            "cardData":{"license":["mit"]},"siblings":[\(siblings.joined(separator: ","))]}
            """
        return .init(headers: ["Content-Type": "application/json"], body: Array(json.utf8))
    }

    /// `/owner/tiny/resolve/COMMIT/PATH?query`.
    private static func path(in target: String) -> String? {
        let path = target.prefix { $0 != "?" }.split(separator: "/")
        guard let index = path.firstIndex(of: "resolve"), index + 2 < path.count else { return nil }
        return path[(index + 2)...].joined(separator: "/").removingPercentEncoding
    }
}
