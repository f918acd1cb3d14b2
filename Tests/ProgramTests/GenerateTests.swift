import Foundation
import Testing

@Suite("mirilla generate")
struct GenerateTests {
    /// A reward for repetition: whatever a model begins with, it soon repeats for ever, so that only the limit ends its text.
    private static let lasting = ["--raw", "--temperature", "0", "--frequency-penalty", "-2"]

    @Test func `writes one JSON object with the contract's keys in the contract's order`() async throws {
        let run = try await ProgramRun(
            [
                "generate", "La", "--max-new-tokens", "3", "--logprobs", "2", "--format", "json", "--seed", "7",
            ] + Self.lasting)
        #expect(run.status == 0)
        let json = try run.json
        let keys = ["model", "prompt", "steps", "text", "finish_reason", "settings", "timings", "usage"]
        #expect(Set(json.keys) == Set(keys))
        var position = run.output.startIndex
        for key in keys {
            let range = try #require(run.output.range(of: "\"\(key)\":", range: position..<run.output.endIndex))
            position = range.lowerBound
        }
        let model = try #require(json["model"] as? [String: Any])
        #expect(
            Set(model.keys) == [
                "ref", "name", "architecture", "parameters", "context_limit", "vocabulary_size", "sha256",
            ])
        #expect(model["ref"] as? String == "nano")
        #expect((model["sha256"] as? String)?.count == 64)
        let settings = try #require(json["settings"] as? [String: Any])
        #expect(
            Set(settings.keys) == [
                "temperature", "max_new_tokens", "context", "top_k", "top_p", "min_p", "typical_p",
                "repetition_penalty", "presence_penalty", "frequency_penalty", "seed", "stop", "interventions",
            ])
        #expect(settings["seed"] as? Int == 7)
        #expect(settings["context"] as? Int == model["context_limit"] as? Int)
        let timings = try #require(json["timings"] as? [String: Any])
        #expect(
            Set(timings.keys) == [
                "load_ms", "prefill_tokens", "prefill_tokens_per_second", "first_token_ms", "decode_tokens_per_second",
            ])
        let usage = try #require(json["usage"] as? [String: Any])
        #expect(usage["generated_tokens"] as? Int == 3)
        #expect(usage["cost_usd"] is NSNull)
        let steps = try #require(json["steps"] as? [[String: Any]])
        #expect(steps.count == 3)
        for (index, step) in steps.enumerated() {
            #expect(step["index"] as? Int == index)
            let probability = try #require(step["probability"] as? Double)
            let logprob = try #require(step["logprob"] as? Double)
            #expect(abs(exp(logprob) - probability) < 1e-9)
            let top = try #require(step["top"] as? [[String: Any]])
            #expect(top.count == 2)
            #expect(Set(top[0].keys).isSuperset(of: ["id", "text", "probability", "unsampled_probability", "cut_by"]))
        }
    }

    @Test func `gives the same text in every format, and for the same seed`() async throws {
        // So hot that two seeds agree on no text.
        let arguments = [
            "generate", "El gato", "--raw", "--temperature", "5", "--max-new-tokens", "12", "--format",
        ]
        let json = try await ProgramRun(arguments + ["json", "--seed", "5"]).json
        let text = try #require(json["text"] as? String)
        let usage = try #require(json["usage"] as? [String: Any])
        let count = try #require(usage["generated_tokens"] as? Int)
        #expect(count > 0)
        #expect(try await ProgramRun(arguments + ["text", "--seed", "5"]).output == text + "\n")
        let lines = try await ProgramRun(arguments + ["jsonl", "--seed", "5"]).jsonLines
        #expect(lines.count == count + 1)
        #expect(lines.last?["text"] as? String == text)
        #expect(lines.last?["steps"] == nil)
        #expect(lines.dropLast().compactMap { $0["index"] as? Int } == Array(0..<count))
        let other = try await ProgramRun(arguments + ["json", "--seed", "6"]).json
        #expect(other["text"] as? String != text)
    }

    @Test func `rounds the numbers of a prompt where somebody says so, and then says nearly the same`() async throws {
        let home = FileManager.default.temporaryDirectory.appending(path: "mirilla-i16-\(UUID().uuidString.prefix(8))")
        defer { try? FileManager.default.removeItem(at: home) }
        func answer(_ activations: String) async throws -> ProgramRun {
            try await ProgramRun(
                [
                    "generate", "Había una vez un pájaro que quería volar muy lejos", "--model", "nano#q8_0",
                    "--format", "json", "--max-new-tokens", "3", "--activations", activations,
                ] + Self.lasting, environment: ["XDG_CACHE_HOME": home.path])
        }
        var probabilities: [[Double]] = []
        for activations in ["f32", "i16", "i8"] {
            let run = try await answer(activations)
            let steps = try #require(try run.json["steps"] as? [[String: Any]])
            probabilities.append(steps.compactMap { $0["probability"] as? Double })
        }
        #expect(probabilities.allSatisfy { $0.count == 3 })
        for (rounded, most) in [(probabilities[1], 1e-3), (probabilities[2], 0.1)] {
            for (exact, rounded) in zip(probabilities[0], rounded) { #expect(abs(exact - rounded) < most) }
        }
        let wrong = try await answer("i4")
        #expect(wrong.status == 2 && wrong.errors.contains("i4") && wrong.errors.contains("i16"))
    }

    @Test func `reads weights for their checksum once`() async throws {
        let home = FileManager.default.temporaryDirectory.appending(path: "mirilla-sum-\(UUID().uuidString.prefix(8))")
        defer { try? FileManager.default.removeItem(at: home) }
        func checksum() async throws -> String? {
            let run = try await ProgramRun(
                ["generate", "La", "--max-new-tokens", "1", "--format", "json"],
                environment: ["XDG_CACHE_HOME": home.path])
            return try (run.json["model"] as? [String: Any])?["sha256"] as? String
        }
        let read = try await checksum()
        let folder = home.appending(path: "mirilla/weights/checksums")
        let file = try #require(try FileManager.default.contentsOfDirectory(atPath: folder.path).first)
        let remembered = String(repeating: "0", count: 64)
        #expect(read != remembered)
        try Data(remembered.utf8).write(to: folder.appending(path: file))
        #expect(try await checksum() == remembered)
    }

    @Test func `says which stage cut a candidate`() async throws {
        let run = try await ProgramRun([
            "generate", "La", "--max-new-tokens", "1", "--top-k", "1", "--logprobs", "2", "--format", "json",
        ])
        let step = try #require((try run.json["steps"] as? [[String: Any]])?.first)
        let top = try #require(step["top"] as? [[String: Any]])
        #expect(top[0]["cut_by"] is NSNull)
        #expect(top[1]["cut_by"] as? String == "top_k")
        #expect(step["probability"] as? Double == 1)
    }

    @Test func `tells how many tokens fell out of the context`() async throws {
        let run = try await ProgramRun(
            [
                "generate", "-", "--raw", "--context", "8", "--max-new-tokens", "1", "--format", "json",
            ], input: Array(String(repeating: "uno dos tres cuatro. ", count: 20).utf8))
        let prompt = try #require(try run.json["prompt"] as? [String: Any])
        let tokens = try #require(prompt["tokens"] as? [Any])
        #expect(tokens.count > 8)
        #expect(prompt["dropped_tokens"] as? Int == tokens.count - 8)
        #expect(run.errors.contains("does not see \(tokens.count - 8) of its tokens"))
    }

    @Test func `ends before a stop text`() async throws {
        let arguments = ["generate", "La", "--max-new-tokens", "30", "--format", "json"] + Self.lasting
        let text = try #require(try await ProgramRun(arguments).json["text"] as? String)
        let stop = String(text.dropFirst(4).prefix(3))
        let json = try await ProgramRun(arguments + ["--stop", "never to be seen", "--stop", stop]).json
        #expect(json["finish_reason"] as? String == "stop")
        let end = try #require(text.range(of: stop)).lowerBound
        #expect(json["text"] as? String == String(text[..<end]))
    }

    @Test func `prints what there is when it is interrupted`() async throws {
        let run = try await ProgramRun(
            ["generate", "La", "--max-new-tokens", "1000000", "--context", "16", "--format", "jsonl"] + Self.lasting,
            interruptsAfter: "\"index\":3,")
        #expect(run.status == 130)
        let lines = try run.jsonLines
        #expect(lines.count > 4)
        #expect(lines.last?["finish_reason"] as? String == "cancelled")
        let usage = lines.last?["usage"] as? [String: Any]
        #expect(usage?["generated_tokens"] as? Int == lines.count - 1)
        #expect(lines.dropLast().compactMap { $0["index"] as? Int } == Array(0..<lines.count - 1))
    }

    @Test(.enabled(if: Stories.isThere), arguments: ["", "/../stories260K/stories260K-f32.gguf"])
    func `continues a known story, greedily`(suffix: String) async throws {
        let golden = URL(filePath: Stories.folder).appending(path: "../golden/stories260K.json")
        let reference = try JSONSerialization.jsonObject(with: Data(contentsOf: golden)) as? [String: Any]
        let prompts = try #require(reference?["prompts"] as? [[String: Any]])
        for prompt in prompts {
            let text = try #require(prompt["prompt"] as? String)
            let run = try await ProgramRun([
                "generate", text, "--raw", "--temperature", "0", "--max-new-tokens", "64", "--format", "json",
                "--model", Stories.folder + suffix,
            ])
            let steps = try #require(try run.json["steps"] as? [[String: Any]])
            #expect(steps.compactMap { $0["id"] as? Int } == prompt["greedy_ids"] as? [Int])
        }
    }
}
