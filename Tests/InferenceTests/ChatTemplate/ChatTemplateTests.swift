import Foundation
import Generation
import Testing

@testable import Inference

/// Published formats, compared with what jinja2 makes of them (`Tools/chat_template_figures.py`).
@Suite("Chat templates")
struct ChatTemplateTests {
    /// One template, one conversation, and the text or the refusal.
    struct Figure: Decodable, Sendable, CustomTestStringConvertible {
        struct Turn: Decodable, Sendable {
            let role: String
            let content: String
        }

        let template: String
        let conversation: String
        let messages: [Turn]
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

    @Test func `have figures`() {
        #expect(Self.figures.count == 380)
    }

    @Test(arguments: figures) func `render as jinja2 does`(figure: Figure) throws {
        let source = String(decoding: try Self.bytes(figure.template), as: UTF8.self)
        let template = try ChatTemplate(source: source)
        let messages = try figure.messages.map {
            Message(role: try #require(Role(rawValue: $0.role)), content: $0.content)
        }
        func render() throws(Failure) -> String {
            try template.render(
                messages: messages, addGenerationPrompt: figure.adds, bosToken: "<s>", eosToken: "</s>",
                now: 36 * 3600)
        }
        if let refusal = figure.refusal {
            let failure = #expect(throws: Failure.self) { try render() }
            #expect(failure?.found == refusal)
        } else {
            #expect(try render() == figure.text)
        }
    }

    // MARK: The language, feature by feature

    private static let features =
        (try? JSON(parsing: [UInt8](bytes("features.json")), at: "features.json"))?.elements ?? []

    @Test func `have features`() { #expect(Self.features.count == 147) }

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
        ("{% set x %}", "line 1, column 12"),
    ])
    func `say where they are wrong`(source: String, place: String) {
        let failure = #expect(throws: Failure.self) { try ChatTemplate(source: source) }
        #expect(failure?.location == place)
    }

    @Test(arguments: [
        "\n{{ missing.member }}", "\n{{ 1 / 0 }}", "\n{{ 'a' + 1 }}", "\n{{ messages() }}", "\n{{ 'a' | nofilter }}",
        "\n{{ 1 is notest }}", "\n{{ 'a'.nomethod() }}", "\n{% for x in 3 %}{% endfor %}", "\n{% set messages.x = 1 %}",
        "\n{{ 9223372036854775807 + 1 }}", "\n{{ 'a'[::0] }}", "\n{{ missing() }}",
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
        "{{ range(9223372036854775807) }}",
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
}

extension TemplateValue {
    fileprivate init(_ json: JSON) {
        switch json {
        case .null: self = .none
        case .bool(let value): self = .bool(value)
        case .integer(let value): self = .integer(value)
        case .number(let value): self = .number(value)
        case .string(let bytes): self = .text(String(decoding: bytes, as: UTF8.self))
        case .array(let elements): self = .list(elements.map { TemplateValue($0) })
        case .object(let members):
            self = .dictionary(
                members.map { (TemplateText(String(decoding: $0.key, as: UTF8.self)), TemplateValue($0.value)) })
        }
    }
}
