import Foundation
import Testing

@Suite("mirilla render")
struct RenderTests {
    private static let template =
        "{{ bos_token }}{% for m in messages %}[{{ m.role }}] {{ m.content }}{{ eos_token }}\n{% endfor %}"
        + "{% if add_generation_prompt %}[assistant]{% endif %}"

    private func render(_ arguments: [String], _ messages: String) async throws -> ProgramRun {
        let path = NSTemporaryDirectory() + "/mirilla-\(UUID().uuidString).jinja"
        try Data(Self.template.utf8).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try await ProgramRun(["render", "-", "--template", path] + arguments, input: Array(messages.utf8))
    }

    @Test func `prints the prompt exactly, with and without the beginning of an answer`() async throws {
        let messages = #"[{"role": "system", "content": "Sé breve."}, {"role": "user", "content": "¿Qué?\n"}]"#
        let tokens = ["--bos", "<s>", "--eos", "</s>"]
        let turns = "<s>[system] Sé breve.</s>\n[user] ¿Qué?\n</s>\n"
        #expect(try await render(tokens, messages).output == turns + "[assistant]")
        #expect(try await render(tokens + ["--no-generation-prompt"], messages).output == turns)
    }

    @Test(arguments: [
        ("not json", "cannot read the messages"), (#"[{"role": "user"}]"#, "cannot read the messages"),
        (#"[{"role": "wizard", "content": "x"}]"#, "wizard"),
    ])
    func `refuses what are no messages`(messages: String, fragment: String) async throws {
        let run = try await render([], messages)
        #expect(run.status == 1)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains(fragment))
    }

    @Test(arguments: [
        (["--bos", "<s>"], Int32(2), "--template FILE"), (["--model", "x", "--template", "y"], 2, "one of the two"),
        (["--template", "/no/such/file"], 1, "/no/such/file"), (["--model", "/no/such/model"], 1, "/no/such/model"),
    ])
    func `needs a template`(arguments: [String], status: Int32, fragment: String) async throws {
        let run = try await ProgramRun(["render", "-"] + arguments, input: Array("[]".utf8))
        #expect(run.status == status)
        #expect(run.errors.contains(fragment))
    }
}
