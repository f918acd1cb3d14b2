import Foundation
import Testing

@Suite("The headless commands")
struct CommandsTests {
    @Test(arguments: [
        (["generate", "x", "--temperature", "-1"], "--temperature: expected 0 to 100, found -1"),
        (["generate", "x", "--top-p", "2"], "--top-p: expected 0 to 1, found 2"),
        (["generate", "x", "--max-new-tokens", "-1"], "--max-new-tokens: expected 0 or more, found -1"),
        (["generate", "x", "--context", "0"], "--context"), (["generate", "x", "--context", "99999999"], "context"),
        (["generate", "x", "--temperature", "warm"], "temperature"), (["generate"], "prompt"),
        (["generate", "x", "--raw", "--system", "y"], "--system"), (["generate", "x", "--stop", ""], "--stop"),
        (["generate", "x", "--interventions", "on 1:2"], "off LAYER:HEAD"),
        (["generate", "x", "--interventions", "off 999:0"], "999"),
        (["generate", "x", "--interventions", "off mlp 999"], "no such layer: 999"),
        (["generate", "x", "--interventions", "off mlp"], "off mlp LAYER"),
        (["generate", "x", "--model", "llama3:8b"], "llama3:8b"),
        (["generate", "x", "--unknown"], "--unknown"), (["generate", "x", "--logprobs", "-1"], "--logprobs"),
        (["tokenize"], "text"), (["trace", "x"], "output"), (["bench", "--repetitions", "0"], "--repetitions"),
        (["bench", "--prefill", "1,x"], "prefill"), (["nonsense"], "nonsense"), (["models", "nonsense"], "nonsense"),
        (["models", "pull", "a b/c"], "OWNER/NAME"), (["models", "pull", "hf:a/b@"], "revision"),
        (["models", "remove", "hf:a/b/c"], "OWNER/NAME"),
    ])
    func `refuse wrong usage with one line and status 2`(arguments: [String], fragment: String) async throws {
        let run = try await ProgramRun(arguments)
        #expect(run.status == 2)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains(fragment))
        #expect(run.errors.count { $0 == "\n" } == 1)
    }

    @Test(arguments: [
        (["generate", "x", "--model", "/no/such/model"], "not_found"),
        (["generate", "x", "--model", "hf:nobody/nothing"], "not_found"),
        (["tokenize", "x", "--model", "ollama-store:nothing"], "not_found"),
        (["tokenize", "x", "--model", #filePath], "malformed"), (["models", "show", "/no/such/model"], "not_found"),
        (["bench", "--model", "/no/such/model"], "not_found"),
        (["models", "pull", "owner/name", "--offline"], "network"),
        (["models", "show", "hf:owner/name", "--offline"], "network"),
    ])
    func `tell a failure with status 1, and as JSON where JSON was asked for`(arguments: [String], kind: String)
        async throws
    {
        let run = try await ProgramRun(arguments + ["--format", "json"])
        #expect(run.status == 1)
        #expect(run.errors.hasPrefix("mirilla: "))
        #expect(run.errors.count { $0 == "\n" } == 1)
        let error = try #require(try run.json["error"] as? [String: Any])
        #expect(Set(error.keys) == ["kind", "message", "hint"])
        #expect(error["kind"] as? String == kind)
        #expect(run.errors.contains(error["message"] as? String ?? "?"))
    }

    @Test func `find the models in the home that the environment names, one that is in parts once`() async throws {
        let home = FileManager.default.temporaryDirectory.appending(path: "mirilla-home-\(UUID().uuidString)")
        let folder = home.appending(path: ".lmstudio/models/somebody/model")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: home) }
        for part in 1...2 { try Data("GGUF".utf8).write(to: folder.appending(path: "m-0000\(part)-of-00002.gguf")) }
        let run = try await ProgramRun(["models", "list"], environment: ["HOME": home.path, "XDG_CACHE_HOME": ""])
        #expect(run.status == 0 && run.output.contains(folder.path + "/m-00001-of-00002.gguf"))
        #expect(!run.output.contains("m-00002-of-00002.gguf"))
    }

