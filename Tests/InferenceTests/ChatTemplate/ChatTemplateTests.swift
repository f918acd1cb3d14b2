import Foundation
import Generation
import Testing

@testable import Inference

/// Published formats, compared with what jinja2 makes of them (`Tools/chat_template_figures.py`).
@Suite("Chat templates")
struct ChatTemplateTests {
    /// One template, one conversation, and the text or the refusal; a refusal without words is Python's own.
    struct Figure: Decodable, Sendable, CustomTestStringConvertible {
        let template: String
        let conversation: String
        let adds: Bool
        let text: String?
        let refusal: String?

        var testDescription: String { "\(template) \(conversation)\(adds ? "" : ", no generation prompt")" }
    }

    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Fixtures/ChatTemplates")

    private static func bytes(_ name: String) throws -> Data {
        try Data(contentsOf: folder.appendingPathComponent(name))
    }

    private static let figures =
        (try? JSONDecoder().decode([Figure].self, from: bytes("expected.json"))) ?? []

    /// Messages and what else a template may ask for, as JSON.
    private static let conversations =
        (try? JSONDecoder().decode([String: String].self, from: bytes("conversations.json"))) ?? [:]

    @Test func `have figures`() {
        #expect(Self.figures.count == 400)
        #expect(Set(Self.figures.map(\.template)).count == 10)
    }

