import Foundation
import Loopback
import Testing

@Suite("Hosted models in the program")
struct HostedTests {
    private static let key = "sk-planted-in-the-program"

    private func chunk(_ text: String) -> String { "data: {\"choices\":[{\"delta\":{\"content\":\"\(text)\"}}]}\n\n" }

    /// A server in the place of OpenAI.
    private func server(_ chunks: [String]) async throws -> LoopbackServer {
        try await LoopbackServer { $0.method == "POST" ? .stream(chunks) : .response(404, Self.key) }
    }

    private func run(_ arguments: [String], _ server: LoopbackServer) async throws -> ProgramRun {
        let run = try await ProgramRun(
            arguments, environment: ["OPENAI_BASE_URL": server.url + "/v1", "OPENAI_API_KEY": Self.key])
        #expect(!run.output.contains(Self.key) && !run.errors.contains(Self.key))
        return run
    }

    @Test func `generate prints text and fills the account`() async throws {
        let server = try await server([
            chunk("Hola"), chunk(" 😀"), "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n",
            "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":3}}\n\ndata: [DONE]\n\n",
        ])
        let text = try await run(["generate", "hi", "--model", "openai:gpt-4o"], server)
        #expect(text.status == 0 && text.output == "Hola 😀\n")
        let json = try await run(["generate", "hi", "--model", "openai:gpt-4o", "--format", "json"], server).json
        #expect(json["text"] as? String == "Hola 😀" && json["finish_reason"] as? String == "eos")
        let usage = try #require(json["usage"] as? [String: Any])
        #expect(usage["prompt_tokens"] as? Int == 9 && usage["generated_tokens"] as? Int == 3)
        // Whoever stands in for a service has prices of its own.
        #expect(usage["cost_usd"] is NSNull)
        let step = try #require((json["steps"] as? [[String: Any]])?.first)
        for name in ["id", "probability", "unsampled_logprob", "rank"] { #expect(step[name] is NSNull) }
    }

    @Test func `generate saves a picture as a new file and prints its path`() async throws {
        let picture =
            "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEklEQVR42mP4z8DAAMIM/4EAAB/uBfvxq7p3AAAAAElFTkSuQmCC"
        let server = try await LoopbackServer { _ in .response(#"{"data":[{"b64_json":"\#(picture)"}]}"#) }
        let file = FileManager.default.temporaryDirectory.appending(path: "mirilla-\(UUID().uuidString).png").path
        defer { try? FileManager.default.removeItem(atPath: file) }
        let question = ["generate", "a fox", "--model", "openai:gpt-image-2", "--output", file]
        let text = try await run(question + ["--offline", "--size", "1024x1024", "--quality", "low"], server)
        #expect(text.status == 0 && text.output == file + "\n", "\(text.errors)")
        #expect(FileManager.default.contents(atPath: file) == Data(base64Encoded: picture))
        #expect(server.all.last?.text.contains(#""quality":"low""#) == true)
        // What is there is not paid for twice, and not replaced.
        let count = server.all.count
        let again = try await run(question + ["--format", "json"], server)
        #expect(again.status != 0 && again.errors.contains("not replaced") && server.all.count == count)
        let wrong = try await run(question + ["--quality", "great"], server)
        #expect(wrong.status != 0 && wrong.errors.contains("auto, low, medium, high") && server.all.count == count)
        let knob = try await run(question + ["--temperature", "0.5"], server)
        #expect(knob.status != 0 && knob.errors.contains("--temperature"))
    }

    @Test(arguments: [
        ("dall-e-3", "openai:gpt-image-2.5-flare is its successor"), ("sora-2", "has no successor"),
    ])
    func `what OpenAI has shut down is told before anything is sent`(model: String, hint: String) async throws {
        let run = try await ProgramRun(
            ["generate", "hi", "--model", "openai:\(model)"],
            environment: ["OPENAI_BASE_URL": "", "OPENAI_API_KEY": Self.key])
        #expect(run.status != 0 && run.errors.contains("\(model) was shut down: 2026-") && run.errors.contains(hint))
        #expect(run.errors.split(separator: "\n").count == 1)
    }

    @Test func `what makes no text is neither compared nor swept`() async throws {
        let server = try await server([])
        let compared = try await run(
            ["compare", "hi", "--model", "openai:gpt-image-2", "--model", "openai:sora-2"], server)
        let swept = try await run(["sweep", "hi", "--model", "openai:gpt-image-2"], server)
        #expect(compared.status == 1 && swept.status == 1 && server.all.isEmpty)
        #expect(swept.errors.contains("makes no text to compare"))
    }

    @Test func `generate keeps the text of an answer that breaks off, and says why`() async throws {
        let server = try await server([chunk("Hola"), "data: {\"error\":{\"message\":\"\(Self.key) is broken\"}}\n\n"])
        let text = try await run(["generate", "hi", "--model", "openai:gpt-4o"], server)
        #expect(text.status == 1 && text.output == "Hola\n" && text.errors.contains("is broken"))
        let json = try await run(["generate", "hi", "--model", "openai:gpt-4o", "--format", "json"], server)
        #expect(json.status == 1)
        let object = try json.json
        #expect(object["text"] as? String == "Hola" && object["finish_reason"] is NSNull)
        #expect((object["error"] as? [String: Any])?["message"] as? String != nil)
    }

    @Test func `an interrupt keeps what was generated`() async throws {
        let chunk = chunk("Hola")
        let server = try await LoopbackServer { request in
            guard request.method == "POST" else { return .response(404, "{}") }
            return [.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"), .send(chunk), .hold]
        }
        let run = try await ProgramRun(
            ["generate", "hi", "--model", server.url + "/v1#m"], interruptsAfter: "Hola")
        #expect(run.status == 130 && run.output == "Hola\n")
    }

    @Test func `what cannot be sent is refused with the reason`() async throws {
        let server = try await server([])
        let knob = try await run(["generate", "hi", "--model", "openai:o3", "--temperature", "0.5"], server)
        #expect(knob.status == 2 && knob.errors.contains("a model that reasons refuses it"))
        let raw = try await run(["generate", "hi", "--raw", "--model", "openai:o3", "--offline"], server)
        #expect(raw.status == 1)
        let bench = try await run(["bench", "--model", "openai:gpt-4o"], server)
        #expect(bench.status == 1 && bench.errors.contains("measures this machine"))
        let tokens = try await run(["tokenize", "hi", "--model", "openai:gpt-4o"], server)
        #expect(tokens.status == 1 && tokens.errors.contains("does not show its tokens"))
    }

    @Test func `offline nothing leaves`() async throws {
        let run = try await ProgramRun(
            ["generate", "hi", "--model", "openai:gpt-4o", "--offline"], environment: ["OPENAI_API_KEY": Self.key])
        #expect(run.status == 1 && run.errors.contains("offline: nothing leaves this machine"))
        #expect(!run.errors.contains(Self.key))
    }

    @Test func `doctor names keys and reaches nobody unless asked`() async throws {
        let server = try await LoopbackServer { _ in .response(#"{"data":[{"id":"a"},{"id":"b"}]}"#) }
        let silent = try await run(["doctor"], server)
        #expect(silent.output.contains("OpenAI: OPENAI_API_KEY") && server.all.isEmpty)
        let asked = try await run(["doctor", "--reach"], server)
        #expect(asked.output.contains("answers, 2 models"))
    }
}
