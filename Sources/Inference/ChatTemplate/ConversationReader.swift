import Generation

/// Reads conversations written as JSON into the values of a template.
struct ConversationReader {
    /// Who speaks in the published formats.
    private static let roles: Set = [
        "system", "developer", "user", "assistant", "tool", "function", "ipython", "observation", "environment",
    ]

    /// Where the JSON is from, for failures.
    let location: String

    func values(_ bytes: [UInt8]) throws(Failure) -> [String: TemplateValue] {
        guard let json = try? JSON(parsing: bytes, at: location) else { throw failure(found: "no JSON") }
        var values: [String: TemplateValue] = [:]
        for member in json.members ?? [] {
            values[String(decoding: member.key, as: UTF8.self)] = TemplateValue(member.value)
        }
        guard let messages = json.elements ?? json["messages"]?.elements else { throw failure(found: json.typeName) }
        for message in messages { try check(message) }
        values["messages"] = .list(messages.map { TemplateValue($0) })
        return values
    }

    private func check(_ message: JSON) throws(Failure) {
        guard let role = message["role"]?.text else { throw failure(found: "a message without a role") }
        guard Self.roles.contains(role) else {
            throw Failure(
                .unsupported, "unknown role", at: location, expected: Self.roles.sorted().joined(separator: ", "),
                found: role)
        }
        let speaks = ["content", "tool_calls", "reasoning_content", "thinking"].contains { message[$0] != nil }
        guard speaks else { throw failure(found: "a message of the \(role) without content") }
    }

    private func failure(found: String) -> Failure {
        Failure(
            .malformed, "cannot read the messages", at: location,
            expected: #"a JSON array of {"role": "user", "content": "…"}, or an object with it as messages"#,
            found: found)
    }
}

extension TemplateValue {
    /// What Python's `json.loads` makes of it.
    init(_ json: JSON) {
        switch json {
        case .null: self = .none
        case .bool(let value): self = .bool(value)
        case .integer(let value): self = .integer(value)
        case .number(let value): self = .number(value)
        case .string(let bytes): self = .text(String(decoding: bytes, as: UTF8.self))
        case .array(let elements): self = .list(elements.map { TemplateValue($0) })
        case .object(let members):
            self = .dictionary(
                members.map {
                    TemplateMember(String(decoding: $0.key, as: UTF8.self), TemplateValue($0.value))
                }.merged())
        }
    }
}