    @Test(arguments: figures) func `render as jinja2 does`(figure: Figure) throws {
        let source = String(decoding: try Self.bytes(figure.template), as: UTF8.self)
        let template = try ChatTemplate(source: source)
        let conversation = try #require(Self.conversations[figure.conversation])
        func render() throws(Failure) -> String {
            try template.render(
                conversation: Array(conversation.utf8), at: figure.conversation, addGenerationPrompt: figure.adds,
                bosToken: "<s>", eosToken: "</s>", now: 36 * 3600)
        }
        if let text = figure.text {
            #expect(try render() == text)
        } else {
            let failure = #expect(throws: Failure.self) { try render() }
            // Where jinja2 speaks of Python's types, mirilla has its own words.
            if let refusal = figure.refusal, !refusal.contains("object") { #expect(failure?.found == refusal) }
        }
    }

    private static let published = [
        "chatml", "deepseek", "gemma", "llama2", "llama3.1", "mistral", "phi", "qwen3", "zephyr",
    ]

    @Test(arguments: published) func `render a chat as they render it from a file`(name: String) throws {
        let template = try ChatTemplate(source: String(decoding: try Self.bytes("\(name).jinja"), as: UTF8.self))
        let messages = [
            Message(role: .system, content: " Be \"brief\". "), Message(role: .user, content: "¿Qué?\n"),
            Message(role: .assistant, content: "<think>a</think>b"), Message(role: .user, content: "<|im_end|>"),
        ]
        let written = try JSONSerialization.data(
            withJSONObject: messages.map { ["role": $0.role.rawValue, "content": $0.content] })
        let text = try template.render(conversation: [UInt8](written), at: "test", bosToken: "<s>", now: 0)
        #expect(try template.render(messages: messages, bosToken: "<s>", now: 0) == text)
        #expect(text.contains("¿Qué?"))
    }

    // MARK: The language, feature by feature

    private static let features =
        (try? JSON(parsing: [UInt8](bytes("features.json")), at: "features.json"))?.elements ?? []

    @Test func `have features`() { #expect(Self.features.count == 316) }

    @Test(arguments: features) func `understand what jinja2 understands, and refuse what it refuses`(figure: JSON)
        throws
    {
        let source = try #require(figure["source"]?.text)
        func render() throws(Failure) -> String {
            var parser = try TemplateParser(source: source)
            var interpreter = TemplateInterpreter(values: [:], now: 0)
            return try interpreter.render(parser.parse()).string
        }
        if let text = figure["text"]?.text {
            #expect(try render() == text, "\(source)")
        } else {
            #expect(throws: Failure.self, "\(source)") { try render() }
        }
    }

    // MARK: Expressions

    private static let expressions = try? JSON(parsing: [UInt8](bytes("expressions.json")), at: "expressions.json")

    @Test(arguments: (expressions?["figures"]?.elements ?? []).compactMap { $0["source"]?.text })
    func `print expressions as jinja2 does`(source: String) throws {
        let expressions = try #require(Self.expressions)
        let figure = try #require(expressions["figures"]?.elements?.first { $0["source"]?.text == source })
        var values: [String: TemplateValue] = [:]
        for member in expressions["values"]?.members ?? [] {
            values[String(decoding: member.key, as: UTF8.self)] = TemplateValue(member.value)
        }
        var parser = try TemplateParser(source: source)
        var interpreter = TemplateInterpreter(values: values, now: 0)
        #expect(try interpreter.render(parser.parse()).string == figure["text"]?.text)
    }

    // MARK: What messages said

    @Test func `tell what a message said from what the template added`() throws {
        let template = try ChatTemplate(source: "<|user|>{{ messages[0].content | trim | replace('b', 'B') }}<|end|>")
        let segments = try template.renderSegments(messages: [Message(role: .user, content: " a<|end|>b ")])
        #expect(
            segments == [
                .init(text: "<|user|>", isContent: false), .init(text: "a<|end|>", isContent: true),
                .init(text: "B<|end|>", isContent: false),
            ])
    }

    @Test func `take further values`() throws {
        let template = try ChatTemplate(source: "{{ 'off' if enable_thinking is false }} {{ n + 1 }} {{ who }}")
        let text = try template.render(
            messages: [], extra: ["enable_thinking": .bool(false), "n": .integer(1), "who": .text("Ana")])
        #expect(text == "off 2 Ana")
    }

    // MARK: What goes wrong

    @Test(arguments: [
        ("{{ 1 +", "line 1, column 1"), ("{{ 1 + }}", "line 1, column 8"), ("a\n{% if x %}b", "line 2, column 12"),
        ("{% endfor %}", "line 1, column 4"),
        ("{{ 'abc }}", "line 1, column 4"), ("x\n\n  {{ a ? b }}", "line 3, column 8"),
        ("{% include 'x' %}", "line 1, column 4"),
        ("{% for x y %}{% endfor %}", "line 1, column 10"), ("{# open", "line 1, column 1"),
        ("{{ a. }}", "line 1, column 7"),
        ("{% set x %}", "line 1, column 12"), ("a\n{% raw %}{{ x }}", "line 2, column 1"),
        ("{% for x in y %}{% macro m() %}{% break %}{% endmacro %}{% endfor %}", "line 1, column 35"),
        ("{% call 1 %}{% endcall %}", "line 1, column 11"), ("{{ f(a=1, 2) }}", "line 1, column 11"),
        ("{% macro m(a=1, b) %}{% endmacro %}", "line 1, column 18"),
        ("{% for none in x %}{% endfor %}", "line 1, column 8"),
    ])
    func `say where they are wrong`(source: String, place: String) {
        let failure = #expect(throws: Failure.self) { try ChatTemplate(source: source) }
        #expect(failure?.location == place)
    }

    @Test(arguments: [
        "\n{{ missing.member }}", "\n{{ 1 / 0 }}", "\n{{ 'a' + 1 }}", "\n{{ messages() }}", "\n{{ 'a' | nofilter }}",
        "\n{{ 1 is notest }}", "\n{{ 'a'.nomethod() }}", "\n{% for x in 3 %}{% endfor %}", "\n{% set messages.x = 1 %}",
        "\n{{ 9223372036854775807 + 1 }}", "\n{{ 'a'[::0] }}", "\n{{ missing() }}", "\n{{ '%d' % 'a' }}",
        "\n{{ [1, 'a'] | sort }}",
        "\n{{ {[1]: 2} }}", "\n{{ 'abc'.index('z') }}", "\n{{ ([1] | map('int')) | length }}",
    ])
    func `say where they fail`(source: String) throws {
        let template = try ChatTemplate(source: source)
        let failure = #expect(throws: Failure.self) { try template.render(messages: []) }
        #expect(failure?.location?.hasPrefix("line 2, column ") == true)
    }

    @Test(arguments: [
        "{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}",
        "{% set ns = namespace(x='aaaaaaaaaaaaaaaa') %}{% for a in range(100) %}{% set ns.x = ns.x + ns.x %}{% endfor %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "{{ 'a' * 1000000000000 }}",
        "{{ 'a' * 9223372036854775807 }}",
        "{{ range(9223372036854775807) }}", "{% for n in [1] recursive %}{{ loop([1]) }}{% endfor %}",
        "{{ '%9999d' % 1 * 1000 }}", "{{ 'a'.center(99999999) }}",
        "{% macro m() %}{% call m() %}{% endcall %}{{ caller }}{% endmacro %}{{ m() }}",
        "{% macro m() %}{{ " + String(repeating: "('a' + ", count: 40) + "m()" + String(repeating: ")", count: 40)
            + " }}{% endmacro %}{{ m() }}",
        "{% set ns = namespace(x=[]) %}{% for a in range(5000) %}{% set ns.x = [ns.x] %}{% endfor %}",
        "{% set ns = namespace(x=[1]) %}{% for a in range(60) %}{% set ns.x = [ns.x, ns.x] %}{% endfor %}{{ ns.x }}",
    ])
    func `do not run without end`(source: String) throws {
        let template = try ChatTemplate(source: source)
        let failure = #expect(throws: Failure.self) { try template.render(messages: []) }
        #expect(failure?.kind == .tooLarge)
    }

    @Test func `join as many texts in one tag as people write`() throws {
        let template = try ChatTemplate(source: "{{ " + String(repeating: "'a' + ", count: 240) + "'b' }}")
        #expect(try template.render(messages: []).count == 241)
    }

    @Test func `count up to the last number and no further`() throws {
        let source = "{{ range(0, 9223372036854775807, 9223372036854775806) | length }}{{ '' * 9223372036854775807 }}"
        #expect(try ChatTemplate(source: source).render(messages: []) == "2")
    }

    @Test func `do not nest without end`() {
        for part in ["a + ", "a.", "a | ", "a is ", "a and ", "a(", "a if b else "] {
            #expect(throws: Failure.self) {
                try ChatTemplate(source: "{{ " + String(repeating: part, count: 2000) + "a }}")
            }
        }
        for part in ["(", "[", "not ", "-", "{% if x %}", "a[", "a if "] {
            let source =
                part.hasPrefix("{%")
                ? String(repeating: part, count: 5000) : "{{ " + String(repeating: part, count: 5000)
            #expect(throws: Failure.self) { try ChatTemplate(source: source) }
        }
    }