    @Test func `tell wrong usage as JSON too`() async throws {
        let run = try await ProgramRun(["generate", "--format=json"])
        #expect(run.status == 2)
        let error = try #require(try run.json["error"] as? [String: Any])
        #expect(error["kind"] as? String == "usage")
    }

    @Test(arguments: [[], ["tui"], ["--model", "nano", "--temperature", "0.5"]])
    func `say that the playground needs a terminal, and what does not`(arguments: [String]) async throws {
        let run = try await ProgramRun(arguments)
        #expect(run.status == 2)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("mirilla generate"))
        #expect(run.errors.count { $0 == "\n" } == 1)
    }

    @Test(arguments: [
        [], ["tui"], ["generate"], ["tokenize"], ["trace"], ["render"], ["embed"], ["search"], ["models"],
        ["models", "list"], ["bench"],
        ["doctor"],
    ])
    func `explain themselves with an example`(command: [String]) async throws {
        let run = try await ProgramRun(command + ["--help"])
        #expect(run.status == 0)
        #expect(run.output.contains("Example: mirilla"))
        #expect(run.errors.isEmpty)
    }

    @Test func `take standard input exactly as it is`() async throws {
        let text = "  ¿Qué?\n\n\tfin\r\n "
        let run = try await ProgramRun(["tokenize", "-", "--no-special", "--format", "json"], input: Array(text.utf8))
        let json = try run.json
        let tokens = try #require(json["tokens"] as? [[String: Any]])
        #expect(json["count"] as? Int == tokens.count)
        #expect(json["model"] as? String == "nano")
        #expect(tokens.flatMap { $0["bytes"] as? [Int] ?? [] } == text.utf8.map(Int.init))
        #expect(Set(tokens[0].keys) == ["id", "text", "bytes", "special"])
    }

    @Test func `read bytes that are not UTF-8 as replacement characters and say so`() async throws {
        let run = try await ProgramRun(
            ["tokenize", "-", "--no-special", "--format", "json"], input: [0x61, 0xFF, 0x62])
        #expect(run.status == 0)
        #expect(run.errors.contains("not valid UTF-8"))
        let tokens = try #require(try run.json["tokens"] as? [[String: Any]])
        #expect(tokens.flatMap { $0["bytes"] as? [Int] ?? [] } == "a\u{FFFD}b".utf8.map(Int.init))
    }

    @Test func `list and describe models`() async throws {
        let cache = ["HF_HUB_CACHE": "/nowhere", "OLLAMA_MODELS": "/nowhere", "HOME": "/nowhere"]
        let list = try await ProgramRun(["models", "list", "--format", "json"], environment: cache)
        let models = try #require(try list.json["models"] as? [[String: Any]])
        #expect(models.first?["ref"] as? String == "nano")
        let keys = [
            "ref", "store", "path", "bytes", "architecture", "parameters", "context_limit", "weight_type", "memory",
            "obstacle",
        ]
        #expect(models.first.map { Set($0.keys) } == Set(keys))
        let table = try await ProgramRun(["models", "list"], environment: cache)
        #expect(table.output.split(separator: "\n").count == 2)
        let show = try await ProgramRun(["models", "show", "nano"])
        #expect(show.status == 0)
        #expect(show.output.contains("sha256"))
        #expect(show.output.contains("vocabulary"))
    }

    @Test(arguments: [
        ("nano", "it is a part of mirilla"), ("ollama-store:llama3", "ollama rm llama3"),
        ("./folder", "the program that put them there"), ("openai:gpt", "not on this machine"),
    ])
    func `remove only what is in the Hugging Face cache`(reference: String, hint: String) async throws {
        let run = try await ProgramRun(["models", "remove", reference, "--yes"])
        #expect(run.status == 1)
        #expect(run.errors.contains(hint))
    }

