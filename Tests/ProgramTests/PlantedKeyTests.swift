import Foundation
import Loopback
import Testing

/// Everything that the program says or writes, looked through for keys.
@Suite("Planted keys", .serialized, .ownThread, .timeLimit(.minutes(5)))
struct PlantedKeyTests {
    private let home: URL

    init() throws {
        home = FileManager.default.temporaryDirectory.appending(path: "mirilla-planted-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
    }

    private func run(_ arguments: [String], _ server: LoopbackServer) async throws -> ProgramRun {
        try await ProgramRun(arguments, environment: PlantedKeys.environment(home: home, server: server.url))
    }

    @Test(arguments: PlantedKeys.Manner.allCases)
    func `do not come out again when a server gives them back`(manner: PlantedKeys.Manner) async throws {
        defer { try? FileManager.default.removeItem(at: home) }
        let server = try await PlantedKeys.tellTale(manner)
        let commands = [
            ["generate", "hi", "--model", "openai:gpt-4o"], ["generate", "hi", "--model", "anthropic:claude"],
            ["generate", "hi", "--model", "gemini:gemini", "--format", "json"],
            ["generate", "hi", "--model", "ollama:llama"],
            ["generate", "hi", "--model", server.url + "/v1#m", "--format", "jsonl"], ["models", "pull", "owner/tiny"],
            ["generate", "hi", "--model", "openai:gpt-image-2", "--output", home.path + "/picture"],
            ["generate", "hi", "--model", "openai:sora-2", "--output", home.path + "/video", "--format", "json"],
            ["models", "list"], ["doctor", "--reach"],
        ]
        for command in commands {
            let run = try await run(command, server)
            #expect(PlantedKeys.halves(in: run.output + run.errors).isEmpty, "\(command): \(run.output)\(run.errors)")
        }
        #expect(PlantedKeys.leaks(in: home).isEmpty)
        // Otherwise nothing could have come back.
        let shown = server.all.map { $0.headers.values.joined() }.joined()
        for key in PlantedKeys.all { #expect(shown.contains(key), "\(key) was never shown") }
    }

    @Test func `are not in what a pull writes`() async throws {
        defer { try? FileManager.default.removeItem(at: home) }
        let commit = String(repeating: "c", count: 40)
        let listing = #"""
            {"sha":"\#(commit)","siblings":[
             {"rfilename":"config.json","size":21,"blobId":"681c693376013230a961d427942459a2ac613f60"},
             {"rfilename":"model.safetensors","size":8,"blobId":"b","lfs":{"size":8,
              "sha256":"ef797c8118f02dfb649607dd5d3f8c7623048c9c063d532cc95c5ed7a898a64f"}}]}
            """#
        let server = try await LoopbackServer { request in
            if request.path.hasPrefix("/api/models/owner/tiny/revision/main") { return .response(listing) }
            if request.path.hasSuffix("/config.json") { return .response(200, #"{"model_type":"gpt2"}"#) }
            if request.path.hasSuffix("/model.safetensors") { return .response(200, "12345678") }
            return .response(404, "{}")
        }
        let pull = try await run(["models", "pull", "owner/tiny"], server)
        #expect(pull.status == 0, "\(pull.errors)")
        #expect(server.all.contains { $0.headers["authorization"] == "Bearer " + PlantedKeys.hub })
        #expect(PlantedKeys.halves(in: pull.output + pull.errors).isEmpty)
        let written = FileManager.default.enumerator(atPath: home.path)?.allObjects.count ?? 0
        #expect(written > 3 && PlantedKeys.leaks(in: home).isEmpty)
    }

    @Test func `are not in what a crash says`() async throws {
        defer { try? FileManager.default.removeItem(at: home) }
        let server = try await LoopbackServer { request in
            guard request.method == "POST" else { return .response(404, "{}") }
            let chunk = "data: {\"choices\":[{\"delta\":{\"content\":\"Hola\"}}]}\n\n"
            // A signal from outside ends nothing once its report is written, so the server does.
            return [
                .send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"), .send(chunk), .wait(.seconds(1)),
                .close,
            ]
        }
        var environment = PlantedKeys.environment(home: home, server: server.url)
        // All that the backtracer can say, as soon as it can.
        environment["SWIFT_BACKTRACE"] =
            "enable=yes,interactive=no,color=no,symbolicate=off,sanitize=no,threads=all,registers=all,cache=no"
        let run = try await ProgramRun(
            ["generate", "hi", "--model", "openai:gpt-4o"], environment: environment, interruptsAfter: "Hola",
            by: SIGSEGV)
        #expect(run.status < 0 || run.errors.contains("crashed"), "\(run.errors)")
        #expect(run.output.hasPrefix("Hola"))
        #expect(PlantedKeys.halves(in: run.output + run.errors).isEmpty)
        #expect(PlantedKeys.leaks(in: home).isEmpty)
    }
}