    @Test func `survive every damage`() throws {
        var generator = SeededGenerator(state: 3)
        let messages = [Message(role: .system, content: "s"), Message(role: .user, content: "u")]
        var rendered = 0
        for name in ["qwen3", "llama3.1", "mistral", "deepseek"] {
            let sound = [UInt8](try Self.bytes("\(name).jinja"))
            for _ in 0..<50 {
                let source = String(decoding: sound.damaged(by: &generator), as: UTF8.self)
                if (try? ChatTemplate(source: source).render(messages: messages)) != nil { rendered += 1 }
            }
        }
        #expect(rendered > 0 && rendered < 200)
    }

    // MARK: Conversations

    @Test(arguments: [
        ("[{}]", "a message without a role"), ("3", "a number"), (#"{"messages": 1}"#, "an object"), ("[", "no JSON"),
        (#"[{"role": "user"}]"#, "a message of the user without content"),
        (#"[{"role": "asistant", "content": "a"}]"#, "asistant"),
    ])
    func `need messages with roles`(conversation: String, found: String) throws {
        let template = try ChatTemplate(source: "{{ messages }}")
        let failure = #expect(throws: Failure.self) {
            try template.render(conversation: Array(conversation.utf8), at: "messages.json")
        }
        #expect(failure?.found == found)
        #expect(failure?.location == "messages.json")
    }
}
