import Crypto
import Foundation
import Loopback
import Synchronization

/// A hub on this machine, and the store of large files that it points to, which is another server under another name.
final class HubServer: Sendable {
    /// What is answered.
    struct Response: Sendable {
        var status = 200
        var headers: [String: String] = [:]
        var body: [UInt8] = []
        /// So many bytes of the body come, whatever length was announced.
        var sentCount: Int?
        /// What follows these bytes.
        var ending: [LoopbackServer.Action] = []

        /// The same, byte by byte.
        func actions(to method: String) -> [LoopbackServer.Action] {
            let fields = headers.map { "\($0.key): \($0.value)\r\n" }.sorted().joined()
            let head = "HTTP/1.1 \(status) Status\r\nContent-Length: \(body.count)\r\n\(fields)\r\n"
            return method == "HEAD"
                ? [.send(head)] : [.send(Array(head.utf8) + body.prefix(sentCount ?? body.count))] + ending
        }
    }

    /// What goes wrong with a file.
    struct Fault: Sendable {
        var ignoresRange = false
        /// Each answer breaks off after so many bytes, so often.
        var breaksAfter: Int?
        var breaks = 0
        /// What happens there.
        var ending: [LoopbackServer.Action] = [.close]
        /// What comes in place of the content.
        var content: [UInt8]?
        /// Answers that come first.
        var answers: [Response] = []
    }

    static let commit = "0123456789abcdef0123456789abcdef01234567"
    static let repository = "owner/tiny"

    /// A repository as small as they come.
    static let tiny: [String: [UInt8]] = [
        "config.json": Array(#"{"model_type":"gpt2"}"#.utf8), "tokenizer.json": Array("{}".utf8),
        "README.md": Array("# Tiny".utf8), "pytorch_model.bin": [1, 2, 3],
        "model.safetensors": (0..<50_000).map { UInt8(truncatingIfNeeded: $0 &* 7 ^ $0 >> 8) },
    ]

    private let contents: Contents
    private let hub: LoopbackServer
    private let store: LoopbackServer

    init(_ files: [String: [UInt8]] = HubServer.tiny) async throws {
        let contents = Contents(files)
        let store = try await LoopbackServer { contents.answerOfStore($0).actions(to: $0.method) }
        let port = store.port
        hub = try await LoopbackServer { contents.answerOfHub($0, storePort: port).actions(to: $0.method) }
        (self.contents, self.store) = (contents, store)
    }

    var endpoint: String { hub.url }
    /// What the hub was asked.
    var requests: [LoopbackServer.Received] { hub.all }
    /// What the store of large files was asked.
    var storeRequests: [LoopbackServer.Received] { store.all }

    /// Makes something go wrong with a file.
    func set(_ fault: Fault, for path: String) { contents.state.withLock { $0.faults[path] = fault } }
    /// Answers that come before any other.
    func set(first answers: [Response]) { contents.state.withLock { $0.answers = answers } }
    /// What the listing says, whatever there is.
    func set(listing: String) { contents.state.withLock { $0.listing = listing } }
    /// Leaves hashes and sizes out of the listing.
    func hideHashes() { contents.state.withLock { $0.listsHashes = false } }
    /// A new commit.
    func commit(_ commit: String, _ files: [String: [UInt8]]) {
        contents.state.withLock { ($0.commit, $0.files) = (commit, files) }
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

    fileprivate static func isLarge(_ path: String) -> Bool {
        [".safetensors", ".gguf", ".bin"].contains { path.hasSuffix($0) }
    }
}

/// What the hub has, and what goes wrong with it.
private final class Contents: Sendable {
    struct State {
        var files: [String: [UInt8]]
        var faults: [String: HubServer.Fault] = [:]
        var answers: [HubServer.Response] = []
        var listsHashes = true
        var listing: String?
        var commit = HubServer.commit
    }

    let state: Mutex<State>

    init(_ files: [String: [UInt8]]) { state = Mutex(State(files: files)) }

    func answerOfHub(_ request: LoopbackServer.Received, storePort: Int) -> HubServer.Response {
        state.withLock { state in
            if !state.answers.isEmpty { return state.answers.removeFirst() }
            if request.path.hasPrefix("/api/models/") { return Self.listing(state) }
            guard let path = Self.path(in: request), let content = state.files[path] else { return Self.missing }
            let tag = HubServer.tag(path, content)
            guard HubServer.isLarge(path) else {
                return Self.content(content, request, tag: tag, &state.faults[path, default: HubServer.Fault()])
            }
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
    }

    func answerOfStore(_ request: LoopbackServer.Received) -> HubServer.Response {
        state.withLock { state in
            guard let path = Self.path(in: request), let content = state.files[path] else { return Self.missing }
            return Self.content(content, request, tag: "multipart-1", &state.faults[path, default: HubServer.Fault()])
        }
    }

    private static let missing = HubServer.Response(status: 404, headers: ["X-Error-Code": "EntryNotFound"])

    private static func content(
        _ whole: [UInt8], _ request: LoopbackServer.Received, tag: String, _ fault: inout HubServer.Fault
    ) -> HubServer.Response {
        if !fault.answers.isEmpty { return fault.answers.removeFirst() }
        let content = fault.content ?? whole
        var response = HubServer.Response(headers: ["ETag": "\"\(tag)\""], body: content)
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
            (response.sentCount, response.ending) = (fault.breaksAfter, fault.ending)
        }
        return response
    }

    private static func listing(_ state: State) -> HubServer.Response {
        if let listing = state.listing { return .init(body: Array(listing.utf8)) }
        let siblings = state.files.keys.sorted().map { path -> String in
            let content = state.files[path] ?? []
            guard state.listsHashes else { return #"{"rfilename":"\#(path)"}"# }
            let large =
                HubServer.isLarge(path)
                ? #","lfs":{"sha256":"\#(HubServer.tag(path, content))","size":\#(content.count),"pointerSize":1}"# : ""
            let id = HubServer.isLarge(path) ? String(repeating: "a", count: 40) : HubServer.tag(path, content)
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
    private static func path(in request: LoopbackServer.Received) -> String? {
        let path = request.path.prefix { $0 != "?" }.split(separator: "/")
        guard let index = path.firstIndex(of: "resolve"), index + 2 < path.count else { return nil }
        return path[(index + 2)...].joined(separator: "/").removingPercentEncoding
    }
}
