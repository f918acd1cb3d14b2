import Foundation
import Generation
import Loopback
import Synchronization
import Testing

@testable import Providers

@Suite("A model that makes pictures", .timeLimit(.minutes(5)))
struct PictureProviderTests {
    private let folder = TemporaryFolder()

    init() throws { try folder.write("", to: "here") }

    private static let sample = SamplePicture.colors.rawValue
    private static let account =
        #""usage":{"input_tokens":12,"input_tokens_details":{"text_tokens":12,"image_tokens":0},"output_tokens":1056,"total_tokens":1068}"#
    private static let whole = #"{"created":1,"data":[{"b64_json":"\#(sample)"}],\#(account)}"#

    /// The stream as the events of the SDK describe it.
    private static let stream = [
        "event: image_generation.partial_image\ndata: {\"type\":\"image_generation.partial_image\",\"b64_json\":\"\(SamplePicture.grey.rawValue)\",\"partial_image_index\":0}\n\n",
        "event: image_generation.partial_image\ndata: {\"type\":\"image_generation.partial_image\",\"b64_json\":\"\(SamplePicture.palette.rawValue)\",\"partial_image_index\":1}\n\n",
        "event: image_generation.completed\ndata: {\"type\":\"image_generation.completed\",\"b64_json\":\"\(sample)\",\(account)}\n\n",
    ]

    private func open(
        _ model: String = "gpt-image-2", saving destination: MediaDestination? = nil,
        _ post: @escaping @Sendable (LoopbackServer.Received, Int) -> [LoopbackServer.Action]
    ) async throws -> (any Provider, LoopbackServer) {
        let count = Mutex(0)
        let server = try await LoopbackServer { request in
            post(
                request,
                count.withLock { count in
                    count += 1
                    return count
                })
        }
        let services = Services.local(
            ["OPENAI_BASE_URL": server.url + "/v1", "OPENAI_API_KEY": "planted"],
            saving: destination ?? .folder(folder.path))
        return (try await services.open(.hosted(.openAI, model: model)), server)
    }

    private static let request = GenerationRequest(prompt: .chat([Message(role: .user, content: "A red fox")]))

