import Foundation
import Generation
import Loopback
import Synchronization
import Testing

@testable import Providers

@Suite("A model that makes videos", .timeLimit(.minutes(5)))
struct VideoProviderTests {
    private let folder = TemporaryFolder()

    init() throws { try folder.write("", to: "here") }

    private static let video = [0, 0, 0, 0x18] + Array("ftypmp42".utf8) + [UInt8](repeating: 7, count: 5000)
    private static let request = GenerationRequest(
        prompt: .chat([Message(role: .user, content: "Waves")]), media: [.seconds: "8", .size: "1280x720"])

    private static func job(_ status: String, _ percent: Int = 0, more: String = "") -> String {
        #"{"id":"video_1","object":"video","model":"sora-2","status":"\#(status)","progress":\#(percent),"seconds":"8","size":"1280x720"\#(more)}"#
    }

    private static func file(_ bytes: [UInt8] = video, length: Int? = nil) -> [LoopbackServer.Action] {
        [
            .send("HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\nContent-Length: \(length ?? bytes.count)\r\n\r\n"),
            .send(bytes),
        ] + (length == nil ? [] : [.close])
    }

    /// Opens a model whose server answers the questions about its job one after the other, the last answer again and again.
    private func open(
        _ answers: [[LoopbackServer.Action]], content: [LoopbackServer.Action] = VideoProviderTests.file()
    ) async throws -> (any Provider, LoopbackServer) {
        let count = Mutex(-1)
        let server = try await LoopbackServer { request in
            if request.path.hasSuffix("/content") { return content }
            return answers[
                count.withLock { count in
                    count += 1
                    return min(count, answers.count - 1)
                }]
        }
        let services = Services.local(
            ["OPENAI_BASE_URL": server.url + "/v1", "OPENAI_API_KEY": "planted"], saving: .folder(folder.path))
        return (try await services.open(.hosted(.openAI, model: "sora-2")), server)
    }

    private var files: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter { $0 != "here" }.sorted()
    }

    @Test func `waits for its job, tells how far it is and saves the video`() async throws {
        let (provider, server) = try await open([
            .response(Self.job("queued")), .response(Self.job("in_progress", 40)), .response(503, "{}"),
            .response(Self.job("in_progress", 90)), .response(Self.job("completed", 100)),
        ])
        let made = await Generated(provider, Self.request)
        #expect(made.failure == nil)
        #expect(made.completion?.text.hasSuffix("/mirilla-waves.mp4") == true)
        #expect(FileManager.default.contents(atPath: folder.path + "/mirilla-waves.mp4") == Data(Self.video))
        let progress = made.notices.compactMap { notice in
            if case .progress(let progress) = notice { progress } else { nil }
        }
        #expect(
            progress == [
                MediaProgress(.asked), MediaProgress(.queued, percent: 0, job: "video_1"),
                MediaProgress(.working, percent: 40, job: "video_1"),
                MediaProgress(.working, percent: 90, job: "video_1"), MediaProgress(.fetching, job: "video_1"),
            ])
        let paths = server.all.map { "\($0.method) \($0.path)" }
        #expect(paths.first == "POST /v1/videos" && paths.last == "GET /v1/videos/video_1/content")
        #expect(paths.dropFirst().dropLast().allSatisfy { $0 == "GET /v1/videos/video_1" })
        #expect(server.all.allSatisfy { $0.headers["authorization"] == "Bearer planted" })
        #expect(server.all[0].headers["content-type"] == "multipart/form-data; boundary=mirilla")
        for field in [
            "name=\"prompt\"\r\n\r\nWaves\r\n", "name=\"seconds\"\r\n\r\n8\r\n", "name=\"model\"\r\n\r\nsora-2\r\n",
        ] {
            #expect(server.all[0].text.contains(field))
        }
    }

    @Test func `chooses a boundary that the prompt does not hold`() {
        let request = GenerationRequest(prompt: .raw("--mirilla\r\n"))
        let (type, body) = VideoFormat(model: "m").form(request)
        #expect(type == "multipart/form-data; boundary=mirilla-mirilla")
        #expect(String(decoding: body, as: UTF8.self).hasSuffix("\r\n--mirilla-mirilla--\r\n"))
    }

    @Test(arguments: [
        (
            job("failed", 30, more: #","error":{"code":"moderation_blocked","message":"no such thing"}"#),
            "moderation_blocked: no such thing"
        ),
        (job("cancelled"), "status “cancelled”"), (#"{"id":"video_1"}"#, "expected its id and status"),
        (#"{"id":"video_2","status":"queued"}"#, "answers with another job"),
        (#"{"id":"a\u001b[2Jb","status":"queued"}"#, "expected its id and status"),
        ("{", "does not answer in its format"),
    ])
    func `says why there will be no video`(answer: String, words: String) async throws {
        let (provider, _) = try await open([.response(Self.job("queued")), .response(answer)])
        let made = await Generated(provider, Self.request)
        #expect(made.failure?.message.contains(words) == true, "\(made.failure?.message ?? "none")")
        #expect(files.isEmpty)
    }

    @Test func `gives up a job that never ends, and says that it goes on`() async throws {
        let (provider, _) = try await open([.response(Self.job("in_progress", 1))])
        let made = await Generated(provider, Self.request)
        #expect(made.failure?.message.contains("takes too long: video_1") == true)
        #expect(made.failure?.hint?.contains("goes on") == true)
    }

    @Test(arguments: [
        ([LoopbackServer.Action].response(404, #"{"error":{"message":"expired"}}"#), "no longer has the video"),
        (.response(200, #"{"error":"what"}"#), "sends what is no video"),
        (file(Array(video[..<5])), "sends what is no video"),
        (file(length: 90_000), ""), ([.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n"), .close], ""),
    ])
    func `leaves no file behind that is not whole`(content: [LoopbackServer.Action], words: String) async throws {
        let (provider, _) = try await open([.response(Self.job("completed", 100))], content: content)
        let made = await Generated(provider, Self.request)
        #expect(made.failure != nil && made.completion == nil && files.isEmpty)
        #expect(words.isEmpty || made.failure?.message.contains(words) == true, "\(made.failure?.message ?? "none")")
    }

    @Test func `asks no more when nobody waits any more`() async throws {
        let asked = AsyncStream<Void>.makeStream()
        let (provider, server) = try await open([
            .response(Self.job("queued")), [.run { asked.continuation.yield() }, .hold],
        ])
        let task = Task { await Generated(provider, Self.request) }
        for await _ in asked.stream { break }
        task.cancel()
        await server.waitForClosing()
        #expect(await task.value.completion == nil && files.isEmpty)
        // The API has no word for stopping a job.
        #expect(server.all.allSatisfy { $0.method != "DELETE" })
    }

    @Test func `shows no key that a server uses as the name of its job`() async throws {
        let job = #"{"id":"planted","status":"failed","error":{"message":"planted"}}"#
        let (provider, _) = try await open([.response(#"{"id":"planted","status":"queued"}"#), .response(job)])
        let made = await Generated(provider, Self.request)
        #expect(made.failure != nil && !"\(made.notices)\(made.failure.map { "\($0)" } ?? "")".contains("planted"))
    }
}
