/// A call as a shell script with curl.
struct CurlCode {
    /// The script.
    let text: String

    init(_ call: WholeCall) {
        var headers = ["Content-Type: application/json"]
        for field in call.service.headers.fields { headers.append("\(field.name): \(field.value)") }
        if let credential = call.service.credential, let variable = call.service.keyVariable {
            headers.append("\(credential.field): \(credential.prefix)${\(variable)}")
        }
        let note = call.service.keyVariable.map { "; the key comes from $\($0)" } ?? ""
        text = """
            #!/bin/sh
            # Asks \(call.service.name)\(note).
            curl --silent --show-error --fail-with-body "\(Self.escaped(call.url))" \\
            \(headers.map { "    --header \"\($0)\" \\\n" }.joined())    --data-binary @- <<'JSON'
            \(CodeText.json(call.body))
            JSON

            """
    }

    /// A text between double quotes of the shell.
    private static func escaped(_ text: String) -> String {
        text.map { "\\\"$`".contains($0) ? "\\\($0)" : String($0) }.joined()
    }
}
