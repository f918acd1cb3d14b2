import Foundation
import Testing

@Suite("mirilla compare")
struct CompareTests {
    private static let prompt = ["compare", "Once upon a time", "--raw", "--max-new-tokens", "8"]

    @Test func `every model's answer is what generate gives, and equal texts have no difference`() async throws {
        let json = try await ProgramRun(Self.prompt + ["--model", "nano", "--model", "nano", "--format", "json"]).json
        let columns = try #require(json["columns"] as? [[String: Any]])
        let alone = try await ProgramRun(
            ["generate"] + Self.prompt.dropFirst() + ["--format", "json"]
        ).json
        #expect(columns.count == 2)
        for column in columns {
            #expect(column["text"] as? String == alone["text"] as? String)
            #expect((column["steps"] as? [Any])?.count == (alone["steps"] as? [Any])?.count)
        }
        let difference = try #require((json["differences"] as? [[String: Any]])?.first)
        #expect(difference["common_beginning"] as? String == alone["text"] as? String)
    }

    @Test func `a model that cannot be opened costs the others nothing`() async throws {
        let run = try await ProgramRun(Self.prompt + ["--model", "nano", "--model", "/no/such", "--format", "json"])
        #expect(run.status == 1)
        let columns = try #require(try run.json["columns"] as? [[String: Any]])
        #expect((columns[0]["text"] as? String)?.isEmpty == false)
        let error = try #require(columns[1]["error"] as? [String: Any])
        #expect(error["kind"] as? String == "not_found")
        #expect((try run.json["differences"] as? [Any])?.isEmpty == true)
    }

    @Test func `prints one answer under the other, with where they part`() async throws {
        let run = try await ProgramRun(Self.prompt + ["--model", "nano", "--model", "nano"])
        #expect(run.status == 0)
        #expect(run.output.components(separatedBy: "── nano   8 tokens").count == 3)
        #expect(run.output.contains("the same text as nano"))
    }

    @Test func `one model alone is refused`() async throws {
        let run = try await ProgramRun(Self.prompt + ["--model", "nano"])
        #expect(run.status == 2)
        #expect(run.errors.contains("--model"))
    }
}
