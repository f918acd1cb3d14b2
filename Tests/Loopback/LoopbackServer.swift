import NIOCore
import NIOPosix
import Synchronization

/// A server on this machine that answers byte by byte as a test says, however wrong.
package final class LoopbackServer: Sendable {
    /// A request as it arrived.
    package struct Received: Sendable {
        package let method: String
        package let path: String
        /// Names in lower case.
        package let headers: [String: String]
        package let body: [UInt8]

        package var text: String { String(decoding: body, as: UTF8.self) }
    }

    /// One thing that the server does.
    package enum Action: Sendable {
        /// Sends bytes.
        case send([UInt8])
        /// Waits for so long.
        case wait(Duration)
        /// Closes the connection.
        case close
        /// Says nothing more and leaves the connection open.
        case hold
        /// Tells the test that it has come here.
        case run(@Sendable () -> Void)

        package static func send(_ text: String) -> Action { .send(Array(text.utf8)) }
    }

    private let channel: any Channel
    private let closings = AsyncStream<Void>.makeStream()

    /// Starts a server.
    package init(_ answer: @escaping @Sendable (Received) -> [Action]) async throws {
        let (requests, closed) = (Requests(), closings.continuation)
        self.received = requests
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        Connection(answer: answer, requests: requests, closed: closed))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
    }

    private let received: Requests

    /// The requests so far, oldest first.
    package var all: [Received] { received.list.withLock { $0 } }

    /// Where it listens.
    package var port: Int { channel.localAddress?.port ?? 0 }

    /// Its base URL.
    package var url: String { "http://127.0.0.1:\(port)" }

    /// Waits until a connection is closed, by whomever.
    package func waitForClosing() async {
        for await _ in closings.stream { return }
    }

    /// Stops listening.
    package func stop() async { try? await channel.close() }

    final class Requests: Sendable {
        let list = Mutex<[Received]>([])
    }

    /// Reads requests and plays the answers; used on its event loop only.
    private final class Connection: ChannelInboundHandler, @unchecked Sendable {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        private let answer: @Sendable (Received) -> [Action]
        private let requests: Requests
        private let closed: AsyncStream<Void>.Continuation
        private var bytes: [UInt8] = []

        init(
            answer: @escaping @Sendable (Received) -> [Action], requests: Requests,
            closed: AsyncStream<Void>.Continuation
        ) {
            self.answer = answer
            self.requests = requests
            self.closed = closed
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            bytes += unwrapInboundIn(data).readableBytesView
            while let request = takeRequest() {
                requests.list.withLock { $0.append(request) }
                play(answer(request)[...], on: context.channel)
            }
        }

        func channelInactive(context: ChannelHandlerContext) { closed.yield() }

        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

        private func play(_ actions: ArraySlice<Action>, on channel: any Channel) {
            guard let action = actions.first, channel.isActive else { return }
            let rest = actions.dropFirst()
            switch action {
            case .send(let bytes):
                channel.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil)
                play(rest, on: channel)
            case .wait(let duration):
                channel.eventLoop.scheduleTask(in: .nanoseconds(Int64(duration / .nanoseconds(1)))) {
                    self.play(rest, on: channel)
                }
            case .close: channel.close(promise: nil)
            case .hold: break
            case .run(let body):
                body()
                play(rest, on: channel)
            }
        }

        private func takeRequest() -> Received? {
            guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
            let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
            var headers: [String: String] = [:]
            for line in lines.dropFirst() {
                let parts = line.split(separator: ":", maxSplits: 1)
                guard parts.count == 2 else { continue }
                headers[parts[0].lowercased()] = parts[1].trimmingPrefix(" ").description
            }
            let length = headers["content-length"].flatMap { Int($0) } ?? 0
            guard bytes.count >= end.upperBound + length else { return nil }
            let words = (lines.first ?? "").split(separator: " ")
            let body = Array(bytes[end.upperBound..<end.upperBound + length])
            bytes.removeFirst(end.upperBound + length)
            return Received(
                method: words.first.map(String.init) ?? "", path: words.dropFirst().first.map(String.init) ?? "",
                headers: headers, body: body)
        }
    }
}

extension [LoopbackServer.Action] {
    /// A whole response, with its length.
    package static func response(
        _ status: Int, type: String = "application/json", headers: [String: String] = [:], _ body: String
    ) -> [LoopbackServer.Action] {
        let fields = headers.map { "\($0.key): \($0.value)\r\n" }.sorted().joined()
        return [
            .send(
                "HTTP/1.1 \(status) Status\r\nContent-Type: \(type)\r\nContent-Length: \(body.utf8.count)\r\n\(fields)\r\n\(body)"
            )
        ]
    }

    /// A whole response of JSON.
    package static func response(_ body: String) -> [LoopbackServer.Action] { response(200, body) }

    /// A stream in chunks, properly ended.
    package static func stream(type: String = "text/event-stream", _ chunks: [String]) -> [LoopbackServer.Action] {
        [.send("HTTP/1.1 200 OK\r\nContent-Type: \(type)\r\nTransfer-Encoding: chunked\r\n\r\n")]
            + chunks.map { .send("\(String($0.utf8.count, radix: 16))\r\n\($0)\r\n") } + [.send("0\r\n\r\n")]
    }
}
