import Generation
import Loopback
import Providers
import Testing

@Suite("The transport")
struct HTTPTransportTests {
    private func read(_ response: HTTPResponse) async throws -> String {
        String(decoding: try await response.body.bytes(limit: 1 << 20), as: UTF8.self)
    }

    private func failure(_ url: String, _ transport: HTTPTransport) async -> Failure? {
        await #expect(throws: Failure.self) {
            let response = try await transport.send(HTTPRequest(.get, url))
            _ = try await response.body.bytes(limit: 1 << 20)
        }
    }

    @Test func `sends method, path, fields and body, and gives status, fields and body`() async throws {
        let server = try await LoopbackServer { _ in .response(201, headers: ["X-Seen": "yes"], "made") }
        let response = try await HTTPTransport().send(
            HTTPRequest(
                .post, server.url + "/path?x=1", headers: ["X-Asked": "a"], credential: .bearer(APIKey("secret")),
                body: Array("what".utf8)))
        #expect(response.status == 201 && response.headers["x-seen"] == "yes")
        #expect(try await read(response) == "made")
        let request = try #require(server.all.first)
        #expect(request.method == "POST" && request.path == "/path?x=1" && request.text == "what")
        #expect(request.headers["x-asked"] == "a" && request.headers["authorization"] == "Bearer secret")
    }

    @Test func `leaves the key behind where a redirect leads to another host`() async throws {
        let other = try await LoopbackServer { _ in .response("there") }
        let server = try await LoopbackServer { request in
            request.path == "/same"
                ? .response("here")
                : .response(302, headers: ["Location": request.path == "/a" ? "/same" : other.url + "/x"], "")
        }
        let transport = HTTPTransport()
        func get(_ path: String) async throws -> HTTPResponse {
            try await transport.send(HTTPRequest(.get, server.url + path, credential: .bearer(APIKey("secret"))))
        }
        #expect(try await read(get("/a")) == "here")
        #expect(server.all.last?.headers["authorization"] == "Bearer secret")
        let response = try await get("/b")
        #expect(response.url == other.url + "/x")
        #expect(try await read(response) == "there")
        #expect(other.all.map { $0.headers["authorization"] } == [nil])
    }

    @Test func `sends no text to where a redirect leads`() async throws {
        let other = try await LoopbackServer { _ in .response("there") }
        let server = try await LoopbackServer { _ in .response(307, headers: ["Location": other.url], "") }
        await #expect(throws: Failure.self) {
            try await HTTPTransport().send(HTTPRequest(.post, server.url, body: Array("private".utf8)))
        }
        #expect(other.all.isEmpty)
        let handed = try await HTTPTransport().send(HTTPRequest(.get, server.url, redirects: .handOver))
        #expect(handed.status == 307 && handed.headers["location"] == other.url)
    }

    @Test func `gives up on redirects without end`() async throws {
        let server = try await LoopbackServer { _ in .response(302, headers: ["Location": "/again"], "") }
        #expect(await failure(server.url, HTTPTransport())?.message.contains("again and again") == true)
        #expect(server.all.count == 6)
    }

    @Test(arguments: [
        "https://example.com/", "http://10.0.0.1:9/", "http://localhost.example.com/", "http://127.0.0.1.nip.io/",
    ])
    func `lets nothing leave when offline`(url: String) async {
        let failure = await failure(url, HTTPTransport(reach: .loopback))
        #expect(failure?.message.hasPrefix("offline: nothing leaves this machine") == true)
    }

    @Test func `stays on this machine when offline, wherever a redirect leads`() async throws {
        let server = try await LoopbackServer { request in
            request.path == "/fine" ? .response("fine") : .response(302, headers: ["Location": "http://192.0.2.1/"], "")
        }
        let transport = HTTPTransport(reach: .loopback)
        #expect(try await read(transport.send(HTTPRequest(.get, server.url + "/fine"))) == "fine")
        #expect(await failure(server.url + "/away", transport)?.message.contains("offline") == true)
    }

    @Test func `refuses to send a key in the clear to another machine`() async {
        let failure = await #expect(throws: Failure.self) {
            try await HTTPTransport().send(
                HTTPRequest(.get, "http://192.0.2.1/", credential: .bearer(APIKey("secret"))))
        }
        #expect(failure?.message.contains("in the clear") == true && failure?.message.contains("secret") == false)
    }

    @Test func `says in one line what went wrong`() async throws {
        let transport = HTTPTransport()
        let impatient = HTTPTransport(limits: TimeLimits(idle: .milliseconds(200)))
        func message(_ actions: [LoopbackServer.Action], _ transport: HTTPTransport = transport) async throws -> String?
        {
            let server = try await LoopbackServer { _ in actions }
            return await failure(server.url + "/p?key=abc", transport)?.what
        }
        let head = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n"
        #expect(try await message([.close]) == "the server closed the connection early")
        let early = try await message([.send(head + "part"), .close])
        #expect(early == "the server closed the connection early")
        #expect(try await message([.send(head + "part"), .hold], impatient) == "the server was silent for 200 ms")
        #expect(try await message([.hold], impatient) == "the server was silent for 200 ms")
        #expect(try await message([.send("garbage\r\n\r\n"), .close]) == "the server does not speak HTTP")
        let closed = try await LoopbackServer { _ in [] }
        await closed.stop()
        #expect(await failure(closed.url, transport)?.what == "the connection was refused")
        #expect(await failure("https://127.0.0.1:\(closed.port)", transport)?.what == "the connection was refused")
        #expect(await failure("http://no-such-host.invalid/", transport)?.what == "no such host")
        #expect(await failure("ftp://host/", transport)?.kind == .usage)
    }

    @Test func `ends within its limits where a secure connection meets a server that speaks none`() async throws {
        let server = try await LoopbackServer { _ in .response("plain") }
        let limits = TimeLimits(connect: .milliseconds(300), idle: .seconds(60), total: .seconds(60))
        let failure = await failure("https://127.0.0.1:\(server.port)/", HTTPTransport(limits: limits))
        #expect(failure?.what == "no connection within 300 ms")
    }

    @Test func `ends an answer that takes too long although it keeps coming`() async throws {
        let drip = (0..<400).flatMap { _ in [LoopbackServer.Action.send("1\r\nx\r\n"), .wait(.milliseconds(10))] }
        let server = try await LoopbackServer { _ in
            [.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")] + drip
        }
        let transport = HTTPTransport(
            limits: TimeLimits(connect: .seconds(5), idle: .seconds(5), total: .milliseconds(300)))
        #expect(await failure(server.url, transport)?.what == "the answer took longer than 300 ms")
    }

    @Test func `closes the connection when the reader is cancelled`() async throws {
        let server = try await LoopbackServer { _ in
            [.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"), .hold]
        }
        let (arrivals, arrived) = AsyncStream<[UInt8]>.makeStream()
        let reader = Task {
            let response = try await HTTPTransport().send(HTTPRequest(.get, server.url))
            for try await chunk in response.body { arrived.yield(chunk) }
        }
        for await chunk in arrivals {
            #expect(chunk == Array("abc".utf8))
            break
        }
        reader.cancel()
        await server.waitForClosing()
        await #expect(throws: CancellationError.self) { try await reader.value }
    }

    @Test func `refuses a body beyond what it is asked for`() async throws {
        let server = try await LoopbackServer { _ in .response(String(repeating: "x", count: 5000)) }
        let response = try await HTTPTransport().send(HTTPRequest(.get, server.url))
        await #expect(throws: Failure.self) { try await response.body.bytes(limit: 4999) }
    }
}