    @Test func `remove a model without asking only when told so`() async throws {
        let cache = URL(filePath: NSTemporaryDirectory()).appending(path: "mirilla-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: cache) }
        let snapshot = cache.appending(path: "models--o--n/snapshots/abc")
        try FileManager.default.createDirectory(at: snapshot, withIntermediateDirectories: true)
        try Data("{}".utf8).write(to: snapshot.appending(path: "config.json"))
        let environment = ["HF_HUB_CACHE": cache.path]
        let asking = try await ProgramRun(["models", "remove", "hf:o/n"], environment: environment)
        #expect(asking.status == 2)
        #expect(asking.errors.contains("--yes"))
        #expect(FileManager.default.fileExists(atPath: snapshot.path))
        let told = try await ProgramRun(["models", "remove", "o/n", "--yes"], environment: environment)
        #expect(told.status == 0)
        #expect(told.output.hasPrefix("removed hf:o/n"))
        #expect(!FileManager.default.fileExists(atPath: cache.appending(path: "models--o--n").path))
    }

    @Test func `measure speed as the contract says`() async throws {
        let run = try await ProgramRun([
            "bench", "--prefill", "8", "--decode", "2", "--context", "4", "--repetitions", "2", "--trace", "--format",
            "json",
        ])
        let json = try run.json
        #expect(
            Set(json.keys) == ["model", "threads", "cpu", "results", "load_ms", "weights_bytes", "peak_rss_bytes"])
        let results = try #require(json["results"] as? [[String: Any]])
        #expect(results.compactMap { $0["kind"] as? String } == ["prefill", "decode", "prefill", "decode"])
        #expect(results.compactMap { $0["trace"] as? Bool } == [false, false, true, true])
        for result in results {
            let rate = try #require(result["tokens_per_second"] as? [String: Double])
            let (least, median, most) = try (
                #require(rate["min"]), #require(rate["median"]), #require(rate["max"])
            )
            #expect(least > 0 && least <= median && median <= most)
        }
    }

    @Test func `name keys and never show them`() async throws {
        let run = try await ProgramRun(
            ["doctor"], environment: ["OPENAI_API_KEY": "sk-secret", "TERM": "xterm-256color"])
        #expect(run.status == 0)
        #expect(run.output.contains("OpenAI: OPENAI_API_KEY"))
        #expect(!run.output.contains("secret") && !run.errors.contains("secret"))
        #expect(run.output.contains("256"))
        #expect(run.output.contains("nano          works"))
    }

    @Test func `write a trace whose tensors have the contract's shapes`() async throws {
        let path = NSTemporaryDirectory() + "/mirilla-\(UUID().uuidString).safetensors"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let run = try await ProgramRun(["trace", "La casa", "--raw", "--max-new-tokens", "2", "--output", path])
        #expect(run.status == 0)
        let data = try Data(contentsOf: URL(filePath: path))
        let size = data.prefix(8).enumerated().reduce(0) { $0 + Int($1.element) << (8 * $1.offset) }
        let header = try #require(
            try JSONSerialization.jsonObject(with: data.dropFirst(8).prefix(size)) as? [String: [String: Any]])
        func shape(_ name: String) throws -> [Int] { try #require(header[name]?["shape"] as? [Int], "\(name)") }
        let tokens = try shape("tokens")[0]
        let heads = try shape("attention.0")
        #expect(heads == [heads[0], tokens, tokens])
        #expect(try shape("logits")[0] == tokens)
        #expect(try shape("q.0") == [heads[0], tokens, try shape("k.0")[2]])
        #expect(try shape("k.0") == shape("v.0"))
        #expect(try shape("hidden.0") == shape("hidden.final"))
        let metadata = try #require(header["__metadata__"])
        #expect(metadata["model"] as? String == "nano")
        #expect(metadata["prompt"] as? String == "La casa")
        #expect(metadata["version"] != nil)
        #expect(
            data.count == 8 + size + header.values.compactMap { ($0["data_offsets"] as? [Int])?.last }.reduce(0, max))
    }
}
