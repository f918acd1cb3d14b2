import Foundation
import Testing

@Suite("mirilla sweep")
struct SweepTests {
    private static let prompt = ["Tell me a story.", "--max-new-tokens", "12"]

    @Test func `asks every setting with the same seeds, and the prompt goes through the model once`() async throws {
        let sweep = try await ProgramRun(
            ["sweep"] + Self.prompt + ["--temperatures", "0,0.5,1,1.5,2", "--samples", "4", "--format", "json"]
        ).json
        let rows = try #require(sweep["rows"] as? [[String: Any]])
        #expect(rows.map { $0["temperature"] as? Double } == [0, 0.5, 1, 1.5, 2])
        let generated = try await ProgramRun(["generate"] + Self.prompt + ["--format", "json"]).json
        let usage = try #require(generated["usage"] as? [String: Any])
        #expect(sweep["prefill_tokens"] as? Int == usage["prompt_tokens"] as? Int)
        for row in rows {
            let samples = try #require(row["samples"] as? [[String: Any]])
            #expect(samples.map { $0["seed"] as? Int } == [42, 43, 44, 45])
            let texts = Set(samples.compactMap { $0["text"] as? String })
            #expect(row["distinct_texts"] as? Int == texts.count)
        }
        #expect(rows.first?["distinct_texts"] as? Int == 1)
        #expect(rows.last?["distinct_texts"] as? Int == 4)
    }

    @Test func `a sample is what generate gives, and its figures are those of its tokens`() async throws {
        let sweep = try await ProgramRun(
            ["sweep"] + Self.prompt + ["--temperatures", "0.8", "--samples", "2", "--format", "json"]
        ).json
        let row = try #require((sweep["rows"] as? [[String: Any]])?.first)
        let sample = try #require((row["samples"] as? [[String: Any]])?.last)
        let generated = try await ProgramRun(
            ["generate"] + Self.prompt + ["--temperature", "0.8", "--seed", "43", "--format", "json"]
        ).json
        #expect(sample["text"] as? String == generated["text"] as? String)
        let steps = try #require(generated["steps"] as? [[String: Any]])
        let logprobs = steps.compactMap { $0["unsampled_logprob"] as? Double }
        let entropies = steps.compactMap { $0["entropy_bits"] as? Double }
        #expect(logprobs.count == steps.count)
        let mean = logprobs.reduce(0, +) / Double(steps.count)
        let perplexity = try #require(sample["perplexity"] as? Double)
        #expect(abs(perplexity - exp(-mean)) < 1e-9)
        let entropy = try #require(sample["mean_entropy_bits"] as? Double)
        #expect(abs(entropy - entropies.reduce(0, +) / Double(steps.count)) < 1e-9)
    }

    @Test func `a shorter context says which tokens fell out`() async throws {
        let sweep = try await ProgramRun(
            [
                "sweep", "one two three four five six seven eight nine ten", "--raw", "--contexts", "4,64",
                "--temperature",
                "0", "--max-new-tokens", "2", "--format", "json",
            ]
        ).json
        let rows = try #require(sweep["rows"] as? [[String: Any]])
        #expect(rows.map { $0["context"] as? Int } == [4, 64])
        #expect((rows[0]["dropped_text"] as? String)?.hasPrefix("one") == true)
        #expect(rows[1]["dropped_tokens"] as? Int == 0)
    }

    @Test func `prints equal texts once, with their number`() async throws {
        let run = try await ProgramRun(["sweep"] + Self.prompt + ["--temperatures", "0", "--samples", "3"])
        #expect(run.output.contains("temperature 0.0   1 of 3 distinct"))
        #expect(run.output.contains("   3 ×  "))
    }

    @Test(arguments: [
        (["--temperatures", "1,x"], "--temperatures"), (["--temperatures", "-1"], "--temperatures"),
        (["--contexts", "0"], "--contexts"), (["--samples", "0"], "--samples"),
    ])
    func `refuses settings that cannot be`(arguments: [String], name: String) async throws {
        let run = try await ProgramRun(["sweep", "x"] + arguments)
        #expect(run.status == 2)
        #expect(run.errors.contains(name))
        #expect(run.output.isEmpty)
    }
}
