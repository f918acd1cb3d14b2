import Generation
import Loopback
import Synchronization
import Testing

@testable import Providers

/// What a generation came to.
struct Generated: Sendable {
    var steps: [Step] = []
    var notices: [GenerationNotice] = []
    var completion: Completion?
    var failure: Failure?

    var text: String { steps.map(\.text).joined() }

    init(_ provider: any Provider, _ request: GenerationRequest = Recording.request) async {
        do {
            for try await event in provider.generate(request) {
                switch event {
                case .step(let step): steps.append(step)
                case .notice(let notice): notices.append(notice)
                case .completed(let completion): self.completion = completion
                case .prompt: break
                }
            }
        } catch {
            failure = error as? Failure
        }
    }
}

extension Services {
    /// Services that find their servers on this machine and wait for nothing.
    static func local(
        _ environment: [String: String], transport: any Transport = HTTPTransport(reach: .loopback),
        saving destination: MediaDestination = .folder("/nowhere")
    ) -> Services {
        Services(
            environment: environment, credentials: Credentials(environment: environment, folder: "/nowhere"),
            transport: transport,
            retries: RetryPolicy(pause: { _ in }, jitter: { 0 }), patience: .seconds(5),
            mediaDestination: destination)
    }
}

@Suite("A hosted model")
struct HostedProviderTests {
    private static let answer = [LoopbackServer.Action].stream([
        "data: {\"choices\":[{\"delta\":{\"content\":\"Hel\"}}]}\n\n",
        "data: {\"choices\":[{\"delta\":{\"content\":\"lo\"}}]}\n\n",
        "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n",
    ])

    /// Opens a model of a server that answers posts as given; questions about it are answered by 404.
    private func open(
        key: String = "", _ post: @escaping @Sendable (LoopbackServer.Received, Int) -> [LoopbackServer.Action]
    ) async throws -> (any Provider, LoopbackServer) {
        let count = Mutex(0)
        let server = try await LoopbackServer { request in
            guard request.method == "POST" else { return .response(404, "{}") }
            return post(
                request,
                count.withLock { count in
                    count += 1
                    return count
                })
        }
        let services = Services.local(["MIRILLA_SERVER_KEY": key])
        let provider = try await services.open(.server(url: server.url + "/v1", model: "m"))
        return (provider, server)
    }

    @Test func `streams its text and its end`() async throws {
        let (provider, server) = try await open(key: "sk-own") { _, _ in Self.answer }
        let run = await Generated(provider)
        #expect(run.text == "Hello" && run.completion?.reason == .endOfText && run.failure == nil)
        #expect(server.all.last?.path == "/v1/chat/completions")
        #expect(server.all.last?.headers["authorization"] == "Bearer sk-own")
        #expect(provider.capabilities.isLocal && provider.inspector == nil)
    }

