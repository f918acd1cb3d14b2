/// A call as a Python program: with the service's own library where it has one, otherwise with the standard library.
struct PythonCode {
    /// The program.
    let text: String

    init(_ call: WholeCall) {
        switch call.library {
        case .openAI(let method, let answer, let knows): text = Self.openAI(call, method, answer, knows)
        case .anthropic: text = Self.anthropic(call)
        case .http: text = Self.http(call)
        }
    }

    private static func openAI(_ call: WholeCall, _ method: String, _ answer: String, _ knows: Set<String>) -> String {
        let members = CodeText.members(of: call.body)
        var arguments = members.filter { knows.contains($0.key) }.map { argument($0.key, $0.value) }
        // What a server takes beyond OpenAI.
        let others = members.filter { !knows.contains($0.key) }
        if !others.isEmpty {
            arguments.append(argument("extra_body", .object(Dictionary(others.map { ($0.key, $0.value) }) { $1 })))
        }
        return """
            # Needs: pip install openai
            import os

            from openai import OpenAI

            client = OpenAI(base_url=\(CodeText.quoted(call.service.baseURL)), api_key=\(key(call, or: "\"none\"")))
            answer = client.\(method)(
            \(arguments.joined()))
            print(answer.\(answer))

            """
    }

    private static func anthropic(_ call: WholeCall) -> String {
        // The library names no sampling parameters any more; models that take them still find them in the body.
        let knows: Set = ["model", "max_tokens", "messages", "system", "stop_sequences"]
        let members = CodeText.members(of: call.body)
        var arguments = members.filter { knows.contains($0.key) }.map { argument($0.key, $0.value) }
        let others = members.filter { !knows.contains($0.key) }
        if !others.isEmpty {
            arguments.append(argument("extra_body", .object(Dictionary(others.map { ($0.key, $0.value) }) { $1 })))
        }
        return """
            # Needs: pip install anthropic
            import os

            from anthropic import Anthropic

            client = Anthropic(base_url=\(CodeText.quoted(call.service.baseURL)), api_key=\(key(call, or: "\"none\"")))
            answer = client.messages.create(
            \(arguments.joined()))
            print("".join(block.text for block in answer.content if block.type == "text"))

            """
    }

    private static func http(_ call: WholeCall) -> String {
        var headers = ["\"Content-Type\": \"application/json\""]
        for field in call.service.headers.fields {
            headers.append("\(CodeText.quoted(field.name)): \(CodeText.quoted(field.value))")
        }
        if let credential = call.service.credential, call.service.keyVariable != nil {
            let prefix = credential.prefix.isEmpty ? "" : "\(CodeText.quoted(credential.prefix)) + "
            headers.append("\(CodeText.quoted(credential.field)): \(prefix)\(key(call, or: "\"\""))")
        }
        return """
            import json
            import os
            import urllib.request

            request = urllib.request.Request(
                \(CodeText.quoted(call.url)),
                data=json.dumps(\(CodeText.python(call.body, indent: 4))).encode(),
                headers={\(headers.joined(separator: ", "))},
            )
            with urllib.request.urlopen(request) as answer:
                print(json.dumps(json.load(answer), indent=2, ensure_ascii=False))

            """
    }

    private static func argument(_ name: String, _ value: JSON) -> String {
        "    \(name)=\(CodeText.python(value, indent: 4)),\n"
    }

    /// Where the key comes from.
    private static func key(_ call: WholeCall, or none: String) -> String {
        guard call.service.credential != nil, let variable = call.service.keyVariable else { return none }
        return "os.environ[\(CodeText.quoted(variable))]"
    }
}