    private var files: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter { $0 != "here" }.sorted()
    }

    private func bytes(_ name: String) -> [UInt8] {
        FileManager.default.contents(atPath: folder.path + "/" + name).map(Array.init) ?? []
    }

    @Test func `shows drafts, saves the picture and counts what it took`() async throws {
        let (provider, server) = try await open { _, _ in .stream(Self.stream) }
        let made = await Generated(provider, Self.request)
        #expect(made.failure == nil)
        #expect(files == ["mirilla-a-red-fox.png"])
        #expect(bytes("mirilla-a-red-fox.png") == SamplePicture.colors.bytes)
        #expect(made.completion?.text.hasSuffix("/mirilla-a-red-fox.png") == true)
        #expect(made.completion?.usage == Usage(promptTokens: 12, generatedTokens: 1056))
        let drafts = [SamplePicture.grey, .palette]
        let looks: [GenerationNotice] =
            try drafts.map { .picture(try Picture(png: $0.bytes), isDraft: true) }
            + [.picture(try Picture(png: SamplePicture.colors.bytes), isDraft: false)]
        #expect(made.notices == [.progress(MediaProgress(.asked))] + looks)
        let sent = try #require(JSON(parsing: server.all[0].body))
        #expect(server.all[0].path == "/v1/images/generations")
        #expect(
            sent == [
                "model": "gpt-image-2", "prompt": "A red fox", "n": 1, "stream": true, "partial_images": 2,
            ])
    }

    @Test func `tells the same wherever the stream is cut`() async throws {
        let text = Self.stream.joined()
        for cut in stride(from: 1, to: text.utf8.count, by: 61) {
            let start = String(decoding: Array(text.utf8)[..<cut], as: UTF8.self)
            let rest = String(decoding: Array(text.utf8)[cut...], as: UTF8.self)
            let (provider, server) = try await open { _, _ in .stream([start, rest]) }
            let made = await Generated(provider, Self.request)
            #expect(made.completion != nil && made.notices.count == 4, "cut at \(cut)")
            await server.stop()
        }
    }

    @Test func `sends what was chosen, and asks for no drafts of what cannot be shown`() async throws {
        let (provider, server) = try await open { _, _ in .response(Self.whole) }
        var request = Self.request
        request.media = [.size: "1536x1024", .quality: "low", .format: "webp"]
        let made = await Generated(provider, request)
        #expect(made.completion != nil)
        let sent = try #require(JSON(parsing: server.all[0].body))
        #expect(sent["size"] == "1536x1024" && sent["quality"] == "low" && sent["output_format"] == "webp")
        #expect(sent["stream"].isNull && sent["partial_images"].isNull)
    }

    @Test func `never touches a file that is there`() async throws {
        try folder.write("mine", to: "mirilla-a-red-fox.png")
        let (provider, _) = try await open { _, _ in .response(Self.whole) }
        _ = await Generated(provider, Self.request)
        _ = await Generated(provider, Self.request)
        #expect(files == ["mirilla-a-red-fox-2.png", "mirilla-a-red-fox-3.png", "mirilla-a-red-fox.png"])
        #expect(bytes("mirilla-a-red-fox.png") == Array("mine".utf8))
    }

    @Test(arguments: [MediaDestination.folder("/nowhere/at/all"), .file("/nowhere/a.png")])
    func `pays for nothing that it could not save`(place: MediaDestination) async throws {
        let (provider, server) = try await open(saving: place) { _, _ in .response(Self.whole) }
        let made = await Generated(provider, Self.request)
        #expect(made.failure?.kind == .system && made.completion == nil && server.all.isEmpty)
    }

    @Test func `does not ask for a file that is there already`() async throws {
        let (provider, server) = try await open(saving: .file(folder.path + "/here")) { _, _ in .response(Self.whole) }
        let made = await Generated(provider, Self.request)
        #expect(made.failure?.kind == .usage && server.all.isEmpty)
    }

    @Test func `asks once more without drafts where a server knows none`() async throws {
        let (provider, server) = try await open { request, count in
            count == 1
                ? .response(
                    400, #"{"error":{"message":"Unknown parameter: 'partial_images'.","param":"partial_images"}}"#)
                : .response(Self.whole)
        }
        let made = await Generated(provider, Self.request)
        #expect(made.completion != nil && server.all.count == 2)
        _ = await Generated(provider, Self.request)
        // It has learned that.
        #expect(server.all.count == 3)
    }

    @Test func `is asked again when the service is busy, but not once there was a draft`() async throws {
        let (provider, server) = try await open { _, count in
            switch count {
            case 1: .response(503, "{}")
            default:
                .stream([
                    Self.stream[0],
                    "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"server_error\",\"message\":\"gone\"}}\n\n",
                ])
            }
        }
        let made = await Generated(provider, Self.request)
        #expect(made.failure?.found == "gone" && server.all.count == 2 && files.isEmpty)
    }

    @Test(arguments: [
        (#"{"data":[]}"#, "sends no picture"), (#"{"data":[{"b64_json":"%%%"}]}"#, "sends no picture"),
        (#"{"data":[{"b64_json":"aGVsbG8gd29ybGQsIGhlbGxv"}]}"#, "sends what is no picture"),
        ("not JSON", "does not answer in its format"), ("", "does not answer in its format"),
    ])
    func `says what is wrong with an answer and saves nothing`(body: String, words: String) async throws {
        let (provider, _) = try await open { _, _ in .response(body) }
        let made = await Generated(provider, Self.request)
        #expect(made.failure?.message.contains(words) == true, "\(made.failure?.message ?? "none")")
        #expect(files.isEmpty)
    }

    @Test func `keeps a picture that cannot be shown, and says why it is not`() async throws {
        let bomb = Data(SamplePicture.bomb).base64EncodedString()
        let (provider, _) = try await open { _, _ in .response(#"{"data":[{"b64_json":"\#(bomb)"}]}"#) }
        let made = await Generated(provider, Self.request)
        #expect(bytes("mirilla-a-red-fox.png") == SamplePicture.bomb)
        guard case .notShown(let reason) = made.notices.last else { return #expect(Bool(false), "\(made.notices)") }
        #expect(reason.contains("too large"))
    }

    @Test func `says that a stream ended before its picture`() async throws {
        let (provider, _) = try await open { _, _ in .stream(Array(Self.stream.dropLast())) }
        let made = await Generated(provider, Self.request)
        #expect(made.failure?.message.contains("ended before the picture was there") == true && files.isEmpty)
    }

    @Test func `tells what the service refuses, without the key`() async throws {
        let refusal = #"{"error":{"message":"Your request with key planted was rejected","code":"moderation_blocked"}}"#
        let (provider, _) = try await open { _, _ in .response(400, refusal) }
        let made = await Generated(provider, Self.request)
        #expect(made.failure?.found?.contains("was rejected") == true)
        #expect(!"\(made.failure.map { "\($0)" } ?? "")\(made.notices)".contains("planted"))
    }

    @Test func `closes the connection when nobody waits any more`() async throws {
        let arrived = AsyncStream<Void>.makeStream()
        let (provider, server) = try await open { _, _ in [.run { arrived.continuation.yield() }, .hold] }
        let task = Task { await Generated(provider, Self.request) }
        for await _ in arrived.stream { break }
        task.cancel()
        await server.waitForClosing()
        #expect(await task.value.completion == nil && files.isEmpty)
    }

    @Test func `has a price at its own service only, and never for what is not in the table`() throws {
        let account = JSON(parsing: Array(Self.whole.utf8)) ?? .null
        func cost(_ price: Price?) throws -> Double? {
            guard case .picture(_, let usage) = try PictureFormat(model: "m", price: price).part(of: account) else {
                return nil
            }
            return usage?.costUSD
        }
        #expect(try cost(PictureModel.price(of: "gpt-image-2")) == (12 * 5 + 1056 * 30) / 1_000_000)
        #expect(try cost(PictureModel.price(of: "gpt-image-2.6-flare")) == nil)
        #expect(
            PictureModel.price(of: "gpt-image-2.5-flare-2026-09-08") == PictureModel.price(of: "gpt-image-2.5-flare"))
    }
}