    @Test func `learns what the model refuses, says so, and asks once more without it`() async throws {
        let (provider, server) = try await open { request, _ in
            request.text.contains("\"temperature\"")
                ? .response(400, #"{"error":{"message":"temperature is not supported","param":"temperature"}}"#)
                : Self.answer
        }
        var request = Recording.request
        request.sampling.temperature = 0.5
        let run = await Generated(provider, request)
        #expect(run.text == "Hello" && server.all.filter { $0.method == "POST" }.count == 2)
        guard
            case .parameterRefused("temperature", "temperature is not supported", let capabilities) = run.notices.first
        else {
            Issue.record("no notice: \(run.notices)")
            return
        }
        #expect(capabilities.knobs[.temperature] == .rejected(reason: "temperature is not supported"))
        #expect(provider.capabilities == capabilities)
        // From now on only somebody who forces it sends it.
        _ = await Generated(provider)
        #expect(server.all.last?.text.contains("temperature") == false)
        _ = await Generated(provider, request)
        #expect(server.all.suffix(2).map { $0.text.contains("temperature") } == [true, false])
    }

    @Test func `tries again what passes, before the first token`() async throws {
        let (provider, _) = try await open { _, count in
            switch count {
            case 1: .response(429, headers: ["retry-after": "1"], #"{"error":{"message":"slow down"}}"#)
            case 2: .stream(["data: {\"error\":{\"type\":\"overloaded_error\",\"message\":\"busy\"}}\n\n"])
            default: Self.answer
            }
        }
        let run = await Generated(provider)
        #expect(run.text == "Hello" && run.notices.count == 2)
        #expect(run.notices.allSatisfy { if case .retry = $0 { true } else { false } })
    }

    @Test func `never tries again once there is text, and keeps the text`() async throws {
        let (provider, server) = try await open { _, _ in
            .stream([
                "data: {\"choices\":[{\"delta\":{\"content\":\"Hel\"}}]}\n\n",
                "data: {\"error\":{\"type\":\"overloaded_error\",\"message\":\"busy\"}}\n\n",
            ])
        }
        let run = await Generated(provider)
        #expect(run.text == "Hel" && run.completion == nil && run.failure?.message.contains("busy") == true)
        #expect(server.all.filter { $0.method == "POST" }.count == 1)
    }

    @Test func `gives up after its last attempt with the service's own words`() async throws {
        let (provider, server) = try await open { _, _ in .response(503, #"{"error":"loading model"}"#) }
        let run = await Generated(provider)
        #expect(run.failure?.message == "the server is overloaded: HTTP 503: found loading model")
        #expect(server.all.filter { $0.method == "POST" }.count == 4)
    }

    @Test func `reads a server that does not stream`() async throws {
        let (provider, _) = try await open { _, _ in
            .response(#"{"choices":[{"message":{"content":"whole"},"finish_reason":"length"}]}"#)
        }
        let run = await Generated(provider)
        #expect(run.text == "whole" && run.completion?.reason == .length)
    }

    @Test func `says when the address is a page of the web`() async throws {
        let (provider, _) = try await open { _, _ in .response(200, type: "text/html", "<html></html>") }
        #expect(await Generated(provider).failure?.message.contains("found text/html") == true)
    }

    @Test func `cannot go on from a token or switch heads off`() async throws {
        let (provider, server) = try await open { _, _ in Self.answer }
        var request = Recording.request
        request.continuation = [1]
        #expect(await Generated(provider, request).failure?.kind == .unsupported)
        request.continuation = []
        request.interventions = [.switchOffHead(layer: 0, head: 0)]
        #expect(await Generated(provider, request).failure?.kind == .unsupported)
        #expect(server.all.allSatisfy { $0.method == "GET" })
    }

    @Test func `streams beside another one, and cancelling one does not touch the other`() async throws {
        let endless =
            [LoopbackServer.Action.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n")] + [
                .send("data: {\"choices\":[{\"delta\":{\"content\":\"first\"}}]}\n\n"), .hold,
            ]
        let slow = try await LoopbackServer { $0.method == "POST" ? endless : .response(404, "{}") }
        let (gate, opened) = AsyncStream<Void>.makeStream()
        let other = try await LoopbackServer { request in
            guard request.method == "POST" else { return .response(404, "{}") }
            return [
                .send("HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\n\r\n"),
                .send("{\"message\":{\"content\":\"a\"},\"done\":false}\n"), .wait(.milliseconds(300)),
                .send("{\"message\":{\"content\":\"b\"},\"done\":true,\"done_reason\":\"stop\"}\n"), .close,
            ]
        }
        let services = Services.local(["OPENAI_BASE_URL": slow.url, "OLLAMA_HOST": other.url])
        let first = try await services.open(.hosted(.openAI, model: "gpt-4o"))
        let second = try await services.open(.hosted(.ollama, model: "llama"))
        let cancelled = Task {
            var text = ""
            for try await event in first.generate(Recording.request) {
                if case .step(let step) = event {
                    text += step.text
                    opened.yield()
                }
            }
            return text
        }
        async let beside = Generated(second)
        for await _ in gate { break }
        cancelled.cancel()
        await slow.waitForClosing()
        #expect(try await cancelled.value == "first")
        let run = await beside
        #expect(run.text == "ab" && run.completion?.reason == .endOfText)
    }

    @Test func `takes the responses API where the model is reached by nothing else`() async throws {
        let server = try await LoopbackServer { request in
            switch request.path {
            case "/v1/chat/completions":
                .response(
                    404,
                    #"{"error":{"message":"This model is only supported in v1/responses and not in v1/chat/completions."}}"#
                )
            case "/v1/responses":
                .stream([
                    "data: {\"type\":\"response.output_text.delta\",\"delta\":\"ok\"}\n\n",
                    "data: {\"type\":\"response.completed\",\"response\":{}}\n\n",
                ])
            default: .response(404, "{}")
            }
        }
        let provider = try await Services.local(["OPENAI_BASE_URL": server.url + "/v1"]).open(
            .hosted(.openAI, model: "x"))
        for _ in 0..<2 { #expect(await Generated(provider).text == "ok") }
        #expect(server.all.filter { $0.path.hasSuffix("completions") }.count == 1)
    }
}
