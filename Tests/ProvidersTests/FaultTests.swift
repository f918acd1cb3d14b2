import Generation
import Loopback
import Testing

@testable import Providers

/// Random numbers from a seed (SplitMix64).
private struct Seeded: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

/// Waits for the answer to a prompt only so long as it is told, and for everything else as long as it takes: a machine that is
/// busy with other tests is no fault.
private struct ImpatientTransport: Transport {
    private let patient = HTTPTransport(reach: .loopback)
    private let impatient: HTTPTransport

    init(idle: Duration) {
        let limits = TimeLimits(connect: .seconds(60), idle: idle, total: .seconds(60))
        impatient = HTTPTransport(limits: limits, reach: .loopback)
    }

    func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        try await (request.method == .post ? impatient : patient).send(request)
    }
}

@Suite("Two hundred faults")
struct FaultTests {
    private static let words = ["Once", " upon", " a", " time", ",", " 😀", " é", " fin"]
    private static let key = "sk-planted-in-the-fault-run"

    /// A whole answer, its bytes, and how much of the text stands before each byte.
    private static let answer: [UInt8] = {
        let chunks =
            words.map { "data: {\"choices\":[{\"delta\":{\"content\":\"\($0)\"}}]}\n\n" }
            + ["data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n"]
        return chunks.flatMap { Array($0.utf8) }
    }()

    /// The text whose events are complete within so many bytes of the answer.
    private static func text(within count: Int) -> String {
        var parser = StreamFraming.events.makeParser()
        var reader = OpenAIReader()
        let messages = (try? parser.messages(in: answer.prefix(count))) ?? []
        return messages.flatMap { (try? reader.parts(of: $0)) ?? [] }.map { part in
            if case .text(let text) = part { text } else { "" }
        }.joined()
    }

    /// What goes wrong.
    private struct Fault {
        let actions: [LoopbackServer.Action]
        /// What must survive it.
        let text: String
        /// Whether the server falls silent, so that only a limit ends it.
        let isSilent: Bool

        init(_ actions: [LoopbackServer.Action], _ text: String, isSilent: Bool = false) {
            (self.actions, self.text, self.isSilent) = (actions, text, isSilent)
        }
    }

    private static func fault(_ seed: UInt64) -> Fault {
        var random = Seeded(state: seed)
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
        let cut = Int.random(in: 0...answer.count, using: &random)
        let sent = LoopbackServer.Action.send(Array(answer[..<cut]))
        switch seed % 8 {
        case 0: return Fault([.send(head), sent, .close], text(within: cut))
        case 1: return Fault([.send(head), sent, .hold], text(within: cut), isSilent: true)
        case 2: return Fault(.response([500, 502, 503, 529].randomElement(using: &random) ?? 500, "oops \(key)"), "")
        case 3:
            let garbage = (0..<Int.random(in: 1...400, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            return Fault([.send(garbage), .close], "")
        case 4:
            let garbage = (0..<40).map { _ in UInt8.random(in: 0...255, using: &random) }
            return Fault(
                [.send(head), sent, .send("\n\ndata: "), .send(garbage), .send("\n\n"), .close], text(within: cut))
        case 5:
            // Announced longer than it is.
            return Fault(
                [
                    .send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 99999\r\n\r\n"), sent,
                    .close,
                ],
                text(within: cut)
            )
        case 6:
            // Slow, but within the limits.
            return Fault(
                [.send(head), sent, .wait(.milliseconds(20)), .send(Array(answer[cut...])), .close],
                text(within: answer.count)
            )
        default:
            let error = "\n\ndata: {\"error\":{\"message\":\"your key \(key) has gone\"}}\n\n"
            return Fault([.send(head), sent, .send(error), .hold], text(within: cut))
        }
    }

    @Test(.timeLimit(.minutes(5)), arguments: 0..<200)
    func `lose no text, end within their limits and show no key`(seed: Int) async throws {
        let fault = Self.fault(UInt64(seed))
        let server = try await LoopbackServer { $0.method == "POST" ? fault.actions : .response(404, Self.key) }
        let transport = ImpatientTransport(idle: fault.isSilent ? .seconds(5) : .seconds(60))
        let services = Services.local(["MIRILLA_SERVER_KEY": Self.key], transport: transport)
        let provider = try await services.open(.server(url: server.url + "/v1", model: "m"))
        let run = await Generated(provider)
        #expect(run.text.hasPrefix(fault.text), "\(run.text) lost what came: \(fault.text)")
        #expect((run.completion == nil) != (run.failure == nil))
        #expect(run.completion == nil || run.text == Self.words.joined())
        #expect(server.all.allSatisfy { $0.headers["authorization"] == "Bearer \(Self.key)" })
        let written =
            "\(run.failure.map { "\($0.message) \($0.hint ?? "")" } ?? "") \(run.notices) \(provider.capabilities)"
        #expect(!written.contains(Self.key))
        await server.stop()
    }
}
